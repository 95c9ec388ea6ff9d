/** The last few of what was made, by name. */
export class Cache<Made> {
  private readonly known = new Map<string, Made>();

  constructor(private readonly most: number) {}

  get(name: string, make: () => Made): Made {
    const made = this.known.has(name) ? this.known.get(name)! : make();
    // Last used stands last.
    this.known.delete(name);
    this.known.set(name, made);
    if (this.known.size > this.most) this.known.delete(this.known.keys().next().value!);
    return made;
  }
}

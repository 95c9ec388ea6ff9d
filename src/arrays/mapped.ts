/**
 * What `make` makes of each item of a list, in its order: `list.map(make)` for what is made at every point of a sweep.
 *
 * Compiled by V8, `Array.prototype.map` makes an array that may have holes, and not compiled one that has none, so whatever
 * reads it is compiled, thrown away and compiled again; every worker does that for itself (docs/decisions.md).
 */
export function mapped<Item, Made>(list: readonly Item[], make: (item: Item, index: number) => Made): Made[] {
  const made: Made[] = [];
  for (let index = 0; index < list.length; index++) made.push(make(list[index]!, index));
  return made;
}

/**
 * A script for completion that holds everything it offers: the shell waits for no process at a press of the key. What it
 * offers is as old as the script, so it is made again after an update.
 */
import type { ShippedNames } from '../study/files.node.js';
import { nameOf, type Verb } from './verb.js';

export const SHELLS = ['bash', 'zsh'] as const;

/** What completes a flag's value or a verb's input besides files, by its name, where the flag does not say it itself. */
type Words = Readonly<Record<string, readonly string[]>>;

export function completionScript(
  shell: (typeof SHELLS)[number],
  verbs: readonly Verb[],
  { networks, hardware, tables, targets }: ShippedNames,
): string {
  const words: Words = {
    designs: [...networks, ...hardware, ...tables],
    network: networks,
    hardware,
    config: hardware,
    table: tables,
    target: targets,
    files: [...hardware, ...tables],
    file: networks,
    kind: ['hardware', 'table', 'target'],
    shell: SHELLS,
  };
  const nested = verbs.flatMap((verb) =>
    (verb.nested ?? []).map((inner) => `'${nameOf(verb)} ${nameOf(inner)}'`),
  );
  return SCRIPTS[shell]({
    nested: nested.join('|'),
    cases: [
      ...verbs.flatMap((verb) => casesOf('', verb, words)),
      `*) offer='${verbs.map(nameOf).join(' ')}' flags='--help --version' ;;`,
    ].join('\n    '),
  });
}

/** For one verb: what follows each flag with a value, and what may stand anywhere else. A case is `verb;word before`. */
function casesOf(outer: string, verb: Verb, words: Words): string[] {
  const name = `${outer}${nameOf(verb)}`;
  const nested = verb.nested ?? [];
  const options = Object.entries(verb.options);
  const values = options
    .filter(([, { type }]) => type !== 'boolean')
    .map(([flag, { alias, words: own }]) => {
      const places = [`'${name};--${flag}'`, ...(typeof alias === 'string' ? [`'${name};-${alias}'`] : [])];
      return `${places.join('|')}) offer='${(own ?? words[flag] ?? []).join(' ')}' ;;`;
    });
  const inputs = Object.keys(verb.positionals ?? {}).flatMap((input) => words[input] ?? []);
  const flags = [...options.map(([flag]) => `--${flag}`), '--help'];
  return [
    ...nested.flatMap((inner) => casesOf(`${name} `, inner, words)),
    ...values,
    `'${name};'*) offer='${[...nested.map(nameOf), ...inputs].join(' ')}' flags='${flags.join(' ')}' ;;`,
  ];
}

interface Parts {
  /** Nested verbs with their outer one, a pattern of the shell. */
  readonly nested: string;
  readonly cases: string;
}

/** Where nothing that is offered fits, both shells offer files. */
const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (parts: Parts) => string>> = {
  bash: ({ nested, cases }) => `# bash completion of lmusim: eval "$(lmusim completion bash)"
_lmusim() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" verb= second= offer= flags=
  [ "$COMP_CWORD" -gt 1 ] && verb="\${COMP_WORDS[1]}"
  [ "$COMP_CWORD" -gt 2 ] && second="\${COMP_WORDS[2]}"
  case "$verb $second" in ${nested}) verb="$verb $second" ;; esac
  case "$verb;$previous" in
    ${cases}
  esac
  case "$current" in -*) offer="$flags" ;; esac
  COMPREPLY=($(compgen -W "$offer" -- "$current"))
}
complete -o default -F _lmusim lmusim
`,
  zsh: ({ nested, cases }) => `#compdef lmusim
# zsh completion of lmusim: eval "$(lmusim completion zsh)", or a file _lmusim in a folder of $fpath
_lmusim() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}" verb= second= offer= flags=
  (( CURRENT > 2 )) && verb="\${words[2]}"
  (( CURRENT > 3 )) && second="\${words[3]}"
  case "$verb $second" in ${nested}) verb="$verb $second" ;; esac
  case "$verb;$previous" in
    ${cases}
  esac
  case "$current" in -*) offer="$flags" ;; esac
  compadd -- \${=offer} || _files
}
if [ "\${funcstack[1]}" = _lmusim ]; then _lmusim "$@"; else compdef _lmusim lmusim; fi
`,
};

import { stringify } from 'yaml';

/** A value as a file of YAML, long lines unbroken and nothing by reference. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

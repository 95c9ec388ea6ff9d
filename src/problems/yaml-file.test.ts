import { expect, test } from 'vitest';
import { formatProblem } from './problem.js';
import { parseYaml, parseYamlValue } from './yaml-file.js';

const said = (text: string): string[] => parseYaml(text, 'mine.yaml', 'area').problems.map(formatProblem);

const place = (text: string, path: string): string => {
  const { yaml } = parseYaml(text, 'mine.yaml', 'area');
  const { line, column } = yaml!.locate({ code: 'area.x', path, message: '' });
  return `${line}:${column}`;
};

test.each([
  ['', 'nothing'],
  ['\ufeff \r\n\t', 'nothing'],
  ['---\n...\n', 'nothing'],
  ['# a: 1\n---\n  # b', 'nothing but comments'],
])('a file of nothing is called empty: %j', (text, received) => {
  expect(said(text)).toEqual([
    `mine.yaml: the file is empty: expected keys with their values, received ${received}`,
  ]);
});

test.each(['~', 'null # none', '&a'])('a null that somebody wrote is a value: %j', (text) => {
  expect(parseYaml(text, 'mine.yaml', 'area').yaml?.value).toBeNull();
});

test('a value of a flag may be empty', () => {
  expect(parseYamlValue('', undefined, 'area').yaml?.value).toBeNull();
});

test('keys that hold dots and brackets are found, and in front of them what stands nearest', () => {
  const text = [
    'rows:',
    '  mac: { x: 1 }',
    '  mac.clock: { value: 2 }',
    '  mac.clock.idle: [3, 4]',
    "  'lanes[0]': 5",
    '  .5: 6',
  ].join('\n');
  expect(place(text, 'rows.mac.x')).toBe('2:10');
  expect(place(text, 'rows.mac.clock.value')).toBe('3:16');
  expect(place(text, 'rows.mac.clock.other')).toBe('3:3');
  expect(place(text, 'rows.mac.clock.idle[1]')).toBe('4:23');
  expect(place(text, 'rows.mac.clocks')).toBe('2:3');
  expect(place(text, 'rows.lanes[0]')).toBe('5:3');
  expect(place(text, 'rows.other.clock')).toBe('1:1');
  expect(place(text, 'other')).toBe('1:1');
});

test('a reference to an anchor that does not stand before it has a place', () => {
  expect(said('a: *b\nb: &b 1\nc: [*b, *d]\n')).toEqual([
    "mine.yaml:1:4: a reference to 'b', which no anchor before it names",
    "mine.yaml:3:9: a reference to 'd', which no anchor before it names",
  ]);
});

test('a directive that asks for the rules of YAML 1.1 is refused where it stands; 1.2 may be named', () => {
  expect(said('# mine\n%YAML 1.1\n---\na: yes\n')).toEqual([
    'mine.yaml:2:1: a directive that asks for other rules than those of YAML 1.2: expected %YAML 1.2, or no directive, received %YAML 1.1',
  ]);
  expect(parseYaml('%YAML 1.2\n---\na: yes\n', 'mine.yaml', 'area').yaml?.value).toEqual({ a: 'yes' });
});

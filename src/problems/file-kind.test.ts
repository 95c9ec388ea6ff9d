import { expect, test } from 'vitest';
import { fileKindOf } from './file-kind.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['', 'an empty file'],
  ['RIFF\x10\0\0\0WAVEfmt ', 'a WAV file'],
  ['LMUPROG\0\x01\0\0\0', 'a program file'],
  ['\x40\0\0\0\0\0\0\0{"a":1}', 'a safetensors file'],
  ['PK\x03\x04\0\0', 'a zip file'],
  ['\x1f\x8b\x08\0', 'a gzip file'],
  ['\x89PNG\r\n', 'a PNG picture'],
  [' \n{"schema": "x"}', 'JSON text'],
  ['name: mine\n', 'text'],
  ['frame: recv ; \xc3\xa9\n', 'text'],
  ['\0\x01\x02\x03', undefined],
  ['\xff\xfe', undefined],
  ['RIFF\x10\0\0\0AVI ', undefined],
])('%j is %s', (content, kind) => {
  expect(fileKindOf(bytes(content))).toBe(kind);
});

test('a character that the look cuts off is no fault of the text', () => {
  expect(fileKindOf(new TextEncoder().encode(`${'a'.repeat(255)}é.`))).toBe('text');
});

/** Text measured in the columns of a terminal, for names that come from users' files. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** No-break space. */
const UNBROKEN = '\u00a0';
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that one character takes: 0 for a combining mark, 2 for East Asian wide characters and emoji, else 1. */
function columnsOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that a text without control characters takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** The text with control characters, line ends among them, shown as a replacement character: it is one line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\ufffd');
}

/** The longest start of the text that fits, ending in `…` when something was cut off. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (widthOf(cut) + columnsOf(character) > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** A number with its unit, which {@link wrap} keeps on one line. */
export function quantity(number: string, unit: string): string {
  return `${number}${UNBROKEN}${unit}`;
}

/** As it is printed, once no line can break in it: a no-break space is no space to who searches the text. */
export function plainSpaces(text: string): string {
  return text.replaceAll(UNBROKEN, ' ');
}

/** The text in lines of at most `width` columns, broken between words; a word that is too long is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = fit(word, width);
    }
  }
  return [...lines, line].map(plainSpaces);
}

/** What acts as a line break, but for CR, by its code. */
const BREAKS = new Set([0x0a, 0x0b, 0x0c, 0x85, 0x2028, 0x2029]);

/** Whether a code stands for a control character other than the tab. */
const isControl = (code: number): boolean => code !== 0x09 && (code < 0x20 || (code >= 0x7f && code < 0xa0));

/**
 * What arrives of a text, told character by character: whatever acts as a line break is one, no other control
 * character is left but the tab, and half of a surrogate pair, which UTF-8 has not, is the replacement character.
 */
export function carried(text: string): string {
  let told = '';
  for (const character of Buffer.from(text, 'utf8').toString('utf8').replaceAll('\r\n', '\n')) {
    const code = character.codePointAt(0) as number;
    if (BREAKS.has(code) || code === 0x0d) told += '\n';
    else if (!isControl(code)) told += character;
  }
  return told;
}

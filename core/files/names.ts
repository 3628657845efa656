/** In characters. */
const LONGEST_NAME = 120;

/**
 * A file name that is only a name: no folders, no control or direction characters, at most 120 characters
 * with its extension kept.
 */
export function safeFileName(given: string | undefined, extension = 'bin'): string {
  const name = (given ?? '')
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF"]/g, '')
    .replace(/^\.+/, '')
    .trim();
  if (name === '') return `file.${/^\w{1,10}$/.test(extension) ? extension : 'bin'}`;
  if (name.length <= LONGEST_NAME) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, LONGEST_NAME - ending.length) + ending;
}

/** Before the sign of a prompt stand a user and a machine, a drive, a folder, or nothing. */
const PROMPT =
  /^\s{0,200}(?:(?:[\w.-]{1,60}@[\w.-]{1,60}[^\n'"$#>%]{0,100}|~[^\s'"]{0,100}\s?)?[$>#%]\s{1,20}|(?:PS )?[A-Z]:[^>\n]{0,200}>\s{0,20}|PS [^>\n]{0,200}>\s{0,20})?(?:sudo\s{1,20})?/;

/** A command without what documents and terminals print around it: marks of code, remarks, the prompt. */
export const withoutSurroundings = (lines: string): string =>
  withoutRemarks(withoutFence(lines)).replace(PROMPT, '');

/** The backquotes by which a text marks code, around the command. */
function withoutFence(lines: string): string {
  const text = lines.trim();
  if (!text.startsWith('`')) return lines;
  const [, open = ''] = /^(`{1,10})/.exec(text) ?? [];
  const inside = open.length < 3 ? text.slice(open.length) : text.slice(text.indexOf('\n') + 1);
  const close = open.length < 3 ? inside.lastIndexOf(open) : `\n${inside}`.lastIndexOf(`\n${open}`);
  return close < 0 ? inside : inside.slice(0, close);
}

/** What documents print above a command: a remark, the name of a language, words that end with a colon. */
const REMARK =
  /^(?:#(?!\s{0,20}curl\b)|\/\/|::|REM\s)|^(?:curl|bash|shell|sh|zsh|cmd|console|terminal|powershell|copy|copiar)$|^(?!curl\b)[^'"=]{0,200}:$/i;

/** Remarks that stand in lines of their own above the command. */
function withoutRemarks(lines: string): string {
  let at = 0;
  for (;;) {
    const end = lines.indexOf('\n', at);
    const line = lines.slice(at, end < 0 ? lines.length : end).trim();
    if (end < 0 || !(line === '' || REMARK.test(line))) return lines.slice(at);
    at = end + 1;
  }
}

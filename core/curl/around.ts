/** Before the sign of a prompt stand a user and a machine, a drive, a folder, or nothing; lists have signs of their own. */
const PROMPT =
  /^\s{0,200}(?:(?:[\w.-]{1,60}@[\w.-]{1,60}[^\n'"$#>%]{0,100}|~[^\s'"]{0,100}\s?)?[$>#%]\s{1,20}|(?:PS )?[A-Z]:[^>\n]{0,200}>\s{0,20}|PS [^>\n]{0,200}>\s{0,20})?(?:(?:[•*-]|\d{1,2}[.)])\s{1,5})?(?:(?:sudo|time)\s{1,20})?/;

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

/** Remarks of the languages in which documents write commands. */
const REMARK = /^(?:#(?!\s{0,20}curl\b)|\/\/|::|REM\s)/i;

/** Words and addresses as documents print them above a command, with no sign that a shell or a program would need. */
const TITLE = /^(?!.{0,200}\bcurl(?:\.exe)?\s)[^'"=|;$`{}]{1,200}$/i;
const CURL_BELOW = /^[ \t]{0,20}(?:[$>#] )?curl(?:\.exe)?[ \t]/im;

/** What stands in lines of its own above the command. */
function withoutRemarks(lines: string): string {
  let at = 0;
  for (;;) {
    const end = lines.indexOf('\n', at);
    const line = lines.slice(at, end < 0 ? lines.length : end).trim();
    const isAbove =
      line === '' ||
      REMARK.test(line) ||
      (TITLE.test(line) && CURL_BELOW.test(lines.slice(end + 1, end + 1000)));
    if (end < 0 || !isAbove) return lines.slice(at);
    at = end + 1;
  }
}

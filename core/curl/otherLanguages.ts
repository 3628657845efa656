import { CommandRefused } from './refused';

/** How examples begin that documents print beside the one for cURL; each once. */
const LANGUAGES: ReadonlyArray<readonly [begins: RegExp, what: string]> = [
  [
    /^(?:\$[A-Za-z]\w{0,60}\s{0,5}=\s{0,5}(?:@|New-Object|"|'|Invoke-)|(?:Invoke-|New-Object\b))/i,
    'PowerShell',
  ],
  // There curl is another name of Invoke-WebRequest.
  [/^curl\s[^'"]{0,60}-(?:Uri|Method|Headers|Body|ContentType)\s/, 'PowerShell'],
  [/^(?:import\s|from\s\w{1,40}\simport\b|requests\.|http\.client\b)/, 'Python'],
  [/^(?:const|let|var|await|fetch|axios|\$\.ajax|require|function|async)\b/, 'JavaScript'],
  [/^(?:<\?php\b|\$\w{1,60}\s{0,5}=\s{0,5}(?:curl_init|new\s|array\())/i, 'PHP'],
  [/^wget\b/, 'wget'],
  [/^https?\s(?:-|--|GET\b|POST\b|PUT\b|PATCH\b|:|\w{1,10}:\/\/)/, 'HTTPie'],
  [/^(?:GET|POST|PUT|PATCH)\s\S/, 'plain HTTP'],
];

/**
 * Refuses an example that is written for something else than cURL; nothing of it is shown, it may hold a secret.
 *
 * @param text without what stands around it
 * @throws CommandRefused
 */
export function refuseOtherLanguages(text: string): void {
  const start = text.trimStart().slice(0, 400);
  const other = LANGUAGES.find(([begins]) => begins.test(start))?.[1];
  if (other !== undefined)
    throw new CommandRefused(
      `does not begin with curl: it is an example for ${other}`,
      'Choose cURL (or Shell) where the documentation shows its examples, and paste that one.',
    );
  if (/^['"]?https?:\/\//i.test(start))
    throw new CommandRefused(
      'does not begin with curl: it is an address alone',
      "Paste the whole cURL example of the vendor's documentation; for an address alone write curl before it.",
    );
  const [, variable] = /^(?:export\s{1,5}|set\s{1,5})?([A-Za-z_]\w{0,60})=(?!\s)/i.exec(start) ?? [];
  if (variable !== undefined)
    throw new CommandRefused(
      `does not begin with curl: a line above sets ${variable}`,
      `Paste the command alone, with the value in the place of $${variable}.`,
    );
  if (/^(?:echo|printf|cat)\s/.test(start))
    throw new CommandRefused(
      'does not begin with curl: another command gives it the body',
      "Put the body into the command itself: -d '...'.",
    );
}

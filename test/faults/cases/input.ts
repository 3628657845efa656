import { carried } from '../../support/carried';
import { offering } from '../rig/offering';
import type { Fired, Rig } from '../rig/rig';
import type { FaultCase } from './case';

/** H: what comes in is hostile or odd. Nothing is sent, or exactly what was asked for. */

const nothing = { outcomes: ['notSent'], complete: [0, 0], attempts: [0, 0] } as const;
const once = { outcomes: ['taken'], complete: [1, 1], attempts: [1, 1] } as const;

const withSecret = (what: string, spoil: (secret: string) => string): FaultCase => ({
  id: 'H01',
  what: `a key with ${what}`,
  shot: ({ rig, stand }) => {
    const { type, data } = stand.credential(`http://127.0.0.1:${rig.plain}`);
    const spoilt = Object.entries(data).map(([field, value]) => [
      field,
      stand.canaries.includes(String(value)) ? spoil(String(value)) : value,
    ]);
    return { more: { credential: { type, data: Object.fromEntries(spoilt) } } };
  },
  ...nothing,
  says: /line break, a space or a character that no key has/,
});

const PHONES = ['', '   ', 'abc', '123', '9'.repeat(30), '+', '55(11)'];
const BY_PHONE = offering('sendText', ({ recipient }) => recipient === 'phone');

/** The words arrive, all that is no control character: as JSON in a body, else decoded from the address. */
const arrives = (words: string) => (fired: Fired, rig: Rig) => {
  const lead = fired.leads[0] as string;
  const seen = rig.double.seen.findLast(({ body, url }) => body.includes(lead) || url.includes(lead));
  const body = Buffer.from(seen?.body ?? '', 'latin1').toString('utf8');
  const text = carried(`${lead}${words}`);
  if (body.includes(JSON.stringify(text).slice(1, -1)) || seen?.url.includes(text)) return undefined;
  return 'other words arrived';
};

const saying = (id: string, what: string, words: string): FaultCase => ({
  id,
  what,
  shot: () => ({ parameters: { text: '={{ $json.text + $json.words }}' }, fields: { words } }),
  ...once,
  also: arrives(words),
});

const INJECTIONS = [
  '", "to": "5511988887777", "x": "',
  '&acao=delete&token=x',
  '#fragment?x=y&z=%26',
  '%0d%0aX-Evil: 1',
  '\r\nX-Evil: 1\r\n\r\n',
  '../../admin',
  '{{ $credentials.apiKey }} ${process.env.HOME} <%= 1 %>',
  '<script>alert(1)</script>',
  "'; DROP TABLE x; --",
  '\\u0000\\" \\',
  '__proto__ constructor prototype',
];

/** The most characters of a text, where a vendor documents them. */
const LONGEST = 4_096;

/** For the vendors that document how long a text may be. */
const ofLength = (length: number): Pick<FaultCase, 'id' | 'what' | 'vendors' | 'shot'> => ({
  id: 'H03',
  what: `a text of ${length} characters`,
  vendors: offering('sendText', ({ limits }) => limits?.text === LONGEST),
  shot: () => ({ parameters: { text: `={{ $json.text.padEnd(${length}, "x") }}` } }),
});

export const inputCases: readonly FaultCase[] = [
  withSecret('a line break', (secret) => `${secret}\r\nX-Evil: 1`),
  withSecret('a space that does not break', (secret) => `${secret.slice(0, 9)}\u00a0${secret.slice(9)}`),
  withSecret('a dash of a word processor', (secret) => `${secret}\u2014x`),
  ...PHONES.map(
    (phone): FaultCase => ({
      id: 'H02',
      what: `the number ${JSON.stringify(phone)}`,
      vendors: BY_PHONE,
      // As an expression: n8n itself refuses a parameter that is left empty.
      shot: () => ({ parameters: { to: `={{ ${JSON.stringify(phone)} }}` } }),
      ...nothing,
      says: /recipient/,
    }),
  ),
  saying('H03', 'an emoji', ' \u{1f600}\u{1f468}\u200d\u{1f469}'),
  saying('H03', 'a NUL', ' a\u0000b'),
  { ...saying('H03', 'half a character', ' \ud800x'), also: arrives(' \ufffdx') },
  saying('H03', 'a long text', ` ${'x'.repeat(3_000)}`),
  { ...ofLength(LONGEST), ...once },
  { ...ofLength(LONGEST + 1), ...nothing, says: /4,096|4096/ },
  {
    id: 'H03',
    what: 'no text',
    shot: () => ({ parameters: { text: '={{ "" }}' } }),
    ...nothing,
    says: /"Text"/,
  },
  {
    id: 'H03',
    what: 'a text of 1 MB',
    shot: () => ({ parameters: { text: `={{ $json.text + "x".repeat(1000000) }}` } }),
    ...nothing,
    says: /"Text"/,
  },
  ...INJECTIONS.map((words) => saying('H04', `the words ${JSON.stringify(words)}`, words)),
];

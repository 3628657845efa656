import { gzipSync } from 'node:zlib';
import { answering, type FaultCase } from './case';

/** E: the vendor answers with success, and with this body. */

const unclear = { outcomes: ['unknown'], complete: [1, 1], attempts: [1, 1] } as const;
/** A no, or a form that this vendor's no does not have: never a yes. */
const no = { outcomes: ['rejected', 'unknown'], complete: [1, 1], attempts: [1, 1] } as const;
/** For a vendor that documents no shape of its success an acceptance, for the others unclear. */
const either = {
  outcomes: ['unknown', 'accepted'],
  complete: [1, 1],
  attempts: [1, 1],
} as const;

const said = (id: string, what: string, body: unknown, headers?: Record<string, string>): FaultCase => ({
  id,
  what,
  shot: answering({ status: 200, body, takes: true, ...(headers && { headers }) }),
  ...either,
});

const BOMB = gzipSync(Buffer.alloc(256 * 1024 * 1024));

/** The vendor's own yes, written in another way. */
const written = (
  id: string,
  what: string,
  write: (body: string) => string | Buffer,
  headers: Record<string, string> = {},
): FaultCase => ({
  id,
  what,
  shot: ({ stand }) => ({
    script: () => ({
      ...stand.yes,
      headers,
      body: write(typeof stand.yes.body === 'string' ? stand.yes.body : JSON.stringify(stand.yes.body)),
    }),
  }),
  outcomes: ['taken'],
  complete: [1, 1],
  attempts: [1, 1],
});

const FORMS: ReadonlyArray<readonly [string, (secret: string) => string]> = [
  ['as it is', (secret) => secret],
  ['in an address', (secret) => `https://x.example/?token=${encodeURIComponent(secret)}&a=b`],
  ['in base64', (secret) => Buffer.from(`user:${secret}`).toString('base64')],
  ['in base64 for addresses', (secret) => Buffer.from(`xy${secret}`).toString('base64url')],
  ['in hexadecimal', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['inside JSON inside JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
];

const inert = (text: string): boolean => !/[\u0000-\u0008\u001b\u202a-\u202e\u2066-\u2069]/.test(text);

export const bodyCases: readonly FaultCase[] = [
  written('E01', 'the documented yes', (body) => body),
  { ...said('E02', 'success: false', { success: false, error: 'No.', message: 'No.' }), ...no },
  { ...said('E03', 'status: error', { status: 'error', message: 'No.' }), ...no },
  said('E04', 'nothing', ''),
  { id: 'E05', what: 'status 204', shot: answering({ status: 204, takes: true }), ...either },
  {
    ...said('E06', 'a web page', '<!doctype html><html><body>Login</body></html>', {
      'content-type': 'text/html',
    }),
    ...unclear,
  },
  { ...said('E07', 'broken JSON', '{"success":tru'), ...unclear },
  written('E08', 'JSON after a byte order mark', (body) => `\ufeff${body}`),
  ...[[], [1], 1, true, null, 'x'].map((body) =>
    said('E09', `only ${JSON.stringify(body)}`, JSON.stringify(body)),
  ),
  said('E10', 'an object without an id', { success: true, data: {} }),
  {
    ...said('E11', 'a number for an id', { success: true, id: 5, data: { id: 5 } }),
    // Some vendors give numbers.
    outcomes: ['unknown', 'accepted', 'sent'],
  },
  said('E11', 'an object for an id', { success: true, id: { a: 1 }, data: { id: { a: 1 } } }),
  written('E12', 'another charset', (body) => body, {
    'content-type': 'application/json; charset=iso-8859-1',
  }),
  {
    ...said('E13', '256 MB in 255 KB', BOMB, {
      'content-encoding': 'gzip',
      'content-type': 'application/json',
    }),
    ...unclear,
  },
  { ...said('E14', '10 MB', 'x'.repeat(10 * 1024 * 1024)), ...unclear },
  ...FORMS.flatMap(([form, write]) =>
    [200, 400, 401, 429, 500].map(
      (status): FaultCase => ({
        id: 'E15',
        what: `the secret ${form}, with status ${status}`,
        shot: ({ stand }) => {
          const echo = write(stand.canaries[0] as string);
          const body = {
            error: echo,
            message: echo,
            id: echo,
            code: echo,
            status: 'error',
            data: { id: echo },
          };
          return {
            script: () => ({
              status,
              body,
              headers: { 'x-echo': 'x' },
              ...(status === 200 && { takes: true as const }),
            }),
            options: { attempts: 2, includeVendorResponse: true },
          };
        },
        outcomes: ['unknown', 'accepted', 'sent', 'rejected', 'notSent'],
        complete: [1, 2],
      }),
    ),
  ),
  {
    ...said(
      'E16',
      'keys that would change every object',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ),
    also: () =>
      (({}) as { polluted?: number }).polluted === undefined ? undefined : 'every object was changed',
  },
  {
    id: 'E17',
    what: 'a message that would look like another',
    shot: answering({
      status: 400,
      body: { message: '\u001b[31m<script>x</script>\u202eabc\u0000', error: '\u001b[2J\u2066x' },
    }),
    outcomes: ['rejected'],
    complete: [1, 1],
    also: (fired) =>
      fired.results.every(({ words }) => inert(words)) ? undefined : 'control characters came through',
  },
];

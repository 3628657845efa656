import { inspect } from 'node:util';
import { inputOf, type Exchange } from '../../recordings/exchange';
import { redactor, redactValue } from '../../core/outcomes/redact';
import { buildMessage } from '../../core/message/build';
import type { Answered } from '../../core/sending/sender';
import { sendOnce } from '../support/sending';
import type { MessagingError } from '../../core/contract/outcome';
import type { Vendor } from '../../core/contract/vendor';
import type { Transport } from '../../core/contract/http';
import { vendors } from '../../vendors';
import { accountOf, canary, credentialOf } from '../support/credential';
import { recordedExchanges } from '../support/recordedExchanges';
import { redactorOf } from '../support/redactorOf';
import { answerOf, replay } from '../support/replay';

/** The forms in which a vendor, a proxy or a library may write a secret. */
const ECHOES: ReadonlyArray<readonly [form: string, write: (secret: string) => string]> = [
  ['as it is', (secret) => secret],
  ['in an address', (secret) => `https://api.example/x?token=${encodeURIComponent(secret)}&acao=y`],
  [
    'in an address, lower case',
    (secret) => encodeURIComponent(secret).replace(/%../g, (two) => two.toLowerCase()),
  ],
  ['as a bearer token', (secret) => `Authorization: Bearer ${secret}`],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 after a user name', (secret) => Buffer.from(`user:${secret}`).toString('base64')],
  ['in base64 for addresses', (secret) => Buffer.from(`x${secret}`).toString('base64url')],
  ['in hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  ['in JSON', (secret) => JSON.stringify({ token: secret })],
];

const recorded = recordedExchanges();

/** Everything that somebody could see of a value, whatever they print it with. */
const everythingOf = (value: unknown): string =>
  [
    inspect(value, { depth: 20, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
    JSON.stringify(value) ?? '',
    value instanceof Error ? `${value.stack} ${value.message} ${String(value.cause)}` : '',
  ].join('\n');

/** The secret in any of its forms, and long pieces of it. */
function tracesOf(vendor: Vendor, text: string): string[] {
  const searched = text.toLowerCase();
  const pieces = vendor.credential.secrets.flatMap((field) => {
    const secret = canary(vendor, field);
    const middle = (encoded: string): string => encoded.slice(6, -6);
    return [
      secret,
      encodeURIComponent(secret),
      middle(Buffer.from(secret).toString('base64')),
      middle(Buffer.from(`user:${secret}`).toString('base64')).slice(6),
      middle(Buffer.from(secret).toString('hex')),
    ];
  });
  return pieces.filter((piece) => searched.includes(piece.toLowerCase()));
}

/** The same answer with a text put behind each of its own. */
function echoing(body: unknown, echo: string): unknown {
  if (typeof body === 'string') return `${body} ${echo}`;
  if (body === null || typeof body !== 'object') return body;
  if (Array.isArray(body)) return body.map((each) => echoing(each, echo));
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, echoing(value, echo)]));
}

/** What the caller keeps of a delivery: the raw answer is shown only after `redactValue`. */
const shown = (result: Answered | MessagingError, vendor: Vendor): unknown => {
  if (result instanceof Error) return result;
  const redact = redactorOf(vendor.credential.secrets.map((field) => canary(vendor, field)));
  return { ...result, response: redactValue(result.response.body, redact) };
};

async function sendTo(vendor: Vendor, exchange: Exchange, transport: Transport) {
  const { config, secrets } = accountOf(vendor, exchange.config);
  const message = buildMessage(vendor, exchange.operation, inputOf(exchange), config);
  return sendOnce(message, transport, redactorOf(secrets));
}

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))('%s', (_name, vendor) => {
  const own = recorded.filter((each) => each.vendor === vendor.id).map(({ exchange }) => exchange);

  it('has a secret in its credential that the search would find', () => {
    expect(vendor.credential.secrets.length).toBeGreaterThan(0);
    const [exchange] = own as [Exchange];
    expect(tracesOf(vendor, everythingOf(credentialOf(vendor, exchange.config)))).not.toEqual([]);
    for (const [, write] of ECHOES)
      for (const field of vendor.credential.secrets)
        expect(redactor([canary(vendor, field)])(write(canary(vendor, field)))).toContain('[redacted]');
  });

  it('keeps every secret out of its configuration', () => {
    for (const exchange of own) {
      const { config } = accountOf(vendor, exchange.config);
      expect(tracesOf(vendor, everythingOf(config))).toEqual([]);
    }
  });

  it('keeps every secret out of its requests, receipts and errors', async () => {
    for (const exchange of own)
      expect(tracesOf(vendor, everythingOf(await replay(vendor, exchange)))).toEqual([]);
  });

  it.each(ECHOES)('keeps a secret to itself that the vendor echoes %s', async (_form, write) => {
    for (const exchange of own)
      for (const field of vendor.credential.secrets) {
        const echo = write(canary(vendor, field));
        const { body } = exchange.response;
        // Behind each text, and in the place of each text: the second also hits ids and codes.
        for (const echoed of [
          echoing(body, echo),
          echo,
          { ...(body as object), id: echo, error: echo, code: echo },
        ]) {
          const answers = [
            ...(exchange.before ? [answerOf(exchange.before.response)] : []),
            { ...answerOf(exchange.response), body: echoed },
          ];
          const result = await sendTo(
            vendor,
            exchange,
            async () => answers.shift() ?? answerOf(exchange.response),
          );
          expect(tracesOf(vendor, everythingOf(shown(result, vendor)))).toEqual([]);
        }
      }
  });

  it('keeps a secret to itself that a thrown value carries', async () => {
    const [exchange] = own as [Exchange];
    const secret = vendor.credential.secrets.map((field) => canary(vendor, field)).join(' ');
    const thrown = Object.assign(new Error(`connect to ${secret} refused`), {
      code: 'ECONNREFUSED',
      config: { headers: { Authorization: `Bearer ${secret}` } },
      cause: new Error(secret),
    });
    const result = await sendTo(vendor, exchange, () => Promise.reject(thrown));
    expect(result).toBeInstanceOf(Error);
    expect(tracesOf(vendor, everythingOf(result))).toEqual([]);
  });
});

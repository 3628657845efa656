import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { readAuthenticity } from '../../core/webhook/authenticity';
import type { Proof } from '../../core/webhook/proof';
import { changesSince, pictureOfPrototypes } from '../support/prototypes';
import { MODES, call } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

const NOW = 1_700_000_000;
const KEY = Buffer.alloc(24, 5);

/** One thing with one bit of one byte the other way round. */
function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = Math.floor(bit / 8) % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 << bit % 8);
  return copy;
}

const flippedText = (text: string, bit: number): string =>
  flipped(Buffer.from(text, 'latin1'), bit).toString('latin1');

const schemes = [
  {
    mode: 'standardWebhooks',
    fields: { secret: KEY.toString('base64') },
    sign: (body: Buffer): Record<string, string> => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW),
      'webhook-signature': `v1,${createHmac('sha256', KEY).update(`msg_1.${NOW}.`).update(body).digest('base64')}`,
    }),
  },
  ...(['sha1', 'sha256', 'sha512'] as const).flatMap((algorithm) =>
    (['hex', 'base64'] as const).map((encoding) => ({
      mode: 'hmac' as const,
      fields: {
        secret: 'a secret',
        headerName: 'x-signature',
        algorithm,
        encoding,
        signedContent: 'timestampBody',
        timestampHeader: 'x-time',
      },
      sign: (body: Buffer): Record<string, string> => ({
        'x-time': String(NOW),
        'x-signature': createHmac(algorithm, 'a secret').update(`${NOW}.`).update(body).digest(encoding),
      }),
    })),
  ),
] as const;

describe.each(schemes.map((scheme) => [`${scheme.mode} ${JSON.stringify(scheme.fields)}`, scheme] as const))(
  'a signature by %s',
  (_name, { mode, fields, sign }) => {
    const read = readAuthenticity(mode, fields);
    const holds = (headers: Proof['headers'], body: Buffer) =>
      'check' in read && read.check({ headers, body, now: NOW });

    it('P14 holds for what was signed', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) =>
          holds(sign(Buffer.from(bytes)), Buffer.from(bytes)),
        ),
        { numRuns: 1_000 },
      );
    });

    it('P14 does not hold once one bit of body or headers is another', () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), fc.nat(), (bytes, bit) => {
          const body = Buffer.from(bytes);
          const headers = sign(body);
          expect(holds(headers, flipped(body, bit))).toBe(false);
          for (const [name, value] of Object.entries(headers)) {
            const changed = flippedText(value, bit);
            // Hex may be written in either case, and one bit makes the difference.
            if (
              changed.toLowerCase() === value.toLowerCase() &&
              'encoding' in fields &&
              fields.encoding === 'hex'
            )
              continue;
            expect(holds({ ...headers, [name]: changed }, body)).toBe(false);
          }
        }),
        { numRuns: 1_000 },
      );
    });
  },
);

/** Bodies and headers near to real ones, and far away from them. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .record(
      {
        event: fc.oneof(fc.constant('message.status_updated'), fc.jsonValue()),
        data: fc.oneof(
          fc.record(
            { message_id: fc.jsonValue(), status: fc.jsonValue(), timestamp: fc.jsonValue() },
            { requiredKeys: [] },
          ),
          fc.jsonValue(),
        ),
        entry: fc.oneof(
          fc.array(
            fc.record({ changes: fc.array(fc.record({ value: fc.record({ statuses: fc.jsonValue() }) })) }),
          ),
          fc.jsonValue(),
        ),
        statuses: fc.oneof(
          fc.array(fc.record({ id: fc.jsonValue(), status: fc.jsonValue(), errors: fc.jsonValue() })),
          fc.jsonValue(),
        ),
        ['__proto__']: fc.jsonValue(),
      },
      { requiredKeys: [], noNullPrototype: false },
    )
    .map((value) => Buffer.from(JSON.stringify(value))),
);

const headerNames = [
  'content-type',
  'x-webhook-token',
  'x-signature',
  'x-timestamp',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
];
const headers = fc.dictionary(
  fc.constantFrom(...headerNames),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'text/plain',
      'application/vnd.x+json',
      'multipart/form-data',
      '',
      'v1,',
      'sha256=',
      '1e400',
    ),
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength: 60,
    }),
  ),
);

/** For each of the twelve pairs of mode and source, 1,200 in all. */
const DELIVERIES = { numRuns: 100 };

test.each(
  MODES.flatMap((mode) =>
    ['interflow', 'meta', 'custom'].map((source) => [mode.authentication, source, mode] as const),
  ),
)(
  'P15 and P16: whatever is sent by %s from %s is answered, and nothing in JavaScript itself changes',
  async (authentication, source, mode) => {
    const custom = {
      idPath: 'data.message_id',
      statusPath: 'data.status',
      timePath: '__proto__.x',
      reasonPath: 'constructor.name',
    };
    const options = { emitUnknown: true, includeRaw: true, onlyForward: true };
    const parameters = parametersOf({
      authentication,
      source,
      options,
      ...custom,
      statusMap: { values: [{ from: '__proto__', to: 'read' }] },
    });
    const listening = await listen({ parameters, credential: mode.credential });
    const before = pictureOfPrototypes();
    try {
      await fc.assert(
        fc.asyncProperty(bodies, headers, fc.boolean(), async (body, given, isSigned) => {
          const started = listening.executions.length;
          const proof = isSigned ? mode.sign(body, Math.floor(Date.now() / 1000), 'msg') : {};
          const { status } = await call(listening.url, {
            body,
            headers: { 'content-type': 'application/json', ...given, ...proof },
          });
          // 422 is n8n's own answer to broken JSON.
          expect([200, 400, 401, 413, 415, 422]).toContain(status);
          if (status !== 200) expect(listening.executions).toHaveLength(started);
          expect(changesSince(before)).toEqual([]);
        }),
        DELIVERIES,
      );
      expect(listening.thrown).toEqual([]);
    } finally {
      await listening.close();
    }
  },
);

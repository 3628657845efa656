import assert from 'node:assert/strict';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { deliveryOf, interflowEvent, nowInSeconds, type Delivery, type Mode } from './support/delivering';
import type { Listening, Trigger } from './support/listening';

/** What a delivery gets, such as `200 run of 1`, `200 ignored: event` or `401 nothing`. */
export type Outcome = string;

/** The items of each execution, in the order in which they began. */
export type Executions = readonly (readonly IDataObject[])[];

/** One row of the table of answers: what arrives, and what it gets in each mode. */
export interface Row {
  input: string;
  parameters?: Trigger['parameters'];
  /** Deliveries in their order; the last one's outcome is meant. */
  deliveries: (mode: Mode) => Delivery[];
  outcome: Outcome | ((mode: Mode) => Outcome);
  /** Where a delivery goes that does not know the address. */
  path?: (mode: Mode) => string;
  /** Only where the trigger runs by itself: a real n8n lets nobody change what it gives a node. */
  prepare?: (listening: Listening) => void;
  /** What else must hold of the items of each execution. */
  also?: (executions: Executions) => void;
}

const TOO_FAR = 305;
const LIMIT = 3 * 1024 * 1024;

const one = (body: unknown, changes?: Parameters<typeof deliveryOf>[2]) => (mode: Mode) => [
  deliveryOf(mode, body, changes),
];
const delivered = interflowEvent('msg_1', 'delivered');
const isSigned = ({ authentication }: Mode): boolean => ['hmac', 'standardWebhooks'].includes(authentication);
const hasSecret = ({ authentication }: Mode): boolean => authentication !== 'secretUrl';

/** Where a mode knows no time there is none to refuse. */
const refusedWithTime = (mode: Mode): Outcome => (isSigned(mode) ? '401 nothing' : '200 run of 1');

/** Without a secret only the address can be wrong, and n8n itself answers that. */
const refusedWithSecret = (mode: Mode): Outcome => (hasSecret(mode) ? '401 nothing' : '404 nothing');
const unknownAddress = (mode: Mode): string => (hasSecret(mode) ? '' : '-guessed');

/** The delivery with the header that proves it changed. */
const changed = (change: (value: string, mode: Mode) => string | null) => (mode: Mode) => {
  const delivery = deliveryOf(mode, delivered);
  for (const name of ['x-webhook-token', 'x-signature', 'webhook-signature']) {
    const value = delivery.headers[name];
    if (value === undefined) continue;
    const now = change(value, mode);
    delete delivery.headers[name];
    if (now !== null) delivery.headers[name] = now;
  }
  return [delivery];
};

const timed = (timestamp: string | null) => (mode: Mode) => {
  const delivery = deliveryOf(mode, delivered);
  for (const name of ['x-timestamp', 'webhook-timestamp']) {
    if (!(name in delivery.headers)) continue;
    delete delivery.headers[name];
    if (timestamp !== null) delivery.headers[name] = timestamp;
  }
  return [delivery];
};

const padded = (bytes: number): string => {
  const bare = JSON.stringify({ ...delivered, padding: '' });
  return JSON.stringify({ ...delivered, padding: 'x'.repeat(bytes - bare.length) });
};

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => interflowEvent(`msg_${index}`, 'read'));

const only = (executions: Executions) => {
  assert.equal(executions.length, 1);
  return executions[0] ?? [];
};

/** An own mistake, with a secret in its text. */
const breaking = (listening: Listening): void => {
  listening.wrap = (context) =>
    new Proxy(context, {
      get: (target, name, receiver) => {
        if (name === 'getNodeParameter')
          return (parameter: string, ...rest: unknown[]) => {
            if (parameter === 'statuses') throw new Error('canary: an own mistake');
            return (target.getNodeParameter as (...all: unknown[]) => unknown)(parameter, ...rest);
          };
        const value = Reflect.get(target, name, receiver) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }) as IWebhookFunctions;
};

export const ROWS: readonly Row[] = [
  { input: 'valid, chosen', deliveries: one(delivered), outcome: '200 run of 1' },
  {
    input: 'token or signature missing',
    deliveries: changed(() => null),
    path: unknownAddress,
    outcome: refusedWithSecret,
  },
  {
    input: 'token or signature wrong',
    deliveries: changed((value) => value.replace(/.(?=.{9}$)/, (one) => (one === '0' ? '1' : '0'))),
    path: unknownAddress,
    outcome: refusedWithSecret,
  },
  {
    input: 'token or signature empty',
    deliveries: changed(() => ''),
    path: unknownAddress,
    outcome: refusedWithSecret,
  },
  {
    input: 'two of them in one header',
    deliveries: changed((value) => `${value}, ${value}`),
    path: unknownAddress,
    // Standard Webhooks allows a list, and a proxy may have joined two headers.
    outcome: (mode) =>
      mode.authentication === 'standardWebhooks' ? '200 run of 1' : refusedWithSecret(mode),
  },
  {
    input: 'another signature version',
    deliveries: changed((value, { authentication }) =>
      authentication === 'headerToken' ? `v2,${value}` : value.replace(/^(v1,|sha256=)/, 'v2,'),
    ),
    path: unknownAddress,
    outcome: refusedWithSecret,
  },
  {
    input: 'signed almost 5 minutes ago',
    deliveries: (mode) => one(delivered, { at: nowInSeconds() - 295 })(mode),
    outcome: '200 run of 1',
  },
  {
    input: 'signed 5 minutes ago',
    deliveries: (mode) => one(delivered, { at: nowInSeconds() - TOO_FAR })(mode),
    outcome: refusedWithTime,
  },
  {
    input: 'signed in 5 minutes',
    deliveries: (mode) => one(delivered, { at: nowInSeconds() + TOO_FAR })(mode),
    outcome: refusedWithTime,
  },
  { input: 'time is no number', deliveries: timed('NaN'), outcome: refusedWithTime },
  { input: 'time missing', deliveries: timed(null), outcome: refusedWithTime },
  {
    input: 'sent again, the same delivery',
    deliveries: (mode) => [
      deliveryOf(mode, delivered, { id: 'msg_a' }),
      deliveryOf(mode, delivered, { id: 'msg_a' }),
    ],
    outcome: '200 ignored: duplicate',
    also: (executions) => assert.equal(executions.length, 1),
  },
  {
    input: 'sent again, the same event',
    deliveries: (mode) => [deliveryOf(mode, delivered), deliveryOf(mode, [delivered])],
    outcome: '200 ignored: duplicate',
    also: (executions) => assert.equal(executions.length, 1),
  },
  {
    input: 'unknown event type',
    deliveries: one({ event: 'customer.created', data: {} }),
    outcome: '200 ignored: event',
  },
  {
    input: 'the same, Emit Unknown',
    parameters: { options: { emitUnknown: true } },
    deliveries: one({ event: 'customer.created', data: {} }),
    outcome: '200 run of 1',
    also: (executions) => {
      assert.equal(only(executions)[0]?.['status'], 'other');
      assert.equal(only(executions)[0]?.['vendorStatus'], 'customer.created');
    },
  },
  {
    input: 'status not chosen',
    parameters: { statuses: ['failed'] },
    deliveries: one(delivered),
    outcome: '200 ignored: status',
  },
  { input: 'empty list', deliveries: one([]), outcome: '200 ignored: empty' },
  { input: 'a number', deliveries: one('17'), outcome: '400 nothing' },
  { input: 'null', deliveries: one('null'), outcome: '400 nothing' },
  { input: 'no body', deliveries: one(''), outcome: '400 nothing' },
  { input: 'broken JSON', deliveries: one('{"event":'), outcome: '422 nothing' },
  { input: 'no message id', deliveries: one(interflowEvent(undefined, 'read')), outcome: '400 nothing' },
  {
    input: 'id of 513 characters',
    deliveries: one(interflowEvent('x'.repeat(513), 'read')),
    outcome: '400 nothing',
  },
  { input: 'id is an object', deliveries: one(interflowEvent({ id: 'x' }, 'read')), outcome: '400 nothing' },
  { input: 'all entries bad', deliveries: one(['x', 1, null]), outcome: '400 nothing' },
  {
    input: 'content type is text',
    deliveries: one(delivered, { type: 'text/plain' }),
    outcome: '200 run of 1',
  },
  {
    input: 'content type is XML',
    deliveries: one('<a/>', { type: 'application/xml' }),
    outcome: '415 nothing',
  },
  {
    input: 'content type is a form',
    deliveries: one('a=b', { type: 'application/x-www-form-urlencoded' }),
    outcome: '415 nothing',
  },
  {
    input: 'content type is +json',
    deliveries: one(delivered, { type: 'application/cloudevents+json' }),
    outcome: '200 run of 1',
  },
  { input: '3 MiB', deliveries: one(padded(LIMIT)), outcome: '200 run of 1' },
  { input: 'one byte more', deliveries: one(padded(LIMIT + 1)), outcome: '413 nothing' },
  { input: '1,000 events', deliveries: one(many(1_000)), outcome: '200 run of 1000' },
  { input: '10,000 events', deliveries: one(many(10_000)), outcome: '200 run of 10000' },
  { input: '50,001 events', deliveries: one(`[${'{},'.repeat(50_000)}{}]`), outcome: '413 nothing' },
  {
    input: '3 events, 2 of them bad',
    deliveries: one([interflowEvent(1, 'read'), interflowEvent('msg_1', 'read'), 'x']),
    outcome: '200 run of 1',
    also: (executions) => assert.equal(only(executions)[0]?.['skippedEntries'], 2),
  },
  {
    input: 'prototype names',
    parameters: { options: { includeRaw: true } },
    deliveries: one(
      '{"__proto__":{"event":"x"},"constructor":{"prototype":{"polluted":1}},"event":"message.status_updated","data":{"__proto__":{"polluted":1},"message_id":"msg_1","status":"read"}}',
    ),
    outcome: '200 run of 1',
    also: (executions) => {
      assert.equal(JSON.stringify(only(executions)).includes('polluted'), false);
      assert.equal('polluted' in {}, false);
    },
  },
  {
    input: '100,000 levels deep',
    parameters: { options: { includeRaw: true } },
    deliveries: one(
      `{"event":"message.status_updated","data":{"message_id":"msg_1","status":"read"},"deep":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    ),
    outcome: '200 run of 1',
    also: (executions) => assert.ok(JSON.stringify(only(executions)[0]?.['raw']).length < 300),
  },
  {
    input: '20,000 names',
    parameters: { options: { includeRaw: true } },
    deliveries: one({
      ...delivered,
      ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`n${index}`, 1])),
    }),
    outcome: '200 run of 1',
    also: (executions) => assert.equal(Object.keys(only(executions)[0]?.['raw'] ?? {}).length <= 5_000, true),
  },
  {
    input: 'delivered after read',
    deliveries: (mode) => [deliveryOf(mode, interflowEvent('msg_1', 'read')), deliveryOf(mode, delivered)],
    outcome: '200 run of 1',
    also: (executions) => {
      assert.deepEqual(
        executions.map(([item]) => [item?.['status'], item?.['statusRank'], item?.['late']]),
        [
          ['read', 3, false],
          ['delivered', 2, true],
        ],
      );
    },
  },
  {
    input: 'the same, Only Forward',
    parameters: { options: { onlyForward: true } },
    deliveries: (mode) => [deliveryOf(mode, interflowEvent('msg_1', 'failed')), deliveryOf(mode, delivered)],
    outcome: '200 ignored: late',
  },
  {
    input: 'unknown status word',
    deliveries: one(interflowEvent('msg_1', 'teleported')),
    outcome: '200 ignored: status',
  },
  {
    input: 'the same, Other chosen',
    parameters: { statuses: ['other'] },
    deliveries: one(interflowEvent('msg_1', 'teleported')),
    outcome: '200 run of 1',
    also: (executions) => {
      assert.equal(only(executions)[0]?.['status'], 'other');
      assert.equal(only(executions)[0]?.['vendorStatus'], 'teleported');
    },
  },
  { input: 'own mistake (injected)', prepare: breaking, deliveries: one(delivered), outcome: '500 nothing' },
];

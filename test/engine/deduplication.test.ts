import type { IExecuteFunctions } from 'n8n-workflow';
import { SendText } from '../../nodes/SendText/SendText.node';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';
import { KeyDatabase } from '../support/keyDatabase';

// What waits for a database waits no time.
jest.mock<object>('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

const database = new KeyDatabase();
const world = simulated();

beforeAll(async () => await database.install());

beforeEach(() => {
  database.forget();
  database.down = false;
});

const OK = RECIPIENTS.ok;

/** One lead for each of these order numbers. */
function orders(numbers: string[], more: { to?: string; options?: object } = {}): Run {
  return {
    node: 'sendText',
    parameters: {
      vendor: 'interflow',
      to: more.to ?? OK,
      text: '=Order {{ $json.order }}',
      options: { deduplicationKey: '={{ $json.order }}', ...more.options },
    },
    items: itemsOf(...numbers.map((order) => ({ order }))),
    credential: world.accounts.interflowV1,
    onError: 'continueRegularOutput',
  };
}

const outcomes = async (run: Run) =>
  (await runNode(run)).outputs[0]?.map(
    ({ json }) => json['outcome'] ?? (json['details'] as { outcome: string }).outcome,
  );

test('F07 sends nothing twice under a key, in one execution or in several', async () => {
  expect(await outcomes(orders(['A', 'B', 'A', 'C', 'A']))).toEqual([
    'sent',
    'sent',
    'skipped',
    'sent',
    'skipped',
  ]);
  expect(await outcomes(orders(['C', 'D']))).toEqual(['skipped', 'sent']);
  expect(world.simulator.inbox.map(({ text }) => text).sort()).toEqual([
    'Order A',
    'Order B',
    'Order C',
    'Order D',
  ]);
});

test('F07 two identical items without a key are both sent', async () => {
  expect(await outcomes(orders(['A', 'A'], { options: { deduplicationKey: '' } }))).toEqual(['sent', 'sent']);
});

test('a key whose message was refused may be used again', async () => {
  expect(await outcomes(orders(['A'], { to: RECIPIENTS.notOnWhatsApp }))).toEqual(['rejected']);
  expect(await outcomes(orders(['A']))).toEqual(['sent']);
});

test('a key whose message is in doubt stays in doubt and is not sent', async () => {
  expect(await outcomes(orders(['A'], { to: RECIPIENTS.internalError }))).toEqual(['unknown']);
  expect(await outcomes(orders(['A']))).toEqual(['unknown']);
  expect(world.simulator.requests).toHaveLength(1);
  // Asking must not have turned the doubt into a "sent".
  expect(await outcomes(orders(['A']))).toEqual(['unknown']);
  expect(await outcomes(orders(['A'], { options: { onUnknown: 'resend' } }))).toEqual(['sent']);
});

test('F13 fails closed while the keys cannot be looked up', async () => {
  database.down = true;
  const ran = await runNode(orders(['A']));
  expect(ran.outputs[0]?.[0]?.json['error']).toBe(
    'n8n could not look up the "Deduplication Key", so nothing was sent. Check that the database of n8n is reachable, then send this item again.',
  );
  expect(world.simulator.requests).toHaveLength(0);
});

/** As in an n8n from before it kept keys for nodes. */
class SendTextInOldN8n extends SendText {
  override async execute(this: IExecuteFunctions) {
    const { checkProcessedAndRecord: _check, removeProcessed: _remove, ...helpers } = this.helpers;
    const old = Object.create(this, { helpers: { value: helpers } }) as IExecuteFunctions;
    return await SendText.prototype.execute.call(old);
  }
}

test('F14 an n8n that cannot keep keys sends nothing under one, and the sentence says what to do', async () => {
  const inOldN8n = { type: new SendTextInOldN8n() };
  const ran = await runNode({ ...orders(['A', '', 'B']), ...inOldN8n });
  const refused =
    'This n8n is too old to remember a "Deduplication Key", so nothing was sent. Update n8n, or leave "Deduplication Key" empty to send without it.';
  expect(ran.outputs[0]?.map(({ json }) => json['error'] ?? json['outcome'])).toEqual([
    refused,
    'sent',
    refused,
  ]);
  expect(ran.outputs[0]?.[0]?.json['details']).toMatchObject({ outcome: 'notSent', retrySafe: true });
  expect(world.simulator.inbox.map(({ text }) => text)).toEqual(['Order ']);
  const stopped = await runNode({ ...orders(['A']), ...inOldN8n, onError: 'stopWorkflow' });
  expect(stopped.error?.message).toContain('too old to remember a "Deduplication Key"');
});

test('F15 two executions in one process with the same keys send each of 200 keys once', async () => {
  const keys = Array.from({ length: 10 }, (_, index) => `order ${index}`);
  for (let round = 0; round < 20; round += 1) {
    world.simulator.reset();
    database.forget();
    await Promise.all([runNode(orders(keys)), runNode(orders([...keys].reverse()))]);
    expect(world.simulator.inbox.map(({ text }) => text).sort()).toEqual(keys.map((key) => `Order ${key}`));
  }
});

test('keeps hashes, not the keys themselves', async () => {
  await runNode(orders(['maria@example.com']));
  const kept = JSON.stringify([...database.rows]);
  expect(kept).toContain('done');
  expect(kept).not.toContain('maria');
});

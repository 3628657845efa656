import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, runNode, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { simulated } from '../support/simulated';

const world = simulated();

beforeAll(async () => await new KeyDatabase().install());

/** What stands on top of every item, whatever happened. */
const ON_TOP = ['outcome', 'vendor', 'to', 'messageId', 'error', 'nextStep'];

const run = (items: INodeExecutionData[], options: INodeParameters, more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Oi', options },
  items,
  credential: world.accounts.interflowV1,
  ...more,
});

/** One that is sent, one that is refused, one that cannot be sent, and one of which nobody knows. */
const mixed = itemsOf(
  { phone: '5511999999991' },
  { phone: RECIPIENTS.notOnWhatsApp },
  { phone: 'letters' },
  { phone: RECIPIENTS.internalError },
);

async function outcomes(onError: INode['onError'], options: INodeParameters, more: Partial<Run> = {}) {
  const ran = await runNode(run(mixed, { parallelRequests: 1, ...options }, { onError, ...more }));
  expect(ran.error).toBeUndefined();
  const items = ran.outputs.flat();
  return { ran, items, outcomes: items.map(({ json }) => json['outcome']) };
}

describe('field U8: the same fields stand on top of every item', () => {
  test.each([
    ['continueRegularOutput', 'error', ['sent', 'rejected', 'notSent', 'unknown']],
    ['continueErrorOutput', 'error', ['sent', 'rejected', 'notSent', 'unknown']],
    ['continueRegularOutput', 'passOn', ['sent', 'rejected', 'notSent', 'unknown']],
    ['continueErrorOutput', 'passOn', ['sent', 'unknown', 'rejected', 'notSent']],
  ] as const)('with On Error = %s and what nobody knows on %s', async (onError, onUnknown, expected) => {
    const { items, outcomes: all, ran } = await outcomes(onError, { onUnknown });
    expect(all).toEqual(expected);
    for (const { json } of items) {
      expect(Object.keys(json)).toEqual(expect.arrayContaining(ON_TOP));
      const isSent = json['outcome'] === 'sent';
      expect(json['vendor']).toBe('interflow');
      expect([json['messageId'] === null, json['error'] === null, json['nextStep'] === null]).toEqual([
        !isSent,
        isSent,
        isSent,
      ]);
    }
    if (onError === 'continueErrorOutput')
      expect(ran.outputs.map(({ length }) => length)).toEqual(onUnknown === 'passOn' ? [2, 2] : [1, 3]);
  });

  test.each([
    ['in a dry run', { dryRun: true }],
    ['with a key that was sent before', { deduplicationKey: 'order-1' }],
  ])('of an item that is skipped %s', async (_when, options) => {
    const twice = itemsOf({ phone: '5511999999991' }, { phone: '5511999999991' });
    const ran = await runNode(run(twice, { parallelRequests: 1, ...options }));
    const json = ran.outputs[0]?.[1]?.json ?? {};
    expect(json['outcome']).toBe('skipped');
    expect(json).toMatchObject({ to: '5511999999991', messageId: null, error: null, nextStep: null });
  });

  test('Retry On Fail runs the node once more only where an item failed: what did not fail has no "error" there', async () => {
    const retried = { retryOnFail: true, maxTries: 2, onError: 'continueRegularOutput' } as const;
    const { items } = await outcomes('continueRegularOutput', { onUnknown: 'passOn' }, retried);
    expect(items.map(({ json }) => 'error' in json)).toEqual([false, true, true, false]);
    expect(items[0]?.json).not.toHaveProperty('reused');
  });

  test('details stay where flows of before read them', async () => {
    const { items } = await outcomes('continueErrorOutput', {});
    expect(items[1]?.json).toMatchObject({ details: { outcome: 'rejected', vendor: 'interflow' } });
    for (const { json } of items.slice(1)) expect(json).toMatchObject(json['details'] as IDataObject);
  });
});

describe('field U8: Include Input Fields', () => {
  const file = { data: { data: 'T2k=', mimeType: 'text/plain', fileName: 'ok.txt' } };
  const lead = (phone: string): INodeExecutionData => ({
    json: { phone, name: 'Ana', status: 'novo', error: 'of the CRM', input: 1 },
    binary: file,
  });
  const leads = [lead('5511999999991'), lead(RECIPIENTS.notOnWhatsApp)];

  test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'adds them to what was sent and to what was not, with On Error = %s',
    async (onError) => {
      const ran = await runNode(run(leads, { includeInputFields: true }, { onError }));
      const items = ran.outputs.flat();
      expect(items.map(({ json }) => json['outcome'])).toEqual(['sent', 'rejected']);
      for (const { json, binary } of items) {
        expect(json).toMatchObject({ name: 'Ana', input: { status: 'novo', error: 'of the CRM', input: 1 } });
        expect(binary).toEqual(file);
      }
      expect(items[0]?.json).toMatchObject({ phone: '5511999999991', error: null, status: 'sent' });
      expect(items[1]?.json).toMatchObject({ phone: RECIPIENTS.notOnWhatsApp });
      expect(items[1]?.json['error']).toContain('Interflow refused');
    },
  );

  test('adds no "input" where no field has the name of one of ours', async () => {
    const ran = await runNode(
      run(itemsOf({ phone: '5511999999991', name: 'Ana' }), { includeInputFields: true }),
    );
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ phone: '5511999999991', name: 'Ana', outcome: 'sent' });
    expect(ran.outputs[0]?.[0]?.json).not.toHaveProperty('input');
  });

  test('is decided for each item, also as text, and is off unless it is switched on', async () => {
    const items = itemsOf({ phone: '5511999999991', add: 'true' }, { phone: '5511999999992', add: 'false' });
    const ran = await runNode(run(items, { includeInputFields: '={{ $json.add }}' }));
    expect(ran.outputs[0]?.map(({ json }) => 'phone' in json)).toEqual([true, false]);
    const off = await runNode(run(items, {}));
    expect(off.outputs[0]?.map(({ json }) => 'phone' in json)).toEqual([false, false]);
  });

  test('does not make Retry On Fail take the error of an item that came in for one of ours', async () => {
    const ran = await runNode(
      run([lead('5511999999991')], { includeInputFields: true }, { retryOnFail: true, maxTries: 3 }),
    );
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent', input: { error: 'of the CRM' } });
    expect(ran.outputs[0]?.[0]?.json).not.toHaveProperty('reused');
    expect(ran.outputs[0]?.[0]?.json).not.toHaveProperty('error');
  });
});

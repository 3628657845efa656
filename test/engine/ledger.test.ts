import type { INode } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, retryExecution, runNode, type Ran, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const phones = ['5511999999991', '5511999999992', '5511999999993', '5511999999994', '5511999999995'];

/** Five leads, of which the one at `failing` has a number that is not on WhatsApp. */
function campaign(failing: number, more: Partial<Run> = {}): Run {
  const leads = phones.map((phone, index) => ({
    phone: index === failing ? RECIPIENTS.notOnWhatsApp : phone,
  }));
  return strictly({
    node: 'sendText',
    parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' },
    items: itemsOf(...leads),
    credential: world.accounts.interflowV1,
    ...more,
  });
}

/** One after another, unless something else is asked for: so it is known how far a run came. */
const strictly = (run: Run): Run => {
  const options = { parallelRequests: 1, ...(run.parameters['options'] as object) };
  return { ...run, parameters: { ...run.parameters, options } };
};

/** How many messages each recipient's phone shows. */
const arrived = () =>
  Object.fromEntries(
    phones.map((phone) => [phone, world.simulator.inbox.filter(({ to }) => to === phone).length]),
  );

const once = (...which: number[]) =>
  Object.fromEntries(phones.map((phone, index) => [phone, which.includes(index) ? 1 : 0]));

const FORMS: Array<[string, INode['onError']]> = [
  ['Stop', 'stopWorkflow'],
  ['Continue', 'continueRegularOutput'],
  ['Error Output', 'continueErrorOutput'],
];

describe.each(FORMS)('Retry On Fail with three tries, On Error = %s', (form, onError) => {
  const reached = (failing: number) =>
    form === 'Stop'
      ? [0, 1, 2, 3, 4].filter((item) => item < failing)
      : [0, 1, 2, 3, 4].filter((item) => item !== failing);

  test.each([
    ['F01', 'the third item', 2],
    ['F02', 'the first item', 0],
    ['F02', 'the last item', 4],
  ])('%s gives every recipient one copy when %s fails', async (_id, _which, failing) => {
    await runNode(campaign(failing, { onError, retryOnFail: true, maxTries: 3 }));
    expect(arrived()).toEqual(once(...reached(failing)));
  });

  test.each([
    ['F01', 'the third item', 2],
    ['F02', 'the first item', 0],
  ])('%s never sends again what ended unknown (%s)', async (_id, _which, failing) => {
    const leads = itemsOf(
      ...phones.map((phone, index) => ({ phone: index === failing ? RECIPIENTS.internalError : phone })),
    );
    await runNode(campaign(9, { items: leads, onError, retryOnFail: true, maxTries: 3 }));
    expect(arrived()).toEqual(once(...reached(failing)));
    expect(world.simulator.requests.filter(({ answered }) => answered.status === 500)).toHaveLength(1);
  });
});

describe('Retry execution', () => {
  test('F03 with the original workflow sends only what had not gone out, and gives the receipts of the rest', async () => {
    const failed = await runNode(campaign(2));
    expect(failed.error).toBeDefined();
    const retried = await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
    expect(arrived()).toEqual(once(0, 1, 3, 4));
    expect(retried.outputs[0]?.map(({ json }) => json['reused'] ?? json['outcome'] ?? 'failed')).toEqual([
      true,
      true,
      'rejected',
      'sent',
      'sent',
    ]);
  });

  test('F04 with the saved workflow, its node set to go on, retries the failed item and sends the rest', async () => {
    const failed = await runNode(campaign(2));
    const saved = campaign(9, {
      parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi', options: { attempts: 2 } },
      onError: 'continueErrorOutput',
    });
    const retried = await retryExecution(failed, saved);
    expect(arrived()).toEqual(once(0, 1, 3, 4));
    expect(retried.outputs.map((items) => items.length)).toEqual([4, 1]);
    expect(world.simulator.requests).toHaveLength(6);
  });

  test('gives the very receipt that the vendor gave', async () => {
    const failed = await runNode(campaign(2));
    const ids = world.simulator.inbox.map(({ messageId }) => messageId);
    const retried = await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
    expect(retried.outputs[0]?.[0]?.json).toMatchObject({
      outcome: 'sent',
      messageId: ids[0],
      status: 'sent',
      to: phones[0],
      attempts: 1,
      httpStatus: 201,
      sentAt: expect.stringMatching(/Z$/),
      reused: true,
    });
  });

  test('F05 after editing the message sends the edited one; after editing an option it does not', async () => {
    const failed = await runNode(campaign(2));
    const edited = { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' };
    await retryExecution(failed, campaign(2, { parameters: { ...edited, options: { timeout: 30 } } }));
    expect(arrived()).toEqual(once(0, 1));
    await retryExecution(failed, campaign(2, { parameters: { ...edited, text: 'Hello' } }));
    expect(world.simulator.inbox.filter(({ to }) => to === phones[0]).map(({ text }) => text)).toEqual([
      'Hi',
      'Hello',
    ]);
  });

  test('does not send again although the text depends on the clock', async () => {
    const parameters = {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      text: '=It is {{ Date.now() }} {{ Math.random() }}',
    };
    const failed = await runNode(campaign(2, { parameters }));
    await retryExecution(failed, campaign(2, { parameters, onError: 'continueRegularOutput' }));
    expect(arrived()).toEqual(once(0, 1, 3, 4));
  });
});

describe('the ledger', () => {
  test('holds no text, no number and no secret', async () => {
    const failed = await runNode(
      campaign(2, {
        parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Top secret offer' },
      }),
    );
    const ledger = JSON.stringify(failed.run.data.executionData?.contextData);
    expect(ledger).toContain('0:0');
    expect(ledger).not.toContain('offer');
    expect(ledger).not.toContain('55119999');
    expect(ledger).not.toContain(String(world.accounts.interflowV1.data.apiKey));
  });

  test('is purged after a run in which all went well: only that it began is kept', async () => {
    const ran = await runNode(campaign(9));
    expect(ran.run.data.executionData?.contextData['node:tested']).toEqual({
      mensageiroRuns: { execution: expect.any(String), runs: 1 },
    });
  });

  type Stored = Record<string, unknown> | undefined;

  const entry = ['s', 'm', 'o', 'id', 'sent', 201, 1, 1];

  /** What a later run of the node finds in the place of what an earlier one had noted. */
  const FORMS_OF_BROKEN: ReadonlyArray<
    readonly [form: string, spoil: (noted: Stored) => Record<string, unknown>, known: number]
  > = [
    ['a ledger of null', () => ({ mensageiro: null }), 0],
    ['a ledger that is a list', () => ({ mensageiro: [entry] }), 0],
    ['a ledger that is text', () => ({ mensageiro: 'broken' }), 0],
    ['a ledger that is a number', () => ({ mensageiro: 7 }), 0],
    ['a ledger of another version', () => ({ mensageiro: { version: 9, items: { '0:0': entry } } }), 0],
    ['a huge ledger of nonsense', () => ({ mensageiro: nonsense(100_000) }), 0],
    ['entries of null', spoilingEntries(() => null), 0],
    ['entries that are text', spoilingEntries(() => 's'), 0],
    ['entries that are empty', spoilingEntries(() => []), 0],
    ['entries with a letter that nobody knows', spoilingEntries((old) => ['z', ...old.slice(1)]), 0],
    ['one entry of two', spoilingEntries((old, item) => (item === 0 ? { s: old } : old)), 1],
  ];

  const nonsense = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_none, index) => [`0:${index}`, [index, 'x'.repeat(20)]]),
    );

  function spoilingEntries(spoil: (old: unknown[], item: number) => unknown) {
    return (noted: Stored) => {
      const entries = Object.entries((noted?.['mensageiro'] ?? {}) as Record<string, unknown[]>);
      return { mensageiro: Object.fromEntries(entries.map(([key, old], item) => [key, spoil(old, item)])) };
    };
  }

  const retrySpoilt = async (spoil: (noted: Stored) => unknown) => {
    const failed = await runNode(campaign(2));
    const { contextData } = failed.run.data.executionData!;
    contextData['node:tested'] = spoil(contextData['node:tested'] as Stored) as never;
    world.simulator.reset();
    return await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
  };

  const detailsOf = (retried: Ran) =>
    retried.outputs[0]?.map(({ json }) => (json['details'] ?? json) as { outcome: string });

  test.each(FORMS_OF_BROKEN)('F17 sends nothing that %s may have known, and says so', async (...row) => {
    const [, spoil, known] = row;
    const retried = await retrySpoilt((noted) => ({ ...noted, ...spoil(noted) }));
    expect(retried.error).toBeUndefined();
    expect(detailsOf(retried)?.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(5 - known);
    expect(world.simulator.requests).toHaveLength(0);
    expect(JSON.stringify(retried.outputs[0]?.[4]?.json)).toContain('could not all be read');
  });

  test.each([
    ['no ledger', () => ({})],
    ['nothing at all', () => undefined],
  ])('F17 takes %s as a sign that n8n was killed, and sends nothing', async (_form, spoil) => {
    const retried = await retrySpoilt(spoil);
    expect(detailsOf(retried)?.map(({ outcome }) => outcome)).toEqual(Array(5).fill('unknown'));
    expect(world.simulator.requests).toHaveLength(0);
  });

  // Without a place to note what goes out, a retry could send it again.
  test.each([
    ['null', null],
    ['text', 'broken'],
    ['a number', 5],
  ])("F17 sends nothing while n8n's own place for the ledger holds %s", async (_form, place) => {
    const retried = await retrySpoilt(() => place);
    expect(retried.error).toBeUndefined();
    expect(retried.outputs[0]?.map(({ json }) => (json['details'] as { outcome: string }).outcome)).toEqual(
      Array(5).fill('notSent'),
    );
    expect(world.simulator.requests).toHaveLength(0);
  });

  test.each([
    ['a time that is none', ['x', 1]],
    ['a time beyond all calendars', [9e15, 1]],
    ['no time', []],
  ])('F17 does not send again what went out, although its receipt has %s', async (_form, end) => {
    const spoil = spoilingEntries((old) => [...old.slice(0, 6), ...end]);
    const retried = await retrySpoilt((noted) => ({ ...noted, ...spoil(noted) }));
    expect(world.simulator.inbox).toHaveLength(2);
    expect(retried.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent', sentAt: null, reused: true });
  });
});

describe('field D1: Retry execution knows items that hold more than JSON', () => {
  class WritesItself {
    constructor(private readonly text: string) {}
    toJSON(): string {
      return this.text;
    }
  }

  test.each<[string, (index: number) => unknown]>([
    ['dates, as of a database', (index) => new Date(1_700_000_000_000 + index)],
    ['bytes', (index) => Buffer.from(`bytes ${index}`)],
    [
      'an object that writes itself, as a DateTime or an ObjectId',
      (index) => new WritesItself(`id ${index}`),
    ],
  ])('%s: what was sent stays sent, though its text changes with the clock', async (_what, value) => {
    const leads = phones.map((phone, index) => ({
      phone: index === 2 ? RECIPIENTS.notOnWhatsApp : phone,
      since: value(index) as string,
    }));
    const parameters = { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi {{ $now.toMillis() }}' };
    const test: Run = campaign(2, {
      parameters: { ...parameters, text: `=${parameters.text}` },
      items: itemsOf(...leads),
    });
    const failed = await runNode(test);
    expect(failed.error).toBeDefined();
    expect(arrived()).toEqual(once(0, 1));
    await retryExecution(failed, { ...test, onError: 'continueRegularOutput' });
    expect(arrived()).toEqual(once(0, 1, 3, 4));
  });
});

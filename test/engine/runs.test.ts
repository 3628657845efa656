import type { INode, IRun, IRunExecutionData } from 'n8n-workflow';
import { INTERFLOW, RECIPIENTS } from '../../simulator/fixtures';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { accountsAt } from '../support/accounts';
import { itemsOf, retryExecution, runNode, type Run } from '../support/engine';

let simulator: Simulator;
let accounts: ReturnType<typeof accountsAt>;

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0 });
  accounts = accountsAt(simulator.urls);
});

afterAll(async () => await simulator.close());

beforeEach(() => simulator.reset());

const leads = (count: number) =>
  itemsOf(...Array.from({ length: count }, (_, index) => ({ phone: `55119${90_000_000 + index}` })));

const sending = (items: Run['items'], more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' },
  items,
  credential: accounts.interflowV1,
  ...more,
});

const outcomesOf = (items: Array<{ json: Record<string, unknown> }> = []) =>
  items.map(({ json }) => json['outcome'] ?? (json['details'] as { outcome: string }).outcome);

test('a loop sends in every run, also the same item again', async () => {
  const ran = await runNode(sending(leads(2), { furtherRuns: [leads(2), leads(1)] }));
  expect(ran.run.data.resultData.runData['tested']).toHaveLength(3);
  expect(simulator.inbox).toHaveLength(5);
});

test('a loop whose second run fails keeps what the first has sent', async () => {
  const run = sending(leads(2), {
    furtherRuns: [itemsOf({ phone: '5511988887777' }, { phone: RECIPIENTS.notOnWhatsApp })],
  });
  const failed = await runNode(run);
  expect(failed.error).toBeDefined();
  await retryExecution(failed, run);
  expect(simulator.inbox.map(({ to }) => to)).toEqual(['5511990000000', '5511990000001', '5511988887777']);
});

test.each([0, 1, 2_000])('%i items in are as many items out, in order and linked', async (count) => {
  const ran = await runNode(
    sending(leads(count), {
      parameters: { ...sending([]).parameters, options: { parallelRequests: 20 } },
      onError: 'continueRegularOutput',
    }),
  );
  const output = ran.outputs[0] ?? [];
  expect(output).toHaveLength(count);
  expect(output.every(({ pairedItem }, item) => (pairedItem as { item: number }).item === item)).toBe(true);
  expect(output.every(({ json }, item) => json['to'] === `55119${90_000_000 + item}`)).toBe(true);
  expect(new Set(simulator.inbox.map(({ to }) => to)).size).toBe(count);
  expect(simulator.requests).toHaveLength(count);
});

test('pinned data sends nothing', async () => {
  const ran = await runNode(sending(leads(3), { pinned: itemsOf({ pinned: true }) }));
  expect(ran.outputs[0]?.[0]?.json).toEqual({ pinned: true });
  expect(simulator.requests).toHaveLength(0);
});

test('without a credential every item ends as not sent', async () => {
  const ran = await runNode(sending(leads(3), { credential: undefined, onError: 'continueRegularOutput' }));
  expect(outcomesOf(ran.outputs[0])).toEqual(['notSent', 'notSent', 'notSent']);
  expect(ran.outputs[0]?.[0]?.json['error']).toBe(
    'No Interflow credential is chosen. Choose or create one at the top of the node.',
  );
});

test('a vendor that does not exist fails the items and gives nothing else out', async () => {
  const parameters = { vendor: 'nobody', to: '5511999999999', text: 'Hi' };
  const ran = await runNode(sending(leads(2), { parameters, onError: 'continueRegularOutput' }));
  expect(ran.outputs[0]?.map(({ json }) => json['error'])).toEqual([
    '"Vendor" has no "nobody". Choose a vendor from the list.',
    '"Vendor" has no "nobody". Choose a vendor from the list.',
  ]);
});

describe('stopping the execution', () => {
  /** One message a second, so that there is time to stop in between. */
  const paced = () => ({
    ...accounts.interflowV1,
    id: `paced-${Math.random()}`,
    data: { ...accounts.interflowV1.data, plan: 'starter' },
  });

  test('while the pace makes the next ones wait begins none of them', async () => {
    let stop = (): void => undefined;
    const run = sending(leads(5), {
      credential: paced(),
      onError: 'continueRegularOutput',
      started: (cancel) => (stop = cancel),
    });
    const running = runNode(run);
    while (simulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    await running;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(simulator.requests).toHaveLength(1);
  });
});

describe('a worker that is killed while a message is on its way', () => {
  test('leaves it unknown in the retry; those before it are not sent again, those after it are', async () => {
    let atTheKill: IRunExecutionData | undefined;
    let data: IRunExecutionData | undefined;
    let leaving = 0;
    const run = sending(leads(4), {
      started: (_cancel, current) => (data = current),
      leaving: () => {
        leaving += 1;
        // What n8n would have in its database had it been killed right now.
        if (leaving === 2) atTheKill = JSON.parse(JSON.stringify(data)) as IRunExecutionData;
      },
    });
    await runNode(run);
    expect(simulator.inbox).toHaveLength(4);
    simulator.reset();

    const killed = atTheKill as IRunExecutionData;
    // The node that was running comes first again, with the items that it had.
    killed.executionData!.nodeExecutionStack.unshift({
      node: { name: 'tested' } as INode,
      data: { main: [run.items] },
      source: { main: [{ previousNode: 'start' }] },
    });
    const again = sending(leads(4), { onError: 'continueRegularOutput' });
    const retried = await retryExecution({ run: { data: killed } as IRun }, again);
    expect(outcomesOf(retried.outputs[0])).toEqual(['sent', 'unknown', 'sent', 'sent']);
    expect(retried.outputs[0]?.[0]?.json['reused']).toBe(true);
    expect(simulator.inbox.map(({ to }) => to)).toEqual(['5511990000002', '5511990000003']);
  });
});

test('the secret is in nothing that the run leaves behind', async () => {
  const ran = await runNode(
    sending(itemsOf({ phone: RECIPIENTS.notOnWhatsApp }, { phone: 'letters' }), {
      onError: 'continueErrorOutput',
    }),
  );
  expect(JSON.stringify(ran.run)).not.toContain(INTERFLOW.v1Key);
});

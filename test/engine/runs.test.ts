import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IExecuteFunctions, INode, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { SendText } from '../../nodes/SendText/SendText.node';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { closedPort } from '../faults/rig/blackhole';
import { FaultProxy } from '../faults/rig/faultProxy';
import { Random } from '../faults/rig/random';
import { crashed, storedCopy } from '../support/crash';
import { itemsOf, retryExecution, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';
import { KeyDatabase } from '../support/keyDatabase';
import { listenOnFreshPort } from '../support/freshPort';

const world = simulated();

beforeAll(async () => await new KeyDatabase().install());

const leads = (count: number) =>
  itemsOf(...Array.from({ length: count }, (_, index) => ({ phone: `55119${90_000_000 + index}` })));

const sending = (items: Run['items'], more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' },
  items,
  credential: world.accounts.interflowV1,
  ...more,
});

/** The same, one message after another. */
const strictly = (run: Run): Run => ({
  ...run,
  parameters: { ...run.parameters, options: { parallelRequests: 1 } },
});

const outcomesOf = (items: Array<{ json: Record<string, unknown> }> = []) =>
  items.map(({ json }) => json['outcome'] ?? (json['details'] as { outcome: string }).outcome);

test('F06 a loop sends in every run, also the same item again', async () => {
  const ran = await runNode(sending(leads(2), { furtherRuns: [leads(2), leads(1)] }));
  expect(ran.run.data.resultData.runData['tested']).toHaveLength(3);
  expect(world.simulator.inbox).toHaveLength(5);
});

test('F06 a loop whose second run fails keeps what the first has sent', async () => {
  const run = sending(leads(2), {
    furtherRuns: [itemsOf({ phone: '5511988887777' }, { phone: RECIPIENTS.notOnWhatsApp })],
  });
  const failed = await runNode(run);
  expect(failed.error).toBeDefined();
  await retryExecution(failed, run);
  expect(world.simulator.inbox.map(({ to }) => to)).toEqual([
    '5511990000000',
    '5511990000001',
    '5511988887777',
  ]);
});

describe('F08 an error', () => {
  /** Five leads, of which these have a number that is not on WhatsApp. */
  const campaign = (failing: readonly number[], onError: INode['onError']) =>
    sending(
      itemsOf(
        ...Array.from({ length: 5 }, (_none, item) => ({
          phone: failing.includes(item) ? RECIPIENTS.notOnWhatsApp : `551199000000${item}`,
        })),
      ),
      { onError },
    );

  let door: FaultProxy | undefined;
  afterEach(async () => await door?.close());

  /** The same server by a port of its own, which is a new account: it has learnt nothing of the vendor's answers. */
  const elsewhere = async () => {
    const { data, ...credential } = world.accounts.interflowV1;
    const address = new URL(String(data['baseUrl']));
    door = new FaultProxy(Number(address.port), () => ({}), new Random(1));
    address.port = String(await door.listen());
    return { ...credential, data: { ...data, baseUrl: String(address) } };
  };

  const reached = () => world.simulator.inbox.map(({ to }) => Number(to.at(-1))).sort();

  const others = (failing: readonly number[]) => [0, 1, 2, 3, 4].filter((item) => !failing.includes(item));

  describe.each([
    ['at the first item', [0]],
    ['in the middle', [2]],
    ['at the last item', [4]],
    ['in all items', [0, 1, 2, 3, 4]],
  ])('%s', (_where, failing) => {
    const first = failing[0] ?? 0;

    test('with Stop ends the run there, says how far it came, and begins nothing after it', async () => {
      const ran = await runNode(strictly(campaign(failing, 'stopWorkflow')));
      expect(ran.error?.message).toContain(`(item ${first + 1} of 5, to +55 `);
      const before = first === 0 ? [] : [`${first} sent`];
      const after = first === 4 ? [] : [`${4 - first} not attempted`];
      expect(ran.error?.description).toContain(`Of the other items: ${[...before, ...after].join(', ')}.`);
      expect(reached()).toEqual([0, 1, 2, 3, 4].slice(0, first));
      expect(world.simulator.requests).toHaveLength(first + 1);
    });

    test('with Stop begins nothing after it, and counts what was on its way', async () => {
      const more = Array.from({ length: 40 }, (_none, item) => ({ phone: `55119910000${item + 10}` }));
      const run = { ...campaign(failing, 'stopWorkflow'), credential: await elsewhere() };
      const ran = await runNode({ ...run, items: [...run.items, ...itemsOf(...more)] });
      const told = ran.error?.description ?? '';
      const countOf = (words: string): number => Number(RegExp(`(\\d+) ${words}`).exec(told)?.[1] ?? 0);
      expect(countOf('sent')).toBe(world.simulator.inbox.length);
      expect(countOf('sent') + countOf('rejected') + countOf('not attempted')).toBe(44);
      expect(countOf('not attempted')).toBeGreaterThan(20);
      const again = await retryExecution(ran, {
        ...run,
        items: [...run.items, ...itemsOf(...more)],
        onError: 'continueRegularOutput',
      });
      expect(outcomesOf(again.outputs[0]).filter((outcome) => outcome === 'sent')).toHaveLength(
        45 - failing.length,
      );
      expect(new Set(world.simulator.inbox.map(({ to }) => to)).size).toBe(45 - failing.length);
      expect(world.simulator.inbox).toHaveLength(45 - failing.length);
    });

    test('with Stop sends the first message alone, because what is wrong is mostly wrong with all', async () => {
      const ran = await runNode(campaign([0, ...failing], 'stopWorkflow'));
      expect(ran.error?.description).toContain('Of the other items: 4 not attempted.');
      expect(world.simulator.requests).toHaveLength(1);
    });

    test('with Continue leaves every item in its place, sent or failed', async () => {
      const ran = await runNode(campaign(failing, 'continueRegularOutput'));
      expect(ran.error).toBeUndefined();
      expect(outcomesOf(ran.outputs[0])).toEqual(
        [0, 1, 2, 3, 4].map((item) => (failing.includes(item) ? 'rejected' : 'sent')),
      );
      expect(ran.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
        [0, 1, 2, 3, 4].map((item) => ({ item })),
      );
      expect(reached()).toEqual(others(failing));
    });

    test('with Error Output parts the items, each linked to its input', async () => {
      const ran = await runNode(campaign(failing, 'continueErrorOutput'));
      expect(ran.error).toBeUndefined();
      const linked = ran.outputs.map((items) =>
        items.map(({ pairedItem }) => (pairedItem as { item: number }).item),
      );
      expect(linked).toEqual([others(failing), failing]);
      expect(outcomesOf(ran.outputs[1])).toEqual(failing.map(() => 'rejected'));
      expect(reached()).toEqual(others(failing));
    });
  });
});

describe('as many items out as in', () => {
  /** Answers at once and keeps only who it was for: the simulator keeps whole requests. */
  const reached: string[] = [];
  const vendor = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      reached.push((JSON.parse(body) as { to: string }).to);
      const answer = JSON.stringify({ success: true, data: { id: 'msg_1', status: 'sent' } });
      response.writeHead(201, { 'content-type': 'application/json' }).end(answer);
    });
  });

  beforeAll(async () => await listenOnFreshPort(vendor));

  afterAll(async () => await new Promise((resolve) => vendor.close(resolve)));

  beforeEach(() => void reached.splice(0));

  const many = (count: number, port: number) =>
    sending(leads(count), {
      parameters: { ...sending([]).parameters, options: { parallelRequests: 20 } },
      credential: {
        ...world.accounts.interflowV1,
        data: { ...world.accounts.interflowV1.data, baseUrl: `http://127.0.0.1:${port}/v1` },
      },
      onError: 'continueRegularOutput',
    });

  const phones = (count: number) => leads(count).map(({ json }) => json['phone']);

  const places = (items: INodeExecutionData[]) =>
    items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

  test.each([0, 1, 10_000])('F09 %i items, in order, linked, each sent once', async (count) => {
    const ran = await runNode(many(count, (vendor.address() as AddressInfo).port));
    const output = ran.outputs[0] ?? [];
    expect(places(output)).toEqual([...leads(count).keys()]);
    expect(output.map(({ json }) => json['to'])).toEqual(phones(count));
    expect(output.every(({ json }) => json['outcome'] === 'sent')).toBe(true);
    expect(reached.sort()).toEqual(phones(count));
  });

  test('A11 10,000 items for a port that refuses end as not sent within a minute', async () => {
    const began = performance.now();
    const ran = await runNode(many(10_000, await closedPort()));
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(places(ran.outputs[0] ?? [])).toEqual([...leads(10_000).keys()]);
    expect(new Set(outcomesOf(ran.outputs[0]))).toEqual(new Set(['notSent']));
    expect(ran.hints).toEqual([{ message: '10000 not sent', location: 'outputPane' }]);
  });
});

test('F10 pinned data sends nothing and comes out as it is', async () => {
  const ran = await runNode(sending(leads(3), { pinned: itemsOf({ pinned: 1 }, { pinned: 2 }) }));
  expect(ran.outputs[0]?.map(({ json }) => json)).toEqual([{ pinned: 1 }, { pinned: 2 }]);
  expect(world.simulator.requests).toHaveLength(0);
});

test('F12 without a credential every item ends as not sent', async () => {
  const ran = await runNode(sending(leads(3), { credential: undefined, onError: 'continueRegularOutput' }));
  expect(outcomesOf(ran.outputs[0])).toEqual(['notSent', 'notSent', 'notSent']);
  expect(world.simulator.requests).toHaveLength(0);
  expect(ran.outputs[0]?.[0]?.json['error']).toBe(
    'No Interflow credential is chosen. Choose or create one at the top of the node.',
  );
});

test('once there is a credential, a retry sends what could not be sent without', async () => {
  const failed = await runNode(sending(leads(3), { credential: undefined }));
  const retried = await retryExecution(failed, sending(leads(3)));
  expect(outcomesOf(retried.outputs[0])).toEqual(['sent', 'sent', 'sent']);
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
  /** One message a second, so that there is time to stop in between; an account that has sent nothing yet. */
  const paced = () => ({
    ...world.accounts.interflowV1,
    id: `paced-${Math.random()}`,
    data: { ...world.accounts.interflowV1.data, apiKey: INTERFLOW.v1SecondKey, plan: 'starter' },
  });

  test('C25 while the pace makes the next ones wait begins none of them and calls them not sent', async () => {
    let stop = (): void => undefined;
    let items: INodeExecutionData[] | undefined;
    // A stopped execution has no output any more: what the node gave is looked at on its way.
    class Watched extends SendText {
      override async execute(this: IExecuteFunctions) {
        const outputs = await SendText.prototype.execute.call(this);
        [items] = outputs;
        return outputs;
      }
    }
    const run = sending(leads(5), {
      type: new Watched(),
      credential: paced(),
      onError: 'continueRegularOutput',
      started: (cancel) => (stop = cancel),
    });
    const running = runNode(run);
    while (world.simulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    await running;
    while (items === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    const [first, ...rest] = outcomesOf(items);
    expect(['sent', 'unknown']).toContain(first);
    expect(rest).toEqual(['notSent', 'notSent', 'notSent', 'notSent']);
    expect(world.simulator.requests).toHaveLength(1);
  });
});

describe.each([
  ['stores an execution when it has ended', false],
  ['stores an execution after each node', true],
] as const)('C26 a worker that is killed, where n8n %s', (_when, progress) => {
  const settings = { onError: 'continueRegularOutput' } as const;

  /** What n8n has of an execution that was killed while the node ran. */
  async function killed(run: Run) {
    let beginning: IRunExecutionData | undefined;
    await runNode({ ...run, started: (_cancel, data) => (beginning = storedCopy(data)) });
    world.simulator.reset();
    return crashed(beginning as IRunExecutionData, run.items, progress);
  }

  test('leaves every message unknown in the retry, and in every later one, and sends none of them', async () => {
    const run = sending(leads(4));
    const retried = await retryExecution(await killed(run), run);
    expect(retried.error?.message).toContain('n8n was stopped while this node was sending');
    const again = await retryExecution(retried, { ...run, ...settings });
    expect(outcomesOf(again.outputs[0])).toEqual(Array(4).fill('unknown'));
    expect(world.simulator.requests).toHaveLength(0);
  });

  test('leaves the messages of a loop unknown, run by run', async () => {
    const run = sending(leads(2), { ...settings, furtherRuns: [leads(1)] });
    const retried = await retryExecution(await killed(run), run);
    expect(outcomesOf(retried.outputs[0])).toEqual(Array(progress ? 2 : 1).fill('unknown'));
    expect(world.simulator.requests).toHaveLength(0);
  });

  test('sends them where the user wants what is unknown to be sent again', async () => {
    const run = sending(leads(2), { ...settings });
    const stored = await killed(run);
    const options = { onUnknown: 'resend' };
    await retryExecution(stored, { ...run, parameters: { ...run.parameters, options } });
    expect(world.simulator.inbox).toHaveLength(2);
  });

  test('with SIGKILL, once the vendor has a whole message: each is sent at most once', async () => {
    const reached: string[] = [];
    const worker = fork(join(__dirname, '../support/mortalWorker.ts'), { execArgv: ['--import', 'tsx'] });
    const died = once(worker, 'exit');
    const began = once(worker, 'message') as Promise<[IRunExecutionData]>;
    const vendor = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const { to } = JSON.parse(body) as { to: string };
        reached.push(to);
        if (to === '5511990000001') return void began.then(() => worker.kill('SIGKILL'));
        const answer = JSON.stringify({ success: true, data: { id: 'msg_1', status: 'sent' } });
        response.writeHead(201, { 'content-type': 'application/json' }).end(answer);
      });
    });
    const baseUrl = `http://127.0.0.1:${await listenOnFreshPort(vendor)}/v1`;
    const run = sending(leads(4), {
      ...settings,
      credential: { ...world.accounts.interflowV1, data: { ...world.accounts.interflowV1.data, baseUrl } },
      parameters: { ...sending([]).parameters, options: { parallelRequests: 1 } },
    });
    worker.send(run);
    expect((await died)[1]).toBe('SIGKILL');
    const [beginning] = await began;
    const retried = await retryExecution(crashed(beginning, run.items, progress), run);
    await new Promise((resolve) => vendor.close(resolve));
    expect(outcomesOf(retried.outputs[0])).toEqual(Array(4).fill('unknown'));
    expect(reached).toEqual(['5511990000000', '5511990000001']);
  });
});

describe('an execution that is retried more than once', () => {
  const refused = RECIPIENTS.notOnWhatsApp;
  const campaign = (more: Partial<Run> = {}) =>
    strictly(
      sending(itemsOf({ phone: '5511990000001' }, { phone: refused }, { phone: '5511990000003' }), more),
    );

  test('sends nothing again that a first retry has sent, and says which one to retry', async () => {
    const failed = await runNode(campaign());
    const first = await retryExecution(failed, campaign({ onError: 'continueRegularOutput' }));
    expect(outcomesOf(first.outputs[0])).toEqual(['sent', 'rejected', 'sent']);
    const second = await retryExecution(failed, campaign());
    expect(second.error?.message).toContain('this execution was retried before');
    expect(second.error?.description).toContain('Retry the newest of its retries instead');
    // The retry of that one would go past the message at which it stopped.
    const third = await retryExecution(second, campaign({ onError: 'continueRegularOutput' }));
    expect(outcomesOf(third.outputs[0])).toEqual(['sent', 'unknown', 'unknown']);
    expect(world.simulator.inbox.map(({ to }) => to)).toEqual(['5511990000001', '5511990000003']);
  });

  test('may be retried again while no retry has sent anything', async () => {
    const failed = await runNode(campaign());
    await retryExecution(failed, campaign());
    await retryExecution(failed, campaign());
    const last = await retryExecution(failed, campaign({ onError: 'continueRegularOutput' }));
    expect(outcomesOf(last.outputs[0])).toEqual(['sent', 'rejected', 'sent']);
  });

  test('goes on from its newest retry', async () => {
    const failed = await runNode(campaign());
    const first = await retryExecution(failed, campaign());
    const second = await retryExecution(first, campaign({ onError: 'continueErrorOutput' }));
    expect(outcomesOf(second.outputs[0])).toEqual(['sent', 'sent']);
    expect(world.simulator.inbox).toHaveLength(2);
  });

  test('sends once, also where two retries begin at the same time', async () => {
    const failed = await runNode(campaign());
    const again = async () => await retryExecution(failed, campaign({ onError: 'continueErrorOutput' }));
    await Promise.all([again(), again()]);
    expect(world.simulator.inbox.map(({ to }) => to)).toEqual(['5511990000001', '5511990000003']);
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

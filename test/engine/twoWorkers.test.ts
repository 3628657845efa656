import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { accountsAt } from '../support/accounts';
import { itemsOf, type Run } from '../support/engine';
import type { Said, Told } from '../support/keyWorker';

/** Two processes of one n8n, as in queue mode, that share nothing but the row of keys. */

const folder = mkdtempSync(join(tmpdir(), 'mensageiro-keys-'));
const row = join(folder, 'row.json');
let workers: Worker[];
let simulator: Simulator;

class Worker {
  private constructor(private readonly process: ChildProcess) {}

  static async start(): Promise<Worker> {
    const script = join(__dirname, '../support/keyWorker.ts');
    const worker = new Worker(fork(script, [row], { execArgv: ['--import', 'tsx'] }));
    await worker.hears();
    return worker;
  }

  async hears(): Promise<Said> {
    const [said] = (await once(this.process, 'message')) as [Said];
    return said;
  }

  async told(told: Told): Promise<Said> {
    const answer = this.hears();
    this.process.send(told);
    return await answer;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.disconnect();
    await gone;
  }
}

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0, strict: true });
  workers = await Promise.all([Worker.start(), Worker.start()]);
});

afterAll(async () => {
  await Promise.all(workers.map(async (worker) => await worker.stop()));
  await simulator.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  simulator.reset();
  rmSync(row, { force: true });
});

const order = (...numbers: string[]): Run => ({
  node: 'sendText',
  parameters: {
    vendor: 'interflow',
    to: RECIPIENTS.ok,
    text: '=Order {{ $json.order }}',
    options: { deduplicationKey: '={{ $json.order }}' },
  },
  items: itemsOf(...numbers.map((each) => ({ order: each }))),
  credential: accountsAt(simulator.urls).interflowV1,
  onError: 'continueRegularOutput',
});

const inBoth = async (run: Run) =>
  await Promise.all(workers.map(async (worker) => await worker.told({ run, held: false })));

const copiesOf = (number: string) => simulator.inbox.filter(({ text }) => text === `Order ${number}`).length;

/** Once the instant is over, neither process sends under the key again. */
async function expectNoMore(...numbers: string[]): Promise<void> {
  const before = simulator.requests.length;
  for (const worker of workers)
    for (const outcome of await worker.told({ run: order(...numbers), held: false }))
      expect(['skipped', 'unknown']).toContain(outcome);
  expect(simulator.requests).toHaveLength(before);
}

test('F16 two processes that look a key up at the very same instant send it twice, and never again', async () => {
  await workers[0]?.told({ run: order('first'), held: false });
  // Each has read the row before the other has written it: the limit that the guides state.
  const run = order('A');
  expect(await Promise.all(workers.map((worker) => worker.told({ run, held: true })))).toEqual([
    'has read',
    'has read',
  ]);
  await Promise.all(workers.map((worker) => worker.told('go on')));
  expect(copiesOf('A')).toBe(2);
  await expectNoMore('A', 'first');
});

test('F16 two processes that make the row at the same instant send one message, and never again', async () => {
  const run = order('A');
  await Promise.all(workers.map((worker) => worker.told({ run, held: true })));
  await Promise.all(workers.map((worker) => worker.told('go on')));
  expect(copiesOf('A')).toBe(1);
  await expectNoMore('A');
});

test('F16 two processes with the same key at about the same time send it once or twice, and never again', async () => {
  const numbers = Array.from({ length: 40 }, (_none, round) => `round ${round}`);
  for (const number of numbers) {
    await inBoth(order(number));
    expect([1, 2]).toContain(copiesOf(number));
  }
  await expectNoMore(...numbers);
});

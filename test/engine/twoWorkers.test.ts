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

/** Two processes of one n8n, as in queue mode, that share nothing but the table of keys. */

const folder = mkdtempSync(join(tmpdir(), 'mensageiro-keys-'));
const table = join(folder, 'rows');
let workers: Worker[];
let simulator: Simulator;

class Worker {
  private constructor(private readonly process: ChildProcess) {}

  static async start(): Promise<Worker> {
    const script = join(__dirname, '../support/keyWorker.ts');
    const worker = new Worker(fork(script, [table], { execArgv: ['--import', 'tsx'] }));
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
  rmSync(table, { force: true, recursive: true });
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
      expect(outcome).toBe('skipped');
  expect(simulator.requests).toHaveLength(before);
}

describe('field Q3: the same key from two executions at one instant', () => {
  test('F16 two processes that look a key up at the very same instant send one message', async () => {
    // Each has read that there is no row before the other has made it.
    const run = order('A');
    const read = await Promise.all(workers.map((worker) => worker.told({ run, held: true })));
    expect(read).toEqual(['has read', 'has read']);
    const outcomes = await Promise.all(workers.map((worker) => worker.told('go on')));
    expect(outcomes.flat().sort()).toEqual(['sent', 'skipped']);
    expect(copiesOf('A')).toBe(1);
    await expectNoMore('A');
  });

  test('F16 two processes with the same keys at about the same time send each once', async () => {
    const numbers = Array.from({ length: 40 }, (_none, round) => `round ${round}`);
    const outcomes = (await inBoth(order(...numbers))).flat();
    expect(outcomes.sort()).toEqual([...numbers.map(() => 'sent'), ...numbers.map(() => 'skipped')]);
    for (const number of numbers) expect(copiesOf(number)).toBe(1);
    await expectNoMore(...numbers);
  });
});

test('field Q2: different keys in two processes at the same time erase nothing of each other', async () => {
  const [one, two] = ['one', 'two'].map((name) =>
    Array.from({ length: 40 }, (_none, each) => `${name} ${each}`),
  );
  const runs = [order(...(one ?? [])), order(...(two ?? []))];
  await Promise.all(workers.map((worker, index) => worker.told({ run: runs[index] as Run, held: false })));
  expect(simulator.inbox).toHaveLength(80);
  await expectNoMore(...(two ?? []), ...(one ?? []));
});

import { startSimulator, type Simulator } from '../../simulator/simulator';
import { accountsAt } from './accounts';

/** What the tests of a file send to. */
export interface Simulated {
  readonly simulator: Simulator;
  readonly accounts: ReturnType<typeof accountsAt>;
}

/** A simulator without limits for all tests of the file that calls this, emptied before each, with accounts at it. */
export function simulated(): Simulated {
  let started: Simulated | undefined;
  const running = (): Simulated => {
    if (started === undefined) throw new Error('The simulator starts with the first test.');
    return started;
  };
  beforeAll(async () => {
    const simulator = await startSimulator({ messagesPerMinute: 0, strict: true });
    started = { simulator, accounts: accountsAt(simulator.urls) };
  });
  afterAll(async () => await started?.simulator.close());
  beforeEach(() => running().simulator.reset());
  return {
    get simulator() {
      return running().simulator;
    },
    get accounts() {
      return running().accounts;
    },
  };
}

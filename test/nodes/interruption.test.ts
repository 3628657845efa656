import type { IExecuteFunctions } from 'n8n-workflow';
import { Deduplication } from '../../core/memory/deduplication';
import { Ledger } from '../../core/memory/ledger';
import type { Identity } from '../../core/message/identity';
import { begin, interruptionOf, type Interruption } from '../../nodes/shared/running/interruption';

/** What n8n keeps of a node in an execution: goes through JSON from one execution to its retry. */
type Store = Record<string, unknown>;

interface Execution {
  id?: string;
  retry?: boolean;
  runIndex?: number;
  /** Whether n8n's log says that the node had begun. */
  hasRun?: unknown;
  name?: string;
  /** Whether a note under the execution's token says that this run had begun. */
  hadBegun?: boolean;
}

const identity: Identity = { message: 'message', origin: 'origin' };

const CUT_OFF = 'n8n was stopped while this node was sending and could not store what had gone out.';
const UNREADABLE = 'what an earlier try of this execution had sent could not all be read.';
const RETRIED = 'this execution was retried before, and that retry may have sent it.';

/** The store for keys of one workflow. */
function keys() {
  const noted = new Set<string>();
  const retries = new Deduplication('workflow', {
    async note(...wanted) {
      const unseen = wanted.filter((key) => !noted.has(key));
      for (const key of unseen) noted.add(key);
      return unseen.length > 0;
    },
    remove: async (key) => void noted.delete(key),
  });
  return { retries, noted };
}

describe('a run of the node', () => {
  let store: Store;
  let retries: Deduplication;
  let noted: Set<string>;
  let expressions: string[];
  beforeEach(() => {
    store = {};
    ({ retries, noted } = keys());
    expressions = [];
  });

  /** Begins a run, as `prepareRun` does, over a copy of what was stored. */
  async function start(
    { id = '1', retry = false, runIndex = 0, hasRun = false, name = 'Send', hadBegun = false }: Execution,
    over: Store = store,
  ): Promise<Interruption & { ledger: Ledger }> {
    store = JSON.parse(JSON.stringify(over)) as Store;
    const context = {
      getContext: (kind: string) => (kind === 'node' ? store : {}),
      getMode: () => (retry ? 'retry' : 'trigger'),
      getExecutionId: () => id,
      getNode: () => ({ name }),
      evaluateExpression: (expression: string) => {
        expressions.push(expression);
        return hasRun;
      },
    } as unknown as IExecuteFunctions;
    const beginning = begin(context, runIndex);
    const ledger = new Ledger(store, runIndex);
    return { ...(await interruptionOf(beginning, name, ledger, retries, async () => hadBegun)), ledger };
  }

  test('that is the first leaves nothing in doubt and asks nobody', async () => {
    const { doubt, ended } = await start({});
    expect(doubt).toBeUndefined();
    await expect(ended()).resolves.toBeUndefined();
    expect(expressions).toEqual([]);
    expect(noted.size).toBe(0);
  });

  test('may be repeated in a loop and tried again in the same execution', async () => {
    for (const runIndex of [0, 0, 1, 1, 2]) expect((await start({ runIndex })).doubt).toBeUndefined();
  });

  test('that is retried knows what was sent', async () => {
    await start({});
    const { doubt, ended } = await start({ id: '2', retry: true, hasRun: true });
    expect(doubt).toBeUndefined();
    expect(noted.size).toBe(1);
    expect(expressions).toEqual([]);
    await ended();
    expect(noted.size).toBe(0);
  });

  test('that is retried before it ever began leaves nothing in doubt', async () => {
    expect((await start({ id: '2', retry: true })).doubt).toBeUndefined();
    expect(expressions).toEqual(['{{ $("Send").isExecuted }}']);
    expect(noted.size).toBe(0);
  });

  test.each(['true', 1, undefined, {}])('is not said to have begun by %j', async (hasRun) => {
    expect((await start({ id: '2', retry: true, hasRun })).doubt).toBeUndefined();
  });

  test.each([
    ['Say "hi" {now}', '{{ $("Say \\"hi\\" \\x7bnow\\x7d").isExecuted }}'],
    ['{{ $json }}', '{{ $("\\x7b\\x7b $json \\x7d\\x7d").isExecuted }}'],
  ])('of the name %j is asked after without ending the expression', async (name, expression) => {
    await start({ id: '2', retry: true, name });
    expect(expressions).toEqual([expression]);
  });

  test('of which n8n knows and nothing was stored is in doubt', async () => {
    const { doubt, ended } = await start({ id: '2', retry: true, hasRun: true });
    expect(doubt).toMatchObject({
      outcome: 'unknown',
      message: `Nobody knows whether this message was sent: ${CUT_OFF} Look in the vendor's panel whether it arrived before you send it again.`,
    });
    await expect(ended()).resolves.toBeUndefined();
    expect(noted.size).toBe(0);
  });

  test('without a retry is not in doubt, whatever n8n knows', async () => {
    expect((await start({ hasRun: true })).doubt).toBeUndefined();
    expect(expressions).toEqual([]);
  });

  test('that is further than what was stored is in doubt', async () => {
    await start({ runIndex: 0 });
    await start({ runIndex: 1 });
    expect((await start({ id: '2', retry: true, runIndex: 2 })).doubt).toBeUndefined();
    const after = { ...store };
    expect((await start({ id: '3', retry: true, runIndex: 4 }, after)).doubt?.message).toContain(CUT_OFF);
  });

  test('that repeats an earlier one of a loop does not forget the later ones', async () => {
    await start({ runIndex: 0 });
    await start({ runIndex: 1 });
    await start({ runIndex: 0 });
    expect((await start({ id: '2', retry: true, runIndex: 2 })).doubt).toBeUndefined();
  });

  test('in doubt stays so in every later run and every later retry', async () => {
    await start({ id: '2', retry: true, hasRun: true });
    for (const later of [{ id: '2', runIndex: 1 }, { id: '3', retry: true }, { id: '4' }])
      expect((await start(later)).doubt?.message).toContain(CUT_OFF);
  });

  test('whose ledger cannot be read is in doubt, and stays so', async () => {
    expect((await start({}, { mensageiro: 'spoilt' })).doubt?.message).toBe(
      `Nobody knows whether this message was sent: ${UNREADABLE} Look in the vendor's panel whether it arrived before you send it again.`,
    );
    expect((await start({ id: '2', retry: true })).doubt?.message).toContain(UNREADABLE);
  });

  test('keeps the first of two doubts', async () => {
    const over = { mensageiro: 'spoilt' };
    expect((await start({ id: '2', retry: true, hasRun: true }, over)).doubt?.message).toContain(CUT_OFF);
    await start({}, over);
    expect((await start({ id: '2', retry: true, runIndex: 5 })).doubt?.message).toContain(UNREADABLE);
  });

  test('that is retried a second time from the same data is in doubt', async () => {
    await start({});
    const failed = { ...store };
    const first = await start({ id: '2', retry: true }, failed);
    first.ledger.begin(0, identity);
    await first.ended();
    const second = await start({ id: '3', retry: true }, failed);
    expect(second.doubt?.message).toBe(
      `Nobody knows whether this message was sent: ${RETRIED} Retry the newest of its retries instead: that one knows what was sent.`,
    );
    await expect(second.ended()).resolves.toBeUndefined();
    // A further run of that retry does not know more.
    expect((await start({ id: '3', runIndex: 1 })).doubt?.message).toContain(RETRIED);
  });

  test('may be retried again where the first retry changed nothing', async () => {
    await start({});
    const failed = { ...store };
    const first = await start({ id: '2', retry: true }, failed);
    await first.ended();
    expect((await start({ id: '3', retry: true }, failed)).doubt).toBeUndefined();
  });

  test('is in doubt while another retry of it has not ended', async () => {
    await start({});
    const failed = { ...store };
    await start({ id: '2', retry: true }, failed);
    expect((await start({ id: '3', retry: true }, failed)).doubt?.message).toContain(RETRIED);
  });

  test('may be retried from the newest retry', async () => {
    await start({});
    const first = await start({ id: '2', retry: true });
    first.ledger.begin(0, identity);
    await first.ended();
    expect((await start({ id: '3', retry: true })).doubt).toBeUndefined();
  });

  test.each<[string, Execution]>([
    ['another execution', { id: '7' }],
    ['another node', { name: 'Send more' }],
  ])('does not take the retry of %s for its own', async (_, other) => {
    await start({});
    const failed = { ...store };
    const first = await start({ id: '2', retry: true }, failed);
    first.ledger.begin(0, identity);
    await start(other, {});
    expect(
      (await start({ id: '8', retry: true, ...(other.name && { name: other.name }) })).doubt,
    ).toBeUndefined();
  });

  test('keeps the execution in which it began first', async () => {
    await start({ id: '1' });
    const failed = { ...store };
    const first = await start({ id: '2', retry: true }, failed);
    await first.ended();
    const kept = { ...store };
    expect((await start({ id: '3', retry: true }, kept)).doubt).toBeUndefined();
    // The same data, so the same retry as the one that has not ended, by whichever way it came.
    expect((await start({ id: '4', retry: true }, failed)).doubt?.message).toContain(RETRIED);
  });

  test.each<unknown>([
    undefined,
    null,
    7,
    'spoilt',
    {},
    { execution: 1, runs: 1 },
    { execution: '1', runs: '1' },
    { runs: 1 },
    { execution: '1' },
  ])('begins anew where %j was stored', async (stored) => {
    const over = { mensageiroRuns: stored };
    expect((await start({ id: '2', retry: true }, over)).doubt).toBeUndefined();
    expect((await start({ id: '2', retry: true, hasRun: true }, over)).doubt?.message).toContain(CUT_OFF);
  });

  test.each<[unknown, string | undefined]>([
    ['cutOff', CUT_OFF],
    ['retried', RETRIED],
    ['unreadable', UNREADABLE],
    ['unheard of', undefined],
    [undefined, undefined],
  ])('reads the doubt %j that was stored', async (doubt, said) => {
    const over = { mensageiroRuns: { execution: '1', runs: 1, doubt } };
    const message = (await start({ id: '1' }, over)).doubt?.message;
    if (said === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(said);
  });

  test('takes no doubt that it does not know for one, also where it is retried twice', async () => {
    const over = { mensageiroRuns: { execution: '1', runs: 1, doubt: 'unheard of' } };
    const first = await start({ id: '2', retry: true }, over);
    expect(first.doubt).toBeUndefined();
    first.ledger.begin(0, identity);
    expect((await start({ id: '3', retry: true }, over)).doubt?.message).toContain(RETRIED);
  });

  test('still has its ledger where the store for keys is away', async () => {
    await start({});
    const failed = { ...store };
    retries = new Deduplication('workflow', {
      note: async () => Promise.reject(new Error('The database is away')),
      remove: async () => Promise.reject(new Error('The database is away')),
    });
    for (const id of ['2', '3']) {
      const { doubt, ended } = await start({ id, retry: true }, failed);
      expect(doubt).toBeUndefined();
      await expect(ended()).resolves.toBeUndefined();
    }
  });

  test('ends well where the store for keys went away meanwhile', async () => {
    await start({});
    retries = new Deduplication('workflow', {
      note: async () => true,
      remove: async () => Promise.reject(new Error('The database is away')),
    });
    await expect((await start({ id: '2', retry: true })).ended()).resolves.toBeUndefined();
  });
});

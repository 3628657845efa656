import type { IRunExecutionData } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/recipients';
import { storedCopy } from '../support/crash';
import { itemsOf, retryExecution, runNode, type Ran, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { simulated } from '../support/simulated';

const database = new KeyDatabase();
const world = simulated();

beforeAll(async () => await database.install());

beforeEach(() => database.forget());

const LEADS = ['one', 'two', 'three'];

const campaign = (more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: RECIPIENTS.ok, text: '=Hi {{ $json.lead }}', options: {} },
  items: itemsOf(...LEADS.map((lead) => ({ lead }))),
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const outcomesIn = ({ outputs }: Ran): unknown[] =>
  (outputs[0] ?? []).map(({ json }) => json['outcome'] ?? (json['details'] as { outcome: string }).outcome);

/** Runs it, and gives what n8n had stored when the execution was created: all that is left of it later. */
async function runAndLose(run: Run): Promise<{ run: { data: IRunExecutionData } }> {
  let created: IRunExecutionData | undefined;
  await runNode({ ...run, started: (_cancel, data) => (created = storedCopy(data)) });
  return { run: { data: created as IRunExecutionData } };
}

/** The first message is taken, the second finds a busy vendor and stops the execution, which n8n stores. */
async function runAndStop(): Promise<Ran> {
  const taken = { status: 201, body: { success: true, data: { id: 'msg_one', status: 'sent' } } };
  world.simulator.answerNext('interflow', taken);
  world.simulator.answerNext('interflow', { status: 503, headers: { 'retry-after': '0' }, body: {} });
  const run = campaign({ onError: 'stopWorkflow' });
  return await runNode({ ...run, parameters: { ...run.parameters, options: { attempts: 1 } } });
}

describe('field Q1: n8n lost what an execution had done', () => {
  test.each([
    ['every message had gone out', {}],
    ['nothing but a refusal was heard', { to: RECIPIENTS.notOnWhatsApp }],
  ])('a retry sends nothing and calls it unknown where %s', async (_what, parameters) => {
    const run = campaign();
    const lost = await runAndLose({ ...run, parameters: { ...run.parameters, ...parameters } });
    const before = world.simulator.requests.length;
    expect(before).toBe(3);
    const retry = await retryExecution(lost, run);
    expect(outcomesIn(retry)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(retry.outputs[0]?.[0]?.json['error']).toContain('n8n was stopped while this node was sending');
    // And so does a retry of that retry, and another one of the first.
    expect(outcomesIn(await retryExecution(retry, run))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(outcomesIn(await retryExecution(lost, run))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(world.simulator.requests).toHaveLength(before);
  });

  test('a retry sends everything where the node had not begun', async () => {
    let created: IRunExecutionData | undefined;
    await runNode(
      campaign({ pinned: itemsOf({}), started: (_cancel, data) => (created = storedCopy(data)) }),
    );
    delete created?.resultData.pinData;
    const retry = await retryExecution({ run: { data: created as IRunExecutionData } }, campaign());
    expect(outcomesIn(retry)).toEqual(['sent', 'sent', 'sent']);
  });

  test('a retry of what was stored goes on where it stopped', async () => {
    const failed = await runAndStop();
    expect(failed.error).toBeDefined();
    const retry = await retryExecution(failed, campaign());
    expect(outcomesIn(retry)).toEqual(['sent', 'sent', 'sent']);
    expect(world.simulator.inbox.map(({ text }) => text).sort()).toEqual(['Hi three', 'Hi two']);
  });

  test('two executions of one workflow are no retries of each other', async () => {
    expect(outcomesIn(await runNode(campaign()))).toEqual(['sent', 'sent', 'sent']);
    expect(outcomesIn(await runNode(campaign()))).toEqual(['sent', 'sent', 'sent']);
  });

  test('every run of a loop is known by itself', async () => {
    const run = campaign({ furtherRuns: [itemsOf({ lead: 'four' })] });
    const lost = await runAndLose(run);
    expect(world.simulator.inbox).toHaveLength(4);
    const retry = await retryExecution(lost, run);
    expect(retry.run.data.resultData.runData['tested']).toHaveLength(2);
    expect(world.simulator.inbox).toHaveLength(4);
  });

  test('what a user asks to be sent again is sent', async () => {
    const run = campaign();
    const lost = await runAndLose(run);
    const again = { ...run, parameters: { ...run.parameters, options: { onUnknown: 'resend' } } };
    expect(outcomesIn(await retryExecution(lost, again))).toEqual(['sent', 'sent', 'sent']);
  });
});

describe('field Q8: rows of our own', () => {
  test('a node that removes duplicates in the same workflow shares none with us', async () => {
    // As a Remove Duplicates node leaves it, in another mode than ours.
    const theirs = { mode: 'latestDate', data: ['2026-01-01'] };
    await database.checkProcessedAndRecord(
      theirs.data,
      'workflow',
      { workflow: { id: 'workflow' } as never },
      {
        mode: 'latestDate',
      },
    );
    const failed = await runAndStop();
    expect(outcomesIn(await retryExecution(failed, campaign()))).toEqual(['sent', 'sent', 'sent']);
    // The same execution once more: the note about its retry is there although the row of the workflow is not ours.
    expect(outcomesIn(await retryExecution(failed, campaign()))).toEqual(['sent', 'unknown', 'unknown']);
    expect(database.rows.get('')).toEqual(theirs);
    expect([...database.rows.keys()].filter((id) => id !== '' && !id.startsWith('n:mensageiro.'))).toEqual(
      [],
    );
  });
});

import { join } from 'node:path';
import { leadFormCredential } from '../../host/demoCredentials';
import type { Workflow } from '../../host/api';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import { statusAddresses } from '../../host/statusAddress';
import { startEverything, startPatience, type Running } from './support/running';
import { executionsOf, knock, until } from './support/triggerWorkflow';

const FOLDER = join(__dirname, '..', '..', 'examples');
const START = 'When clicking "Execute workflow"';

const branches: Readonly<Record<string, string>> = {
  delivered: 'Delivered: call this afternoon',
  read: 'Read: call now',
  failed: 'Failed: see why',
};

/** With a second in the place of the day. */
function impatient(workflow: Workflow): Workflow {
  const nodes = workflow.nodes.map((node) =>
    node.name === 'Wait for its status'
      ? { ...node, parameters: { ...node.parameters, resumeUnit: 'seconds' } }
      : node,
  );
  return { ...workflow, nodes };
}

describe('the example that waits for a status', () => {
  let running: Running;
  let workflowId = '';
  let greetingId = '';
  let wakingId = '';
  let followUpId = '';
  let impatientId = '';

  beforeAll(async () => {
    running = await startEverything();
    const { api, owner } = running.n8n;
    const memory = { credentials: {}, examples: {}, encryptionKey: '', owner };
    await importCredentials(api, [...running.credentials, leadFormCredential()], memory);
    const imported = async (file: string, change = (workflow: Workflow) => workflow) =>
      (await importWorkflow(api, change(readWorkflow(join(FOLDER, file))), memory)).id;
    workflowId = await imported('6-send-and-wait-for-status.json');
    wakingId = await imported('6b-wake-who-waits.json');
    greetingId = await imported('5-lead-to-follow-up.json');
    followUpId = await imported('5b-follow-up-on-status.json');
    impatientId = await imported('6-send-and-wait-for-status.json', impatient);
    const urls = await statusAddresses(api, [wakingId, followUpId]);
    for (const url of urls)
      await until(async () => (await knock({ url, workflowId: wakingId })) !== 404, 'the trigger listens');
    running.simulator.setWebhookUrls(urls);
  }, startPatience);
  afterAll(() => running?.stop());

  /** Statuses of the executions so far. */
  const statuses = async (id: string) =>
    (await executionsOf(running.n8n.api, { url: '', workflowId: id })).map(({ status }) => status);

  /** Executes it and resolves when it waits, with the id of its message and its end to come. */
  async function wait() {
    const { n8n, simulator } = running;
    const before = simulator.inbox.length;
    const ended = n8n.api.runWorkflow(workflowId, START, 120_000);
    await until(async () => simulator.inbox.length > before, 'the offer arrives');
    await until(async () => (await statuses(workflowId)).includes('waiting'), 'it waits');
    return { messageId: simulator.inbox.at(-1)?.messageId ?? '', ended };
  }

  test.each(Object.keys(branches))('goes on where it is told that its message is %s', async (status) => {
    const { messageId, ended } = await wait();
    await running.simulator.emitStatus(messageId, status);
    const execution = await ended;
    expect(execution.status).toBe('success');
    for (const [word, branch] of Object.entries(branches))
      expect([branch, execution.items(branch).flat().length]).toEqual([branch, word === status ? 1 : 0]);
  });

  test('and the one that follows up act on their own messages only, although both hear of all', async () => {
    const { n8n, simulator } = running;
    const { messageId, ended } = await wait();
    const heard = async () => [(await statuses(wakingId)).length, (await statuses(followUpId)).length];
    await n8n.api.runWorkflow(greetingId, START);
    const greeting = simulator.inbox.at(-1);
    const [waiting = 0, following = 0] = await heard();

    await simulator.emitStatus(greeting?.messageId ?? '', 'failed');
    await until(async () => simulator.inbox.at(-1)?.vendor === 'cleverchat', 'the lead is followed up');
    expect(simulator.inbox.at(-1)?.to).toBe(greeting?.to);
    await until(
      async () => (await heard()).join() === [waiting + 1, following + 1].join(),
      'both heard of it',
    );
    expect(await statuses(workflowId)).toContain('waiting');

    const inbox = simulator.inbox.length;
    await simulator.emitStatus(messageId, 'read');
    expect((await ended).items(branches['read'] ?? '').flat()).toHaveLength(1);
    const over = async () =>
      (await Promise.all([workflowId, wakingId, followUpId].map(async (id) => await statuses(id)))).flat();
    await until(async () => (await over()).every((status) => !/new|running|waiting/.test(status)), 'all end');
    expect([...new Set(await over())]).toEqual(['success']);
    expect(simulator.inbox).toHaveLength(inbox);
  });

  // n8n looks once a minute for executions whose time is over.
  test('tries another channel where no status arrives in time', async () => {
    const { n8n, simulator } = running;
    const before = simulator.inbox.length;
    const execution = await n8n.api.runWorkflow(impatientId, START, 120_000);
    expect(execution.status).toBe('success');
    const arrived = simulator.inbox.slice(before);
    expect(arrived.map(({ vendor }) => vendor)).toEqual(['interflow', 'cleverchat']);
    expect(new Set(arrived.map(({ to }) => to)).size).toBe(1);
    for (const branch of Object.values(branches)) expect(execution.items(branch).flat()).toEqual([]);
  });
});

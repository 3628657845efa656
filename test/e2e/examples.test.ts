import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leadFormCredential } from '../../host/demoCredentials';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import type { Memory } from '../../host/memory';
import { statusAddress, statusAddresses } from '../../host/statusAddress';
import type { Workflow } from '../../host/api';
import { vendors } from '../../vendors';
import { startEverything, startPatience, type Running } from './support/running';
import { executionsOf } from './support/triggerWorkflow';

const folder = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));
const start = 'When clicking "Execute workflow"';

/** Its trigger follows up what its other part has sent. */
const following = '5-lead-to-follow-up.json';

/** Waits for a status, so that its own test runs it. */
const waiting = '6-send-and-wait-for-status.json';

describe('the examples', () => {
  let running: Running;
  let memory: Memory;
  const ids = new Map<string, string>();
  const leadForm = leadFormCredential();
  const webhookOf = (workflow: Workflow) =>
    workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook')?.parameters['path'];
  const triggerOf = (workflow: Workflow) =>
    workflow.nodes.find(({ type }) => type === 'n8n-nodes-mensageiro.statusTrigger')?.webhookId;

  beforeAll(async () => {
    running = await startEverything();
    memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
    await importCredentials(running.n8n.api, [...running.credentials, leadForm], memory);
    for (const name of examples) {
      const { id } = await importWorkflow(running.n8n.api, readWorkflow(join(folder, name)), memory);
      ids.set(name, id);
    }
    await published();
    running.simulator.setWebhookUrls(await statusAddresses(running.n8n.api, [...ids.values()]));
  }, startPatience);
  afterAll(() => running?.stop());
  beforeEach(() => running.simulator.reset());

  test('together use every node of the package', () => {
    const types = examples.flatMap((name) => readWorkflow(join(folder, name)).nodes.map(({ type }) => type));
    const own = types.filter((type) => type.startsWith('n8n-nodes-mensageiro.'));
    expect([...new Set(own)].sort()).toEqual(
      ['addToCampaign', 'sendMedia', 'sendTemplate', 'sendText', 'statusTrigger'].map(
        (name) => `n8n-nodes-mensageiro.${name}`,
      ),
    );
  });

  /** Comes first: their data tables do not exist yet. */
  test("the status of a message that is nobody's ends quietly in both examples that hear of it", async () => {
    const { simulator, n8n } = running;
    await n8n.api.runWorkflow(ids.get('1-send-text.json') ?? '', start);
    const foreign = simulator.inbox.filter(({ vendor }) => vendor === 'interflow');
    const inbox = simulator.inbox.length;
    for (const { messageId } of foreign) await simulator.emitStatus(messageId ?? '', 'read');
    expect(simulator.deliveries.map(({ httpStatus }) => httpStatus)).toEqual([200, 200, 200, 200]);
    for (const name of [following, waiting]) {
      const workflowId = ids.get(name) ?? '';
      const executions = await executionsOf(n8n.api, { url: '', workflowId });
      expect([name, executions.length]).toEqual([name, foreign.length]);
      for (const { id } of executions) {
        const { status, items, data } = await n8n.api.waitForExecution(id);
        expect([name, status, Object.keys(data.resultData.runData).length]).toEqual([name, 'success', 3]);
        expect(items('Have the table here too').flat()).toHaveLength(1);
      }
    }
    expect(simulator.inbox).toHaveLength(inbox);
  });

  test.each(examples.filter((name) => name !== waiting))(
    '%s runs from its manual trigger without a failure',
    async (name) => {
      const execution = await running.n8n.api.runWorkflow(ids.get(name) ?? '', start);
      expect({ error: execution.error?.message, status: execution.status }).toEqual({ status: 'success' });
      expect(running.simulator.inbox.length).toBeGreaterThan(0);
      const { nodes } = readWorkflow(join(folder, name));
      const sending = nodes
        .filter(({ type }) => /mensageiro\.(send|add)/.test(type))
        .map((node) => node.name);
      const outcomes = sending.flatMap((node) => execution.items(node).flat()).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome !== 'sent' && outcome !== 'accepted')).toEqual([]);
    },
  );

  test('every vendor gets the texts of the first example, one per lead', async () => {
    await running.n8n.api.runWorkflow(ids.get('1-send-text.json') ?? '', start);
    const received = (vendor: string) =>
      running.simulator.inbox.filter((message) => message.vendor === vendor);
    const counts = vendors.map(({ id }) => [id, received(id).length]);
    expect(counts).toEqual(vendors.map(({ id }) => [id, 2]));
  });

  test('a lead is greeted, and the status of the greeting leads to the right follow-up', async () => {
    const { simulator, n8n } = running;
    const id = ids.get(following) ?? '';
    await n8n.api.runWorkflow(id, start);
    const [read, failed] = simulator.inbox.map(({ messageId }) => messageId ?? '');
    await simulator.emitStatus(read ?? '', 'read');
    await simulator.emitStatus(failed ?? '', 'failed');
    expect(simulator.deliveries.map(({ httpStatus }) => httpStatus)).toEqual([200, 200, 200, 200]);
    for (let waited = 0; simulator.inbox.length < 4 && waited < 10_000; waited += 50) await pause(50);
    expect(simulator.inbox.map(({ vendor, kind, to }) => ({ vendor, kind, to }))).toEqual(
      expect.arrayContaining([
        { vendor: 'aidesk', kind: 'template', to: simulator.inbox[0]?.to },
        { vendor: 'cleverchat', kind: 'text', to: simulator.inbox[1]?.to },
      ]),
    );
  });

  const stored = async (id: string | undefined) =>
    running.n8n.api.request<Workflow>('GET', `/rest/workflows/${id}`);

  test('field X1: a lead that arrives by the webhook is greeted too; without the secret it is answered 403', async () => {
    const address = `${running.n8n.url}/webhook/${webhookOf(await stored(ids.get(following)))}`;
    const lead = { name: 'Rita Alves', phone: '+55 21 98888-7777' };
    const post = async (headers: Record<string, string>) =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(lead),
      });
    const { name, value } = leadForm.data as Record<'name' | 'value', string>;
    expect((await post({})).status).toBe(403);
    expect((await post({ [name]: 'a guess' })).status).toBe(403);
    expect(running.simulator.inbox).toHaveLength(0);
    expect((await post({ [name]: value })).status).toBe(200);
    for (let waited = 0; running.simulator.inbox.length < 1 && waited < 10_000; waited += 50) await pause(50);
    expect(running.simulator.inbox).toMatchObject([{ vendor: 'interflow', to: '5521988887777' }]);
    expect(running.simulator.inbox[0]?.text).toContain('Rita');
  });

  test('field X1: an example that is imported twice has different addresses', async () => {
    for (const file of [following, waiting]) {
      const again = await importWorkflow(running.n8n.api, readWorkflow(join(folder, file)), memory);
      const [one, other] = [await stored(ids.get(file)), await stored(again.id)];
      expect(triggerOf(one)).toMatch(/^[0-9a-f-]{36}$/);
      expect(triggerOf(other)).not.toBe(triggerOf(one));
      if (file === following) expect(webhookOf(other)).not.toBe(webhookOf(one));
      await running.n8n.api.request('POST', `/rest/workflows/${again.id}/archive`);
    }
  });

  /** n8n publishes in the background: until then a trigger's address answers 404. */
  async function published(): Promise<void> {
    for (const name of [following, waiting]) {
      const address = await statusAddress(running.n8n.api, ids.get(name));
      expect(address).toMatch(/\/webhook\/[\w-]{36}\/status$/);
      const answers = async () => (await fetch(address ?? '', { method: 'POST' })).status !== 404;
      for (let waited = 0; !(await answers()) && waited < 10_000; waited += 100) await pause(100);
    }
  }
});

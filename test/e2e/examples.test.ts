import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leadFormCredential } from '../../host/demoCredentials';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import type { Memory } from '../../host/memory';
import { statusAddress, statusAddresses } from '../../host/statusAddress';
import type { Execution, Workflow } from '../../host/api';
import { vendors } from '../../vendors';
import {
  BUTTON,
  ending,
  examplesIn,
  FOLDER,
  hasButton,
  isSending,
  lastNodes,
  leadsOf,
  outputOf,
  PORTUGUESE,
} from './support/exampleRuns';
import { linksSentTo, open } from './support/answering';
import { startScriptedModel } from './support/scriptedModel';
import { startEverything, startPatience, type Running } from './support/running';
import { executionsOf, until } from './support/triggerWorkflow';

const examples = examplesIn(FOLDER);
const read = (file: string) => readWorkflow(join(FOLDER, file));

/** Their triggers act on what others have sent. */
const following = '5b-follow-up-on-status.json';
const waking = '6b-wake-who-waits.json';
const noting = '14b-keep-the-table-of-statuses.json';
const listening = [following, waking, noting];

/** Their triggers hear what people write, in a test of their own. */
const hearing = ['12b-who-writes-sair.json', '22-agent-answers-who-writes.json'];
const site = '5c-lead-from-your-site.json';

/** Waits for a status, so that its own test runs it. */
const waiting = '6-send-and-wait-for-status.json';

/** The tour of the vendors: each lead ends at each node that sends. */
const tour = ['1-send-text.json', '2-send-media.json', '3-send-template.json', '4-add-to-campaign.json'];

interface Promised {
  /** Who comes out where it says why. */
  failing: string[];
  /** Who needs no message. */
  quiet?: string[];
  /** Messages to others than the leads. */
  others?: string[];
  /** The ids of the nodes at which the leads end, where more stands behind them. */
  ends?: RegExp;
}

const PAULO = 'Paulo Prado';

/** What each example promises of its sample; where nothing stands, Paulo fails and the others get one message. */
const promises: Readonly<Record<string, Promised>> = {
  '8-spreadsheet-to-campaign.json': { failing: [PAULO], ends: /^(Added|Not added)/ },
  '9-template-with-fallback-text.json': { failing: [PAULO, 'Rita Alves'] },
  '11-abandoned-cart.json': { failing: [PAULO], quiet: ['João Pereira', 'Rita Alves'] },
  '12-opt-out-list.json': { failing: [PAULO], quiet: ['João Pereira'] },
  '13-second-vendor-only-when-unsent.json': { failing: [PAULO, 'Caio Nunes'] },
  '16-retry-later-what-was-not-sent.json': { failing: [PAULO, 'Rita Alves'] },
  '17-alert-on-unknown.json': { failing: [PAULO, 'Caio Nunes'], others: ['11987651001'] },
};

/** Asks a manager, so that its own test answers. */
const asking = '21-manager-approves-the-agent.json';

const byButton = examples.filter((file) => hasButton(read(file)) && ![waiting, asking].includes(file));
const daily = byButton.filter((file) => !tour.includes(file));

/** Numbers of the English example's nodes serve for both languages. */
function endsOf(file: string, workflow: Workflow): string[] {
  const pattern = promises[file]?.ends;
  if (pattern === undefined) return lastNodes(workflow);
  const ids = read(file)
    .nodes.filter(({ name }) => pattern.test(name))
    .map(({ id }) => id);
  return workflow.nodes.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

describe('the examples', () => {
  let running: Running;
  let memory: Memory;
  const ids = new Map<string, string>();
  const leadForm = leadFormCredential();
  const webhookOf = (workflow: Workflow) =>
    workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook')?.parameters['path'];
  const triggerOf = (workflow: Workflow) =>
    workflow.nodes.find(({ type }) => type === 'n8n-nodes-mensageiro.statusTrigger')?.webhookId;
  const importFrom = async (folder: string, file: string) =>
    (await importWorkflow(running.n8n.api, readWorkflow(join(folder, file)), memory)).id;

  beforeAll(async () => {
    running = await startEverything();
    memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
    await importCredentials(running.n8n.api, [...running.credentials, leadForm], memory);
    for (const file of examples) ids.set(file, await importFrom(FOLDER, file));
    await published();
    running.simulator.setWebhookUrls(
      await statusAddresses(
        running.n8n.api,
        listening.map((file) => ids.get(file) ?? ''),
      ),
    );
  }, startPatience);
  afterAll(() => running?.stop());
  beforeEach(() => running.simulator.reset());

  const run = async (file: string, id = ids.get(file) ?? ''): Promise<Execution> => {
    const execution = await running.n8n.api.runWorkflow(id, BUTTON);
    expect({ file, error: execution.error?.message, status: execution.status }).toEqual({
      file,
      status: 'success',
    });
    return execution;
  };
  const received = () => running.simulator.inbox.map(({ to }) => ending(to)).sort();

  test('together use every node of the package', () => {
    const types = examples.flatMap((file) => read(file).nodes.map(({ type }) => type));
    const own = types.filter((type) => type.startsWith('n8n-nodes-mensageiro.'));
    expect([...new Set(own)].sort()).toEqual(
      ['addToCampaign', 'sendAndWait', 'sendMedia', 'sendTemplate', 'sendText', 'statusTrigger'].map(
        (name) => `n8n-nodes-mensageiro.${name}`,
      ),
    );
  });

  /** Comes first: their data tables do not exist yet. */
  test("the status of a message that is nobody's ends quietly in the examples that hear of it", async () => {
    const { simulator, n8n } = running;
    await run('1-send-text.json');
    const foreign = simulator.inbox.filter(({ vendor }) => vendor === 'interflow');
    const inbox = simulator.inbox.length;
    for (const { messageId } of foreign) await simulator.emitStatus(messageId ?? '', 'read');
    const answers = foreign.flatMap(() => listening.map(() => 200));
    expect(simulator.deliveries.map(({ httpStatus }) => httpStatus)).toEqual(answers);
    for (const name of listening) {
      const workflowId = ids.get(name) ?? '';
      const executions = await executionsOf(n8n.api, { url: '', workflowId });
      expect([name, executions.length]).toEqual([name, foreign.length]);
      for (const { id } of executions) {
        const { status, data } = await n8n.api.waitForExecution(id);
        expect([name, status, Object.keys(data.resultData.runData).length]).toEqual([name, 'success', 3]);
      }
    }
    expect(simulator.inbox).toHaveLength(inbox);
  });

  describe.each([
    ['in English', FOLDER],
    ['in Portuguese', PORTUGUESE],
  ])('%s', (_language, folder) => {
    const started = async (file: string) =>
      await run(file, folder === FOLDER ? ids.get(file) : await importFrom(folder, file));

    test.each(tour)('field U2, U9: %s gives each lead out once at each node that sends', async (file) => {
      const execution = await started(file);
      const workflow = readWorkflow(join(folder, file));
      for (const { name } of workflow.nodes.filter(isSending)) {
        const [sent, failed] = [outputOf(execution, name), outputOf(execution, name, 1)];
        expect([name, sent.length, failed.length]).toEqual([name, 2, 1]);
        expect(sent.every(({ outcome }) => outcome === 'sent' || outcome === 'accepted')).toBe(true);
      }
      const sending = workflow.nodes.filter(isSending).length;
      const failed = lastNodes(workflow).flatMap((name) => outputOf(execution, name));
      const explained = failed.filter(({ name, why }) => name === PAULO && typeof why === 'string');
      expect(explained).toHaveLength(sending);
      expect(running.simulator.inbox).toHaveLength(2 * sending);
    });

    test.each(daily)('field U2, U9: %s loses nobody, and says of who failed why', async (file) => {
      const execution = await started(file);
      const workflow = readWorkflow(join(folder, file));
      const { failing, quiet = [], others = [] } = promises[file] ?? { failing: [PAULO] };
      const leads = leadsOf(execution, workflow);
      const ended = endsOf(file, workflow).flatMap((name) => outputOf(execution, name));
      expect(leads.length).toBeGreaterThan(2);
      expect(ended.map(({ name }) => name).sort()).toEqual(leads.map(({ name }) => name).sort());
      const explained = ended.filter(({ why, reason }) => String(why ?? reason ?? '') !== '');
      expect(explained.map(({ name }) => name).sort()).toEqual([...failing].sort());
      const written = leads.filter(({ name }) => ![...failing, ...quiet].includes(name));
      expect(received()).toEqual([...written.map(({ phone }) => phone), ...others].map(ending).sort());
    });
  });

  test('every vendor gets the texts of the first example, one per lead', async () => {
    await run('1-send-text.json');
    const counts = vendors.map(({ id }) => [
      id,
      running.simulator.inbox.filter(({ vendor }) => vendor === id).length,
    ]);
    expect(counts).toEqual(vendors.map(({ id }) => [id, 2]));
  });

  test('a lead is greeted, and the status of the greeting leads to the right follow-up', async () => {
    const { simulator } = running;
    await run('5-lead-to-follow-up.json');
    const [read, failed] = simulator.inbox.map(({ messageId }) => messageId ?? '');
    await simulator.emitStatus(read ?? '', 'read');
    await simulator.emitStatus(failed ?? '', 'failed');
    expect(simulator.deliveries.map(({ httpStatus }) => httpStatus)).toEqual(
      Array(2 * listening.length).fill(200),
    );
    for (let waited = 0; simulator.inbox.length < 4 && waited < 10_000; waited += 50) await pause(50);
    expect(simulator.inbox.map(({ vendor, kind, to }) => ({ vendor, kind, to }))).toEqual(
      expect.arrayContaining([
        { vendor: 'aidesk', kind: 'template', to: simulator.inbox[0]?.to },
        { vendor: 'cleverchat', kind: 'text', to: simulator.inbox[1]?.to },
      ]),
    );
  });

  test('field U9: who is reminded of a bill or a cart is reminded once, however often the example runs', async () => {
    const workflows = ['10-payment-reminder-with-pdf.json', '11-abandoned-cart.json'];
    for (const file of workflows) {
      const execution = await run(file);
      const sending = read(file).nodes.find(isSending)?.name ?? '';
      const outcomes = outputOf(execution, sending).map(({ outcome }) => outcome);
      expect([file, new Set(outcomes)]).toEqual([file, new Set(['skipped'])]);
      expect(outputOf(execution, sending, 1)).toHaveLength(1);
    }
    expect(running.simulator.inbox).toEqual([]);
  });

  test('the second vendor sends what the first surely did not, and nothing of which nobody knows', async () => {
    const { simulator } = running;
    const execution = await run('13-second-vendor-only-when-unsent.json');
    expect(simulator.inbox.map(({ vendor }) => vendor).sort()).toEqual(['cleverchat', 'talkme']);
    const doubtful = outputOf(execution, 'Unknown: look in the panel');
    expect(doubtful.map(({ name }) => name)).toEqual(['Caio Nunes']);
    const asked = simulator.requests.filter(({ path, query, rawBody }) =>
      `${path} ${JSON.stringify(query)} ${rawBody.toString()}`.includes('900000002'),
    );
    expect(new Set(asked.map(({ vendor }) => vendor))).toEqual(new Set(['talkme']));
  });

  test('the team hears of the message of which nobody knows, by name', async () => {
    const { simulator } = running;
    const execution = await run('17-alert-on-unknown.json');
    const alerts = simulator.inbox.filter(({ vendor }) => vendor === 'cleverchat');
    expect(alerts.map(({ text }) => text)).toEqual([expect.stringContaining('Caio Nunes')]);
    expect(outputOf(execution, 'Look in the panel')).toMatchObject([
      { name: 'Caio Nunes', teamAlerted: 'true' },
    ]);
  });

  test('what a vendor could not take at first goes out later, once', async () => {
    const { simulator } = running;
    simulator.answerNext('cleverchat', { status: 400, body: { error: 'ERR_WAPP_NOT_INITIALIZED' } });
    const execution = await run('16-retry-later-what-was-not-sent.json');
    const namesAt = (node: string) => outputOf(execution, node).map(({ name }) => name);
    expect(namesAt('Sent')).toHaveLength(1);
    expect(namesAt('Sent later')).toHaveLength(1);
    expect(namesAt('Still not sent: call')).toEqual(['Rita Alves']);
    expect(namesAt('Not sent: see why')).toEqual([PAULO]);
    expect(received()).toEqual(['78049825', '87650054']);
  });

  test('the text goes out where the template is refused inside 24 hours, and the template elsewhere', async () => {
    await run('9-template-with-fallback-text.json');
    expect(running.simulator.inbox.map(({ kind, to }) => [kind, ending(to)])).toEqual([
      ['template', '78049825'],
      ['text', '87650054'],
    ]);
  });

  test('who comes at night waits until the next opening', async () => {
    const { api } = running.n8n;
    const workflow = read('18-business-hours.json');
    const nodes = workflow.nodes.map((node) => {
      const { jsonOutput } = node.parameters as { jsonOutput?: string };
      if (jsonOutput?.includes('arrivedAt') !== true) return node;
      // A Friday night to come: the next opening is on a Monday.
      const lead = { name: 'João Pereira', phone: '21 98765-0054', arrivedAt: '2096-03-09T22:40:00-03:00' };
      return { ...node, parameters: { ...node.parameters, jsonOutput: JSON.stringify({ leads: [lead] }) } };
    });
    const { id } = await importWorkflow(api, { ...workflow, nodes }, memory);
    const workflowData = await api.request<Workflow>('GET', `/rest/workflows/${id}`);
    const body = { workflowData, triggerToStartFrom: { name: BUTTON } };
    const { executionId } = await api.request<{ executionId: string }>(
      'POST',
      `/rest/workflows/${id}/run`,
      body,
    );
    const path = `/rest/executions/${executionId}`;
    type Found = { status: string; waitTill: string | null };
    await until(async () => (await api.request<Found>('GET', path)).status === 'waiting', 'it waits');
    const { waitTill } = await api.request<Found>('GET', path);
    expect(new Date(waitTill ?? '').toISOString()).toBe('2096-03-12T12:00:00.000Z');
    await api.request('POST', `${path}/stop`);
    expect(running.simulator.inbox).toEqual([]);
  });

  test('a thousand that come in batches of a hundred are seen a hundred at a time', async () => {
    const { data } = await run('20-thousands-in-batches.json');
    const sizes = (data.resultData.runData['Send'] ?? []).map(({ data: given }) =>
      (given?.main ?? []).reduce((sum, items) => sum + (items?.length ?? 0), 0),
    );
    expect(sizes).toEqual([100, 100, 50]);
  });

  test('field U2, U9: 21-manager-approves-the-agent.json sends what the manager approves, and nothing else', async () => {
    const { n8n, simulator } = running;
    const model = await startScriptedModel();
    try {
      const data = { apiKey: 'none', url: model.url, header: false };
      const id = await n8n.api.importCredential({ name: 'OpenAI', type: 'openAiApi', data });
      const credentials = { ...memory.credentials, OpenAI: { id, addresses: '' } };
      const imported = await importWorkflow(n8n.api, read(asking), { credentials });
      model.script.push({ says: 'Sim, 5%!' }, { says: 'Pode, sempre.' }, { says: 'Temos, sim.' });
      const ended = n8n.api.runWorkflow(imported.id, BUTTON, 120_000);
      for (const [question, answer] of [0, 1, 0].entries()) {
        const links = await linksSentTo(simulator, '5511987651001', question + 1);
        const pressed = async () => (await open(links[answer] ?? '', 'POST')).status;
        await until(async () => (await pressed()) === 200, 'the answer is taken');
      }
      const execution = await ended;
      expect({ error: execution.error?.message, status: execution.status }).toEqual({ status: 'success' });
      const [answered, failed] = ['Sent or declined', 'Not sent: answer by hand'].map((name) =>
        outputOf(execution, name).map(({ name: lead, result }) => [lead, result]),
      );
      expect(answered).toEqual([
        ['Maria Souza', 'sent'],
        ['João Pereira', 'declined, or no answer in time'],
      ]);
      expect(failed).toEqual([[PAULO, 'not sent']]);
      const sent = simulator.inbox.filter(({ to }) => to !== '5511987651001');
      expect(sent.map(({ to, text }) => [ending(to), text])).toEqual([['78049825', 'Sim, 5%!']]);
    } finally {
      await model.close();
    }
  }, 150_000);

  const stored = async (id: string | undefined) =>
    running.n8n.api.request<Workflow>('GET', `/rest/workflows/${id}`);

  test('field X1: a lead that arrives by the webhook is greeted too; without the secret it is answered 403', async () => {
    const address = `${running.n8n.url}/webhook/${webhookOf(await stored(ids.get(site)))}`;
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
    for (const file of [...listening, ...hearing, site]) {
      const again = await importWorkflow(running.n8n.api, read(file), memory);
      const [one, other] = [await stored(ids.get(file)), await stored(again.id)];
      const address = file === site ? webhookOf : triggerOf;
      expect(address(one)).toMatch(/^[0-9a-f-]{36}$/);
      expect(address(other)).not.toBe(address(one));
      await running.n8n.api.request('POST', `/rest/workflows/${again.id}/archive`);
    }
  });

  /** n8n publishes in the background: until then a trigger's address answers 404. */
  async function published(): Promise<void> {
    for (const name of listening) {
      const address = await statusAddress(running.n8n.api, ids.get(name));
      expect(address).toMatch(/\/webhook\/[\w-]{36}\/status$/);
      const answers = async () => (await fetch(address ?? '', { method: 'POST' })).status !== 404;
      for (let waited = 0; !(await answers()) && waited < 10_000; waited += 100) await pause(100);
    }
  }
});

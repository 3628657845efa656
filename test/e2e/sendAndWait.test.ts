import type { N8nApi, Workflow, WorkflowNode } from '../../host/api';
import type { ReceivedRequest } from '../../simulator/simulator';
import type { Exchange } from '../../recordings/exchange';
import { vendors } from '../../vendors';
import { recordedExchanges } from '../support/recordedExchanges';
import { linksSentTo, open } from './support/answering';
import { openBrowser } from './support/browser';
import { credentialOf, SEND, workflowOf } from './support/exchangeWorkflow';
import { startEverything, startPatience, type Running } from './support/running';
import { startScriptedModel, type ScriptedModel } from './support/scriptedModel';
import { until } from './support/triggerWorkflow';

const MANAGER = '5511999999991';
const CUSTOMER = '5511999999992';

const node = (
  name: string,
  type: string,
  typeVersion: number,
  more: Partial<WorkflowNode>,
): WorkflowNode => ({
  id: name.toLowerCase().replace(/\W/g, '-'),
  name,
  type,
  typeVersion,
  position: [0, 0],
  parameters: {},
  ...more,
});

const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

const line = (...names: string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.slice(1).map((name, index) => [names[index], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
  );

describe('Send and Wait in a real n8n', () => {
  let running: Running;
  let model: ScriptedModel;
  let credentials: Record<string, { interflowApi: { id: string; name: string } }>;
  let openAi: { id: string; name: string };

  beforeAll(async () => {
    running = await startEverything();
    model = await startScriptedModel();
    const { api } = running.n8n;
    const interflow = running.credentials.find(({ type }) => type === 'interflowApi');
    if (interflow === undefined) throw new Error('There is no credential for Interflow.');
    credentials = { sending: { interflowApi: { id: await api.importCredential(interflow), name: 'I' } } };
    const data = { apiKey: 'none', url: model.url, header: false };
    openAi = { id: await api.importCredential({ name: 'Model', type: 'openAiApi', data }), name: 'Model' };
  }, startPatience);

  afterAll(async () => {
    await model?.close();
    await running?.stop();
  });

  beforeEach(() => {
    running.simulator.reset();
    model.script.length = 0;
    model.asked.length = 0;
  });

  const asking = (parameters: Record<string, unknown>, more: Partial<WorkflowNode> = {}): WorkflowNode =>
    node('Ask', 'n8n-nodes-mensageiro.sendAndWait', 1, {
      parameters: { vendor: 'interflow', to: MANAGER, message: 'May we?', ...parameters },
      credentials: credentials['sending'],
      ...more,
    });

  const limit = {
    limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' } },
  };

  const both = { values: { approvalType: 'double', approveLabel: 'Sim & já', disapproveLabel: 'Não' } };

  async function begin(nodes: WorkflowNode[], connections: Record<string, unknown>): Promise<string> {
    const workflow: Workflow = { name: 'Ask', nodes, connections, settings: { executionOrder: 'v1' } };
    const { api } = running.n8n;
    const { id } = await api.importWorkflow(workflow);
    const workflowData = await api.request<Workflow>('GET', `/rest/workflows/${id}`);
    const body = { workflowData, triggerToStartFrom: { name: 'Start' } };
    return (await api.request<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, body))
      .executionId;
  }

  const statusOf = async (id: string) =>
    (await running.n8n.api.request<{ status: string }>('GET', `/rest/executions/${id}`)).status;

  const waits = async (id: string) =>
    await until(async () => (await statusOf(id)) === 'waiting', `execution ${id} waits`);

  const ended = async (api: N8nApi, id: string) => await api.waitForExecution(id);

  test.each([
    ['approves', 0, true],
    ['declines', 1, false],
  ])(
    'a preview of a link decides nothing; its button %s, and a second click changes nothing',
    async (_what, which, approved) => {
      const { n8n, simulator } = running;
      const id = await begin([start, asking({ approvalOptions: both })], line('Start', 'Ask'));
      const links = await linksSentTo(simulator, MANAGER);
      const [link = ''] = links.slice(which);
      await waits(id);

      // As WhatsApp and its like do, on every link.
      for (const each of links) {
        const preview = await open(each, 'GET', {
          'user-agent': 'WhatsApp/2.23',
          'accept-language': 'pt-BR',
        });
        expect(preview.status).toBe(200);
        expect(preview.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(preview.text).toContain('<html lang="pt-BR">');
        expect(preview.text).toContain('Nada foi decidido ainda');
        await open(each, 'HEAD');
      }
      expect((await open(links[0] ?? '')).text).toContain('>Sim &amp; já</button>');
      expect(await statusOf(id)).toBe('waiting');

      // Each part of a link counts: the answer, the question and n8n's signature.
      const other = (name: string, value: string) => {
        const forged = new URL(link);
        forged.searchParams.set(name, value);
        return forged.toString();
      };
      const forged = [
        other('approved', String(!approved)),
        other('question', '0'.repeat(32)),
        other('signature', '0'.repeat(64)),
        link.replace(/[?&]signature=.*$/, ''),
      ];
      for (const each of forged) expect([401, 403]).toContain((await open(each, 'POST')).status);
      expect(await statusOf(id)).toBe('waiting');

      const pressed = await open(link, 'POST', { 'accept-language': 'en' });
      expect(pressed).toMatchObject({
        status: 200,
        text: expect.stringContaining(approved ? 'Approved' : 'Declined'),
      });
      expect(pressed.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const execution = await ended(n8n.api, id);
      expect(execution.items('Ask')).toEqual([[{ data: { approved } }]]);
      expect(simulator.inbox).toHaveLength(1);

      const again = [await open(link), await open(link, 'POST'), await open(links[1 - which] ?? '', 'POST')];
      expect(again.map(({ text }) => /no action required/i.test(text))).toEqual([true, true, true]);
      expect((await ended(n8n.api, id)).items('Ask')).toEqual([[{ data: { approved } }]]);
    },
  );

  test('a person answers in a browser', async () => {
    const { n8n, simulator } = running;
    const id = await begin([start, asking({ approvalOptions: both })], line('Start', 'Ask'));
    const [approve = ''] = await linksSentTo(simulator, MANAGER);
    await waits(id);
    const browser = await openBrowser();
    try {
      const page = await browser.context.newPage();
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(n8n.url)) elsewhere.push(request.url());
      });
      await page.goto(approve);
      expect(await statusOf(id)).toBe('waiting');
      await page.getByRole('button', { name: 'Sim & já' }).click();
      await page.getByRole('heading', { name: /^(Approved|Aprovado)$/ }).waitFor();
      expect(elsewhere).toEqual([]);
    } finally {
      await browser.close();
    }
    expect((await ended(n8n.api, id)).items('Ask')).toEqual([[{ data: { approved: true } }]]);
  });

  const texts = recordedExchanges().filter(
    ({ exchange }) => exchange.operation === 'sendText' && exchange.receipt !== undefined,
  );
  const ofVendor = (id: string) => texts.find((one) => one.vendor === id)?.exchange;

  test.each(vendors.flatMap((vendor) => (ofVendor(vendor.id) === undefined ? [] : [vendor])))(
    'asks through $name',
    async (vendor) => {
      const { n8n, simulator } = running;
      const exchange = ofVendor(vendor.id) as Exchange;
      for (const answer of [...(exchange.before ? [exchange.before.response] : []), exchange.response])
        simulator.answerNext(vendor.id, answer);
      const credential = await n8n.api.importCredential(credentialOf(vendor, exchange, simulator.urls));
      const { nodes, connections } = workflowOf(vendor, exchange, credential);
      const sending = nodes.find(({ name }) => name === SEND) as WorkflowNode;
      const { text: _text, ...parameters } = sending.parameters;
      Object.assign(sending, {
        type: 'n8n-nodes-mensageiro.sendAndWait',
        parameters: { ...parameters, message: 'May we?' },
      });
      const id = await begin(nodes, connections);
      await waits(id);
      const { rawBody, query } = simulator.requests.at(-1) as ReceivedRequest;
      const told = `${decodeURIComponent(rawBody.toString('utf8'))} ${Object.values(query).join(' ')}`;
      expect(told).toContain('May we?');
      expect(told).toMatch(/webhook-waiting\/\d+\/Send\?approved=true&question=[0-9a-f]{32}&signature=/);
      await n8n.api.request('POST', `/rest/executions/${id}/stop`);
    },
  );

  test('Retry execution of one that was stopped while it waited asks nobody again', async () => {
    const { n8n, simulator } = running;
    const id = await begin([start, asking({})], line('Start', 'Ask'));
    await linksSentTo(simulator, MANAGER);
    await waits(id);
    await n8n.api.request('POST', `/rest/executions/${id}/stop`);
    await until(async () => (await statusOf(id)) === 'canceled', `execution ${id} is stopped`);
    const retry = await n8n.api.request<{ id: string }>('POST', `/rest/executions/${id}/retry`, {
      loadWorkflow: false,
    });
    // It goes on as n8n does when the time is over: with the item that came in, which holds no answer.
    expect((await ended(n8n.api, retry.id)).items('Ask')).toEqual([[{}]]);
    expect(simulator.inbox).toHaveLength(1);
  });

  describe('as the human review of a tool', () => {
    const customersMessage = { To: CUSTOMER, Text: 'Your discount is 20 %' };

    /** An agent whose Send Text goes through the manager. */
    function agent(more: { send?: Record<string, unknown>; ask?: Record<string, unknown> } = {}) {
      const nodes = [
        start,
        node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
          parameters: { promptType: 'define', text: 'Write to the customer.', options: {} },
        }),
        node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
          parameters: {
            model: { __rl: true, mode: 'id', value: 'scripted' },
            responsesApiEnabled: false,
            options: {},
          },
          credentials: { openAiApi: openAi },
        }),
        asking({ approvalOptions: both, ...more.ask }, { type: 'n8n-nodes-mensageiro.sendAndWaitHitlTool' }),
        node('Send Text', 'n8n-nodes-mensageiro.sendTextTool', 1, {
          parameters: {
            vendor: 'interflow',
            to: "={{ $fromAI('To', 'The number of the customer', 'string') }}",
            text: "={{ $fromAI('Text', 'What to say', 'string') }}",
            options: { allowedRecipients: 'anyone' },
            ...more.send,
          },
          credentials: credentials['sending'],
        }),
      ];
      delete (nodes[3] as WorkflowNode).parameters['message'];
      const connections = {
        ...line('Start', 'Agent'),
        Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
        Ask: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
        'Send Text': { ai_tool: [[{ node: 'Ask', type: 'ai_tool', index: 0 }]] },
      };
      return [nodes, connections] as const;
    }

    const call = (message: Record<string, unknown>) => ({
      calls: 'Send_Text',
      with: { toolParameters: message, hitlParameters: {} },
    });

    const toCustomer = () => running.simulator.inbox.filter(({ to }) => to === CUSTOMER);

    test('a model that says itself that its call is approved gets nothing sent, and nobody is asked', async () => {
      const own = call(customersMessage);
      model.script.push({ ...own, with: { ...own.with, approved: true } }, { says: 'Done.' });
      const execution = await ended(running.n8n.api, await begin(...agent({ ask: { options: limit } })));
      expect(JSON.stringify(execution.data)).toContain('would take for the answer');
      expect(running.simulator.inbox).toEqual([]);
    });

    test('a review that ends without an answer sends nothing', async () => {
      const { n8n, simulator } = running;
      model.script.push(call(customersMessage), { says: 'Nobody answered.' });
      const id = await begin(...agent());
      await linksSentTo(simulator, MANAGER);
      await waits(id);
      // Stopped and retried, n8n goes on as it does when the time is over.
      await n8n.api.request('POST', `/rest/executions/${id}/stop`);
      await until(async () => (await statusOf(id)) === 'canceled', `execution ${id} is stopped`);
      const retry = await n8n.api.request<{ id: string }>('POST', `/rest/executions/${id}/retry`, {
        loadWorkflow: false,
      });
      const execution = await ended(n8n.api, retry.id);
      expect(execution.items('Agent')).toEqual([[{ output: 'Nobody answered.' }]]);
      expect(simulator.inbox.map(({ to }) => to)).toEqual([MANAGER]);
    });

    test.each([
      ['approves', 0, 1],
      ['declines', 1, 0],
    ])('an agent sends what the manager reads only when the manager %s', async (_what, which, copies) => {
      const { n8n, simulator } = running;
      model.script.push(call(customersMessage), { says: 'Done.' });
      const id = await begin(...agent());
      const links = await linksSentTo(simulator, MANAGER);
      await waits(id);
      const [question] = simulator.inbox;
      expect(question?.text).toContain(`Text: ${customersMessage.Text}`);
      expect(question?.text).toContain(`To: ${CUSTOMER}`);
      expect(question?.text).not.toContain('[object Object]');
      for (const link of links) await open(link);
      expect(toCustomer()).toEqual([]);
      await open(links[which] ?? '', 'POST');
      const execution = await ended(n8n.api, id);
      expect(execution.error).toBeNull();
      expect(execution.items('Agent')).toEqual([[{ output: 'Done.' }]]);
      expect(toCustomer().map(({ text }) => text)).toEqual(Array(copies).fill(customersMessage.Text));
    });
  });
});

import { createServer, type Server } from 'node:http';
import type { N8nApi, Workflow } from '../../../host/api';
import { listenOnFreshPort } from '../../support/freshPort';
import { knock, until } from '../../e2e/support/triggerWorkflow';

/** Counts what arrives: each message is known by its recipient. */
export class CountingVendor {
  private readonly server: Server;
  private readonly copies = new Map<string, number>();
  private port = 0;

  /** How long the vendor takes to answer, in milliseconds. */
  answersAfter = 0;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const { to } = JSON.parse(body) as { to: string };
        this.copies.set(to, this.copiesOf(to) + 1);
        const answer = JSON.stringify({ success: true, data: { id: `msg_${to}`, status: 'sent' } });
        setTimeout(
          () => response.writeHead(201, { 'content-type': 'application/json' }).end(answer),
          this.answersAfter,
        );
      });
    });
  }

  async listen(): Promise<void> {
    this.port = await listenOnFreshPort(this.server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  copiesOf(phone: string): number {
    return this.copies.get(phone) ?? 0;
  }

  /** How many messages came for these recipients, copies counted. */
  arrived(phones: readonly string[]): number {
    return phones.reduce((sum, phone) => sum + this.copiesOf(phone), 0);
  }

  doubled(phones: readonly string[]): number {
    return phones.filter((phone) => this.copiesOf(phone) > 1).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

let given = 0;

/** So many mobile numbers that no other case has. */
export function freshPhones(count: number): string[] {
  return Array.from({ length: count }, () => `55119${String(80_000_000 + (given += 1))}`);
}

export interface Campaign {
  workflowId: string;
  path: string;
}

/** Publishes a workflow that sends to the recipients that its webhook is given. */
export async function publishCampaign(
  api: N8nApi,
  name: string,
  vendor: CountingVendor,
  options: Record<string, unknown> = {},
): Promise<Campaign> {
  const data = {
    apiVersion: 'v1',
    apiKey: 'if_test_queue',
    baseUrl: vendor.url,
    channelId: '550e8400-e29b-41d4-a716-446655440000',
    plan: 'custom',
    messagesPerMinute: 0,
    workersSharing: 1,
  };
  const id = await api.importCredential({ name, type: 'interflowApi', data });
  const path = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const workflow = await api.importWorkflow(workflowOf(name, path, { id, name }, options));
  await api.publishWorkflow(workflow);
  const listener = { url: `${api.url}/webhook/${path}`, workflowId: workflow.id };
  await until(async () => (await knock(listener)) !== 404, `${name} listens`);
  return { workflowId: workflow.id, path };
}

function workflowOf(
  name: string,
  path: string,
  credential: { id: string; name: string },
  options: Record<string, unknown>,
): Workflow {
  const nodes = [
    {
      ...placed('Start'),
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      parameters: { path, httpMethod: 'POST', options: {} },
      webhookId: path,
    },
    {
      ...placed('Split'),
      type: 'n8n-nodes-base.splitOut',
      typeVersion: 1,
      parameters: { fieldToSplitOut: 'body.leads', options: {} },
    },
    {
      ...placed('Send'),
      type: 'n8n-nodes-mensageiro.sendText',
      typeVersion: 1,
      parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi', options },
      credentials: { interflowApi: credential },
      onError: 'continueRegularOutput',
    },
  ];
  const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
  return {
    name,
    nodes,
    connections: { Start: link('Split'), Split: link('Send') },
    settings: { executionOrder: 'v1' },
  };
}

const placed = (name: string) => ({ id: `${name}-node`, name, position: [0, 0] });

/** Starts an execution with these recipients. */
export async function begin(url: string, { path }: Campaign, phones: readonly string[]): Promise<void> {
  const answer = await fetch(`${url}/webhook/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ leads: phones.map((phone) => ({ phone })) }),
  });
  if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
}

interface Listed {
  id: string;
  status: string;
}

/** The executions of a campaign, oldest first. */
export async function executions(api: N8nApi, { workflowId }: Campaign): Promise<Listed[]> {
  const query = new URLSearchParams({ limit: '100', filter: JSON.stringify({ workflowId }) });
  const { results } = await api.request<{ results: Listed[] }>('GET', `/rest/executions?${query}`);
  return results.map(({ id, status }) => ({ id, status })).sort((a, b) => Number(a.id) - Number(b.id));
}

/** Waits until so many executions have ended. */
export async function allEnded(
  api: N8nApi,
  campaign: Campaign,
  count: number,
  patience = 120_000,
): Promise<Listed[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    const listed = await executions(api, campaign).catch(() => []);
    if (listed.length >= count && listed.every(({ status }) => !/^(new|running|waiting)$/.test(status)))
      return listed;
    if (Date.now() > deadline) throw new Error(`Executions did not end: ${JSON.stringify(listed)}`);
    await new Promise((later) => setTimeout(later, 200));
  }
}

/** What became of each item of an execution, in one word. */
export async function outcomesOf(api: N8nApi, id: string): Promise<string[]> {
  const { data } = await api.waitForExecution(id);
  const items = data.resultData.runData['Send']?.at(-1)?.data?.main?.[0] ?? [];
  return items.map(({ json }) =>
    String(json['outcome'] ?? (json['details'] as { outcome?: string } | undefined)?.outcome ?? 'nothing'),
  );
}

/** How long the node that sends took, in milliseconds. */
export async function durationOf(api: N8nApi, id: string): Promise<number> {
  const { data } = await api.waitForExecution(id);
  const [run] = (data.resultData.runData['Send'] ?? []) as { executionTime?: number }[];
  return run?.executionTime ?? Number.NaN;
}

/** Retries an execution and gives the outcomes of the retry. */
export async function retried(api: N8nApi, id: string): Promise<string[]> {
  const answer = await api.request<{ id: string }>('POST', `/rest/executions/${id}/retry`, {
    loadWorkflow: false,
  });
  return await outcomesOf(api, answer.id);
}

export const count = (words: readonly string[], word: string): number =>
  words.filter((each) => each === word).length;

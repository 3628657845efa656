import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nApi } from '../../host/api';
import { startN8n, type RunningN8n } from '../../host/n8n';
import { createOwner } from '../../host/owner';
import { buildPackage, packageIsBuilt } from '../../host/packageBuild';
import { prepare } from '../../host/prepare';
import { campaignWorkflow, SEND } from './support/campaignWorkflow';
import { startPatience } from './support/running';
import { executionsOf, knock, until, type Listener } from './support/triggerWorkflow';

const phones = [1, 2, 3, 4, 5].map((last) => `551199999999${last}`);

/** What the user may have chosen, and whom a retry may then send to: nobody of whom nothing is known. */
const forms = [
  { what: 'executions are stored when they end', settings: {}, options: {}, last: [] },
  {
    what: 'executions are stored after each node',
    settings: { saveExecutionProgress: true },
    options: {},
    last: [],
  },
  {
    what: 'the messages have a deduplication key',
    settings: {},
    options: { deduplicationKey: '={{ $json.phone }}' },
    last: ['5511999999994', '5511999999995'],
  },
].map((form, index) => ({ ...form, path: `killed-${index}` }));

describe('n8n is killed while a message is on its way', () => {
  const userFolder = mkdtempSync(join(tmpdir(), 'mensageiro-n8n-'));
  const start = async (): Promise<RunningN8n> =>
    await startN8n({ userFolder, owner, encryptionKey: 'mensageiro-killed-test' });
  const owner = createOwner();
  /** Whom each workflow has sent to. */
  const reached = new Map(forms.map(({ path }) => [path, [] as string[]]));
  /** What had been sent when n8n was killed, and each workflow. */
  const before = new Map<string, string[]>();
  const listeners = new Map<string, Listener>();
  let vendor: Server;
  let n8n: RunningN8n | undefined;

  beforeAll(async () => {
    await prepare();
    if (!packageIsBuilt()) await buildPackage();
    vendor = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const { to } = JSON.parse(body) as { to: string };
        reached.get(request.url?.split('/')[1] ?? '')?.push(to);
        if (to === phones[2] && before.size === 0) return;
        const answer = JSON.stringify({ success: true, data: { id: `msg_${to}`, status: 'sent' } });
        response.writeHead(201, { 'content-type': 'application/json' }).end(answer);
      });
    });
    await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));

    n8n = await start();
    for (const form of forms) {
      const listener = await publishCampaign(n8n.api, form);
      listeners.set(form.path, listener);
      await fetch(listener.url, { method: 'POST' });
    }
    const areOnTheirWay = () => [...reached.values()].every((sent) => sent.includes(phones[2] as string));
    await until(async () => areOnTheirWay(), 'the third message of each is on its way');
    process.kill(n8n.processId, 'SIGKILL');
    await n8n.ended;
    await n8n.stop();
    for (const [path, sent] of reached) before.set(path, [...sent]);
    n8n = await start();
  }, startPatience);

  afterAll(async () => {
    await n8n?.stop();
    vendor.closeAllConnections();
    await new Promise((resolve) => vendor.close(resolve));
    rmSync(userFolder, { recursive: true, force: true });
  });

  async function publishCampaign(api: N8nApi, { what, path, settings, options }: (typeof forms)[number]) {
    const data = {
      apiVersion: 'v1',
      // Each its own account, so that none waits for another's message to the same person.
      apiKey: `if_test_killed_${path}`,
      baseUrl: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/${path}/v1`,
      channelId: '550e8400-e29b-41d4-a716-446655440000',
      plan: 'custom',
      messagesPerMinute: 0,
      workersSharing: 1,
    };
    const credential = { name: what, type: 'interflowApi', data };
    const workflow = await api.importWorkflow(
      campaignWorkflow({
        trigger: {
          type: 'n8n-nodes-base.webhook',
          typeVersion: 2,
          parameters: { path, httpMethod: 'POST', options: {} },
          webhookId: path,
        },
        phones,
        credential: { id: await api.importCredential(credential), name: what },
        // One at a time, so that the last two have not begun.
        options: { parallelRequests: 1, ...options },
        settings: { executionOrder: 'v1', ...settings },
        more: { onError: 'continueRegularOutput' },
      }),
    );
    await api.publishWorkflow(workflow);
    const listener = { url: `${api.url}/webhook/${path}`, workflowId: workflow.id };
    await until(async () => (await knock(listener)) !== 404, 'the workflow listens');
    return listener;
  }

  test.each(forms)('C26 where $what, Retry execution sends nothing twice', async ({ path, last }) => {
    const { api } = n8n as RunningN8n;
    const listener = listeners.get(path) as Listener;
    const sent = before.get(path) ?? [];
    const [killed] = await executionsOf(api, listener);
    expect(killed?.status).toBe('crashed');
    await api.request('POST', `/rest/executions/${killed?.id}/retry`, { loadWorkflow: false });
    const [retry] = await executionsOf(api, listener);
    const { data } = await api.waitForExecution(retry?.id ?? '');
    const items = data.resultData.runData[SEND]?.at(-1)?.data?.main?.[0] ?? [];
    const outcomes = items.map(
      ({ json }) => json['outcome'] ?? (json['details'] as { outcome: string }).outcome,
    );

    const all = reached.get(path) ?? [];
    expect(sent).toEqual(phones.slice(0, 3));
    expect(all.slice(sent.length)).toEqual(last);
    expect(outcomes).toHaveLength(5);
    expect(outcomes[2]).toBe('unknown');
    if (last.length === 0) expect(outcomes).toEqual(Array(5).fill('unknown'));
  });
});

import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Credential, N8nApi, Workflow, WorkflowNode } from '../../host/api';
import { RECIPIENTS } from '../../simulator/recipients';
import type { ReceivedRequest, Simulator } from '../../simulator/simulator';
import { NODE_OPERATION } from '../../core/contract/operations';
import { TRIGGER_CREDENTIALS } from '../support/triggerCredentials';
import { vendors } from '../../vendors';
import { campaignWorkflow, SEND } from '../e2e/support/campaignWorkflow';
import { credentialOf, isAskedByForm, START, workflowOf } from '../e2e/support/exchangeWorkflow';
import { recordedContent, recordedJson, withoutCarriedWord } from '../e2e/support/recordedContent';
import { itemsOfEach, knock, until } from '../e2e/support/triggerWorkflow';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';
import { forEachServer, vendorStands } from '../support/vendorStands';
import { publish } from './server';

/** What a check has at hand. */
export interface Scene {
  api: N8nApi;
  simulator: Simulator;
  /** One for each simulated vendor. */
  credentials: readonly Credential[];
}

/** Something that has to be so in every n8n; it throws where it is not. */
export interface Check {
  name: string;
  /** As the head of a column. */
  title: string;
  run(scene: Scene): Promise<void>;
}

const NODES = ['addToCampaign', 'sendAndWait', 'sendMedia', 'sendTemplate', 'sendText', 'statusTrigger'];

const PHONES = ['5511999999991', '5511999999992', '5511999999993'] as const;

export const checks: readonly Check[] = [
  { name: 'loads', title: 'Nodes and credentials load', run: loads },
  { name: 'json', title: 'Texts, templates, campaigns, media by URL', run: sends((one) => !isUpload(one)) },
  { name: 'upload', title: 'Media as files', run: sends(isUpload) },
  {
    name: 'errorOutput',
    title: 'Failed items leave by the error output, with their details',
    run: errorOutput,
  },
  { name: 'retryOnFail', title: '*Retry On Fail* sends nothing twice', run: retryOnFail },
  { name: 'retryExecution', title: '*Retry execution* sends nothing twice', run: retryExecution },
  { name: 'deduplication', title: '*Deduplication Key* sends once', run: deduplication },
  { name: 'trigger', title: 'Status Trigger', run: trigger },
  { name: 'rightCredential', title: 'Credential tests say yes to a right credential', run: rightCredentials },
  { name: 'wrongCredential', title: 'and no to a wrong one', run: wrongCredentials },
];

/** Versions before 2 want to be told that a workflow is not active yet. */
const store = async (api: N8nApi, workflow: Workflow) =>
  await api.importWorkflow({ active: false, ...workflow });

/** While a long list is read n8n may close the connection that the next request would use: it is then asked anew. */
const askedAgain = async <Answer>(ask: () => Promise<Answer>) => await ask().catch(ask);

async function loads({ api }: Scene): Promise<void> {
  const types = (await api.nodeTypes()).map(({ name }) =>
    String(name).replace(/^n8n-nodes-mensageiro\./, ''),
  );
  deepEqual(
    NODES.filter((name) => !types.includes(name)),
    [],
  );
  const known = (await askedAgain(() => api.credentialTypes())).map(({ name }) => String(name));
  const wanted = [...vendors.map(({ credential }) => credential.type), ...TRIGGER_CREDENTIALS];
  deepEqual(
    wanted.filter((name) => !known.includes(name)),
    [],
  );
}

function isUpload({ exchange }: Recorded): boolean {
  return exchange.operation === 'sendMediaByUpload';
}

/** Sends every recorded message of a kind that a vendor took, and looks at what arrived. */
function sends(ofKind: (recorded: Recorded) => boolean): Check['run'] {
  return async (scene) => {
    const recorded = recordedExchanges().filter(
      (one) => one.exchange.receipt !== undefined && isAskedByForm(one) && ofKind(one),
    );
    ok(recorded.length > 5);
    for (const one of recorded) await send(scene, one).catch(tell(one.file));
  };
}

async function send({ api, simulator }: Scene, { vendor: id, exchange }: Recorded): Promise<void> {
  const vendor = vendors.find((one) => one.id === id);
  if (vendor === undefined) throw new Error('There is no such vendor.');
  simulator.reset();
  const answers = [...(exchange.before ? [exchange.before.response] : []), exchange.response];
  for (const answer of answers) simulator.answerNext(vendor.id, answer);
  const credential = await api.importCredential(credentialOf(vendor, exchange, simulator.urls));
  const { id: workflow } = await store(api, workflowOf(vendor, exchange, credential));
  const execution = await api.runWorkflow(workflow, START);
  equal(execution.error?.message, undefined);
  holds(execution.items(SEND)[0]?.[0], {
    ...exchange.receipt,
    vendor: vendor.id,
    operation: NODE_OPERATION[exchange.operation],
  });
  equal(simulator.requests.length, answers.length);
  const { json, multipart = [] } = exchange.request;
  const arrived = simulator.requests.at(-1) as ReceivedRequest;
  if (json !== undefined) equal(withoutCarriedWord(arrived.rawBody), recordedJson(exchange));
  const parts = (arrived.parts ?? []).map(({ name, value, content }) => [
    name,
    content?.toString('hex') ?? value,
  ]);
  const expected = multipart.map((part) =>
    'file' in part ? [part.name, recordedContent(part.file).toString('hex')] : [part.name, part.value],
  );
  deepEqual(parts, expected);
}

/** A campaign of Interflow's to these phones; gives its id. */
async function importCampaign(
  { api, credentials }: Scene,
  phones: readonly string[],
  more: Partial<WorkflowNode>,
  options: Record<string, unknown> = {},
): Promise<string> {
  const interflow = credentials.find(({ type }) => type === 'interflowApi');
  if (interflow === undefined) throw new Error('There is no credential for Interflow.');
  const credential = { id: await api.importCredential(interflow), name: interflow.name };
  const text = '=It is {{ Date.now() }}';
  // One after another, so that it is known how far a run came.
  const all = { attempts: 1, parallelRequests: 1, ...options };
  const workflow = campaignWorkflow({ phones, credential, text, options: all, more });
  return (await store(api, workflow)).id;
}

const withRefused = [PHONES[0], RECIPIENTS.notOnWhatsApp, PHONES[2]];

async function errorOutput(scene: Scene): Promise<void> {
  scene.simulator.reset();
  const id = await importCampaign(scene, withRefused, { onError: 'continueErrorOutput' });
  const [sent = [], failed = []] = (await scene.api.runWorkflow(id, START)).items(SEND);
  deepEqual(
    sent.map(({ outcome }) => outcome),
    ['sent', 'sent'],
  );
  equal(failed.length, 1);
  const onTop = { outcome: 'rejected', vendor: 'interflow', to: RECIPIENTS.notOnWhatsApp, messageId: null };
  holds(failed[0], { ...onTop, details: { outcome: 'rejected', to: RECIPIENTS.notOnWhatsApp } });
  equal(typeof failed[0]?.['error'], 'string');
  // The other way to go on keeps its details too.
  const inOne = await importCampaign(scene, withRefused, { onError: 'continueRegularOutput' });
  const items = (await scene.api.runWorkflow(inOne, START)).items(SEND)[0] ?? [];
  equal(items.length, 3);
  holds(items[0], { outcome: 'sent', error: null, nextStep: null });
  holds(items[1], { ...onTop, details: { outcome: 'rejected' } });
}

const copies = ({ simulator }: Scene) =>
  PHONES.map((phone) => simulator.inbox.filter(({ to }) => to === phone).length);

async function retryOnFail(scene: Scene): Promise<void> {
  const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };
  for (const [onError, expected] of [
    ['stopWorkflow', [1, 0, 0]],
    ['continueRegularOutput', [1, 0, 1]],
    ['continueErrorOutput', [1, 0, 1]],
  ] as const) {
    scene.simulator.reset();
    const id = await importCampaign(scene, withRefused, { onError, ...retried });
    await scene.api.runWorkflow(id, START);
    deepEqual(copies(scene), expected);
  }
  // What was sent is no reason to run the node again, nor to wait.
  const sent = await importCampaign(scene, PHONES, { onError: 'continueRegularOutput', ...retried });
  const items = (await scene.api.runWorkflow(sent, START)).items(SEND)[0] ?? [];
  deepEqual(
    items.map(({ outcome, reused = false }) => [outcome, reused]),
    PHONES.map(() => ['sent', false]),
  );
}

async function retryExecution(scene: Scene): Promise<void> {
  for (const loadWorkflow of [false, true]) {
    scene.simulator.reset();
    const id = await importCampaign(scene, withRefused, {});
    const first = await scene.api.runWorkflow(id, START);
    equal(first.status, 'error');
    deepEqual(copies(scene), [1, 0, 0]);
    const before = scene.simulator.requests.length;
    await scene.api.request('POST', `/rest/executions/${first.id}/retry`, { loadWorkflow });
    equal(scene.simulator.requests.length, before + 1);
    deepEqual(copies(scene), [1, 0, 0]);
  }
}

async function deduplication(scene: Scene): Promise<void> {
  scene.simulator.reset();
  const twice = [PHONES[0], PHONES[1], PHONES[0]];
  const id = await importCampaign(scene, twice, {}, { deduplicationKey: '={{ $json.phone }}' });
  const outcomes = async () =>
    (await scene.api.runWorkflow(id, START)).items(SEND)[0]?.map(({ outcome }) => outcome);
  deepEqual(await outcomes(), ['sent', 'sent', 'skipped']);
  deepEqual(await outcomes(), ['skipped', 'skipped', 'skipped']);
  deepEqual(copies(scene), [1, 1, 0]);
}

async function trigger({ api }: Scene): Promise<void> {
  const path = 'e7f5c6b0-5a0e-4a57-9d3e-0b9f2f6f7a10';
  const secret: Credential = {
    name: 'Webhook',
    type: 'mensageiroWebhookApi',
    data: { secret: 'a-secret-of-ours', headerName: 'X-Webhook-Token' },
  };
  const id = await api.importCredential(secret);
  const workflow = await store(api, {
    name: 'Statuses',
    nodes: [
      {
        id: 'trigger',
        name: 'Listen',
        type: 'n8n-nodes-mensageiro.statusTrigger',
        typeVersion: 2,
        position: [0, 0],
        webhookId: path,
        parameters: {
          source: 'interflow',
          statuses: ['delivered', 'read', 'failed'],
          authentication: 'headerToken',
          options: {},
        },
        credentials: { mensageiroWebhookApi: { id, name: secret.name } },
      },
    ],
    connections: {},
    settings: { executionOrder: 'v1' },
  });
  await publish(api, workflow);
  const listener = { url: `${api.url}/webhook/${path}/status`, workflowId: workflow.id };
  await until(async () => (await knock(listener)) !== 404, `${listener.url} listens`);
  const post = async (status: string, token: string) => {
    const headers = { 'content-type': 'application/json', 'x-webhook-token': token };
    const event = {
      event: 'message.status_updated',
      data: { message_id: 'm1', status, timestamp: 1_700_000_000 },
    };
    return (await fetch(listener.url, { method: 'POST', headers, body: JSON.stringify(event) })).status;
  };
  deepEqual(
    [
      await post('delivered', 'a-secret-of-ours'),
      await post('delivered', 'another'),
      await post('sent', 'a-secret-of-ours'),
    ],
    [200, 401, 200],
  );
  const executions = await itemsOfEach(api, listener);
  equal(executions.length, 1);
  holds(executions[0], [{ messageId: 'm1', status: 'delivered' }]);
}

/**
 * What n8n says of a credential: OK or Error. Where its type has nothing to try an older n8n looks for it among the
 * nodes, and fails over the tool that it made of one.
 */
async function tried({ api }: Scene, credential: Credential): Promise<string> {
  const id = await api.importCredential(credential);
  const body = { credentials: { id, ...credential } };
  const asked = api.request<{ status: string }>('POST', '/rest/credentials/test', body);
  const { status } = await (isTested(credential) ? asked : asked.catch(() => ({ status: 'Error' })));
  return `${credential.name}: ${status}`;
}

/** A vendor is asked, or the node itself reads what was filled in. */
const isTested = ({ name }: Credential): boolean =>
  vendorStands.some(
    ({ demoCredential, credentialTest, vendor }) =>
      demoCredential === name && (credentialTest ?? vendor.credential.check) !== undefined,
  );

async function rightCredentials(scene: Scene): Promise<void> {
  const results = [];
  for (const credential of scene.credentials) results.push(await tried(scene, credential));
  deepEqual(
    results,
    // n8n has nothing to try, and answers so, where a vendor has no call that checks without sending.
    scene.credentials.map((credential) => `${credential.name}: ${isTested(credential) ? 'OK' : 'Error'}`),
  );
}

async function wrongCredentials(scene: Scene): Promise<void> {
  for (const { demoCredential, credentialTest, vendor, addresses } of vendorStands) {
    const right = scene.credentials.find(({ name }) => name === demoCredential) as Credential;
    const secrets = vendor.credential.secrets.map((field) => [field, 'if_live_wrong']);
    const wrong = { ...right, data: { ...right.data, ...Object.fromEntries(secrets) } };
    if (credentialTest !== undefined) equal(await tried(scene, wrong), `${demoCredential}: Error`);
    // Nobody is asked where the node itself reads what was filled in.
    if (vendor.credential.check !== undefined) continue;
    const nowhere = {
      ...right,
      data: { ...right.data, ...addresses(forEachServer(() => 'http://127.0.0.1:9')) },
    };
    equal(await tried(scene, nowhere), `${demoCredential}: Error`);
  }
}

/** Whether everything expected is there; what else there is does not matter. */
function holds(actual: unknown, expected: object): void {
  const found = Object.fromEntries(Object.entries(Object(actual)));
  for (const [name, value] of Object.entries(expected)) {
    if (value !== null && typeof value === 'object') holds(found[name], value);
    else equal(found[name], value, `${name}: ${JSON.stringify(found[name])} where ${value} is expected`);
  }
}

function tell(what: string): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  };
}

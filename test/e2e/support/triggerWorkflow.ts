import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Credential, Execution, N8nApi, Workflow, WorkflowNode } from '../../../host/api';

/** A published workflow that only listens. */
export interface Listener {
  url: string;
  workflowId: string;
}

/** The trigger's name in every workflow here. */
export const TRIGGER = 'Listen';

const TYPES = {
  statusTrigger: { type: 'n8n-nodes-mensageiro.statusTrigger', typeVersion: 2, path: '/status' },
  webhook: { type: 'n8n-nodes-base.webhook', typeVersion: 2, path: '' },
} as const;

/** Publishes a workflow with this trigger and waits until n8n knows its address. */
export async function publish(...given: Parameters<typeof store>): Promise<Listener> {
  const listener = await store(...given);
  await until(async () => (await knock(listener)) !== 404, `${listener.url} listens`);
  return listener;
}

/** The status that a delivery gets which can start nothing: n8n itself refuses broken JSON. */
export async function knock({ url }: Listener): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: '{' })).status;
}

/** Waits for something that n8n does in the background. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It did not happen that ${what}`);
    await pause(100);
  }
}

/**
 * Publishes a workflow with this trigger; whether it ever listens is n8n's affair.
 *
 * @param behind the one node that the trigger leads to
 */
export async function store(
  api: N8nApi,
  kind: keyof typeof TYPES,
  parameters: Record<string, unknown>,
  credential?: Credential,
  behind?: WorkflowNode,
): Promise<Listener> {
  const { type, typeVersion, path } = TYPES[kind];
  const webhookId = randomUUID();
  const id = credential === undefined ? undefined : await api.importCredential(credential);
  const credentials = credential && id ? { [credential.type]: { id, name: credential.name } } : undefined;
  const trigger = { id: 'trigger', name: TRIGGER, type, typeVersion, position: [0, 0], webhookId };
  const workflow: Workflow = {
    name: `${kind} ${webhookId}`,
    nodes: [
      {
        ...trigger,
        parameters: kind === 'webhook' ? { ...parameters, path: webhookId } : parameters,
        ...(credentials && { credentials }),
      },
      ...(behind ? [behind] : []),
    ],
    connections: behind ? { [TRIGGER]: { main: [[{ node: behind.name, type: 'main', index: 0 }]] } } : {},
    settings: { executionOrder: 'v1' },
  };
  const stored = await api.importWorkflow(workflow);
  await api.publishWorkflow(stored);
  const url = `${api.url}/webhook/${webhookId}${path}`;
  return { url, workflowId: stored.id };
}

/** An execution as n8n lists it. */
type Listed = { id: string; status: string };

/**
 * Every execution of a workflow so far, newest first, once none of them runs any more.
 *
 * n8n reads the running and the ended ones in two queries at once, so that one which ends in between
 * is listed twice or not at all: a list counts when nothing in it runs and the next one is the same.
 */
export async function executionsOf(api: N8nApi, listener: Listener): Promise<Listed[]> {
  let listed: Listed[] = await listOnce(api, listener);
  await until(async () => {
    const before = JSON.stringify(listed);
    listed = await listOnce(api, listener);
    return JSON.stringify(listed) === before && !listed.some(({ status }) => /^(new|running)$/.test(status));
  }, 'no execution runs any more');
  return listed;
}

async function listOnce(api: N8nApi, { workflowId }: Listener): Promise<Listed[]> {
  const found: Listed[] = [];
  const query = new URLSearchParams({ limit: '100', filter: JSON.stringify({ workflowId }) });
  for (;;) {
    const page = await api.request<Page>('GET', `/rest/executions?${query}`);
    found.push(...page.results.map(({ id, status }) => ({ id, status })));
    if (page.nextCursor === null || page.nextCursor === undefined) return found;
    query.set('cursor', page.nextCursor);
  }
}

interface Page {
  results: Listed[];
  nextCursor?: string | null;
}

/** The items that each execution started with, newest first. */
export async function itemsOfEach(
  api: N8nApi,
  listener: Listener,
): Promise<Array<Record<string, unknown>[]>> {
  const items: Array<Record<string, unknown>[]> = [];
  for (const { id } of await executionsOf(api, listener)) {
    const execution: Execution = await api.waitForExecution(id);
    items.push(execution.items(TRIGGER)[0] ?? []);
  }
  return items;
}

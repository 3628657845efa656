import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Owner } from './owner';
import { n8nCommand } from './places';

/** A workflow as the editor exports it. */
export interface Workflow {
  id?: string;
  name: string;
  nodes: WorkflowNode[];
  connections: Record<string, unknown>;
  settings?: Record<string, unknown>;
  [other: string]: unknown;
}

export interface WorkflowNode {
  name: string;
  type: string;
  webhookId?: string;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string | null; name: string }>;
  [other: string]: unknown;
}

/** A credential before n8n encrypts it. */
export interface Credential {
  name: string;
  type: string;
  data: Record<string, unknown>;
}

/** A finished execution: its outcome and what every node gave. */
export interface Execution {
  id: string;
  status: string;
  error: { message: string; description?: string } | null;
  /** Items of the node's first run, one list per output. */
  items(node: string): Record<string, unknown>[][];
  /** Everything n8n stored about the run. */
  data: RunData;
}

interface RunData {
  resultData: {
    error?: { message: string; description?: string };
    runData: Record<string, NodeRun[] | undefined>;
  };
}

interface NodeRun {
  executionStatus: string;
  error?: { message: string; description?: string };
  hints?: { message: string }[];
  data?: { main?: ({ json: Record<string, unknown> }[] | null)[] };
}

/** n8n refused a request of ours. */
export class N8nRefused extends Error {
  constructor(
    readonly status: number,
    readonly request: string,
    readonly answer: string,
  ) {
    super(`n8n answered ${status} to ${request}: ${answer}`);
    this.name = 'N8nRefused';
  }
}

/** The part of n8n's REST interface that the editor uses and that set-up and tests need. */
export class N8nApi {
  private constructor(
    readonly url: string,
    /** The `cookie` header of the owner's session. */
    readonly cookie: string,
  ) {}

  static async logIn(url: string, owner: Owner): Promise<N8nApi> {
    const body = { emailOrLdapLoginId: owner.email, password: owner.password };
    const { answer, text } = await ask(url, '/rest/login', post(body));
    if (!answer.ok) throw new N8nRefused(answer.status, 'POST /rest/login', text.slice(0, 500));
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    return new N8nApi(url, cookie.join('; '));
  }

  /** Sends a request as the owner; gives the `data` of n8n's answer. */
  async request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const init = body === undefined ? { headers: {} } : post(body);
    const headers = { ...init.headers, cookie: this.cookie };
    const { answer, text } = await ask(this.url, path, { ...init, method, headers });
    if (!answer.ok) throw new N8nRefused(answer.status, `${method} ${path}`, text.slice(0, 500));
    const parsed = text ? parse(text, `${method} ${path}`) : {};
    return (parsed && typeof parsed === 'object' && 'data' in parsed ? parsed.data : parsed) as Answer;
  }

  /** Descriptions of all node types, as the editor loads them. */
  async nodeTypes(): Promise<Record<string, unknown>[]> {
    return this.request('GET', '/types/nodes.json');
  }

  /** Descriptions of all credential types. */
  async credentialTypes(): Promise<Record<string, unknown>[]> {
    return this.request('GET', '/types/credentials.json');
  }

  /** Stores a credential and gives its id. */
  async importCredential(credential: Credential): Promise<string> {
    return (await this.request<{ id: string }>('POST', '/rest/credentials', credential)).id;
  }

  async updateCredential(id: string, credential: Credential): Promise<void> {
    await this.request('PATCH', `/rest/credentials/${id}`, credential);
  }

  /** What n8n shows of a stored credential (secrets blanked), or null where there is none. */
  async readCredential(id: string): Promise<Credential | null> {
    try {
      return await this.request<Credential>('GET', `/rest/credentials/${id}?includeData=true`);
    } catch (refusal) {
      if (refusal instanceof N8nRefused && [403, 404].includes(refusal.status)) return null;
      throw refusal;
    }
  }

  /** Runs a credential's test, as the editor does on saving. */
  async testCredential(credential: Credential): Promise<{ status: 'OK' | 'Error'; message: string }> {
    return this.request('POST', '/rest/credentials/test', { credentials: { id: '', ...credential } });
  }

  /** Stores a workflow and gives it back with its id and version. */
  async importWorkflow(workflow: Workflow): Promise<Workflow & { id: string; versionId: string }> {
    const { id: _own, ...rest } = workflow;
    return this.request('POST', '/rest/workflows', { settings: {}, ...rest });
  }

  /** The id of the workflow or credential of exactly this name, null where there is none, or only one in the archive. */
  async idOf(kind: 'workflows' | 'credentials', name: string): Promise<string | null> {
    // n8n's own filter also finds names that only hold this one.
    const filter = encodeURIComponent(JSON.stringify({ name }));
    const path = `/rest/${kind}?filter=${filter}`;
    const found = await this.request<{ id: string; name: string; isArchived?: boolean }[]>('GET', path);
    return found.find((each) => each.name === name && each.isArchived !== true)?.id ?? null;
  }

  /** Makes a workflow's triggers listen. n8n does it in the background: its webhook answers a moment later. */
  async publishWorkflow(workflow: { id: string; versionId: string }): Promise<void> {
    await this.request('POST', `/rest/workflows/${workflow.id}/activate`, { versionId: workflow.versionId });
  }

  /** Executes a stored workflow from the trigger of that name, as the editor does, and waits for its end. */
  async runWorkflow(id: string, trigger: string, patience = 60_000): Promise<Execution> {
    const workflowData = await this.request<Workflow>('GET', `/rest/workflows/${id}`);
    const body = { workflowData, triggerToStartFrom: { name: trigger } };
    const { executionId } = await this.request<{ executionId: string }>(
      'POST',
      `/rest/workflows/${id}/run`,
      body,
    );
    return this.waitForExecution(executionId, patience);
  }

  /** What is stored of an execution. Some versions answer 500 for as long as its data is not written yet. */
  private async storedExecution(id: string): Promise<{ status: string; data: string }> {
    try {
      return await this.request('GET', `/rest/executions/${id}`);
    } catch (refusal) {
      if (refusal instanceof N8nRefused && refusal.status === 500) return { status: 'running', data: '' };
      throw refusal;
    }
  }

  async waitForExecution(id: string, patience = 60_000): Promise<Execution> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      const found = await this.storedExecution(id);
      const ended = !['new', 'running', 'waiting'].includes(found.status);
      const execution = ended ? readExecution(id, found) : null;
      if (execution) return execution;
      await pause(50);
    }
    throw new Error(`Execution ${id} did not end within ${patience} ms.`);
  }
}

/** Sends a request and reads the whole answer; says of one that does not come which it was. */
async function ask(url: string, path: string, init: RequestInit & { method: string }) {
  try {
    const answer = await fetch(`${url}${path}`, init);
    return { answer, text: await answer.text() };
  } catch (cause) {
    const seen = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new Error(`n8n at ${url} gave no answer to ${init.method} ${path} (${seen}).`, { cause });
  }
}

function parse(text: string, request: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(
      `What answered ${request} is not n8n, or a proxy stands in between: ${text.slice(0, 200)}`,
      { cause },
    );
  }
}

function post(body: unknown) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * n8n stores run data in the flatted format, whose reader is among its own packages. Versions before 2 store the
 * status a moment before the data: null until then.
 */
function readExecution(id: string, found: { status: string; data: string }): Execution | null {
  const { parse } = createRequire(n8nCommand)('flatted') as { parse(text: string): RunData | undefined };
  const data = parse(found.data);
  if (data === undefined) return null;
  const items = (node: string) =>
    (data.resultData.runData[node]?.[0]?.data?.main ?? []).map((output) =>
      (output ?? []).map((item) => item.json),
    );
  return { id, status: found.status, error: data.resultData.error ?? null, items, data };
}

import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Credential, N8nApi, Workflow } from './api';
import type { Language } from '../simulator/inbox/words';
import type { Memory } from './memory';
import { words } from './words';

/**
 * Stores the credentials, or renews those whose addresses changed since the last start. One that the
 * user has changed since then is left alone.
 */
export async function importCredentials(
  api: N8nApi,
  credentials: Credential[],
  memory: Memory,
): Promise<void> {
  for (const credential of credentials) {
    const addresses = addressesOf(credential);
    const known = memory.credentials[credential.name] ?? (await ownCredential(api, credential.name));
    const stored = known && (await api.readCredential(known.id));
    if (!known || !stored) {
      memory.credentials[credential.name] = { id: await api.importCredential(credential), addresses };
    } else if (addressesOf(stored) === known.addresses) {
      if (known.addresses !== addresses) await api.updateCredential(known.id, credential);
      memory.credentials[credential.name] = { id: known.id, addresses };
    }
  }
}

/**
 * One that an earlier start stored and no memory tells of: its memory was lost. One whose addresses lead away
 * from this computer is the user's.
 */
async function ownCredential(api: N8nApi, name: string): Promise<Memory['credentials'][string] | null> {
  const id = await api.idOf('credentials', name);
  const stored = id && (await api.readCredential(id));
  if (!id || !stored) return null;
  const addresses = addressesOf(stored);
  const isOwn = (JSON.parse(addresses) as [string, string][]).every(([, value]) =>
    value.startsWith('http://127.0.0.1:'),
  );
  return isOwn ? { id, addresses } : null;
}

/**
 * Where the examples are that a person at this terminal reads. Both languages have the same files.
 *
 * @param folder that of the English ones
 */
export function examplesFolder(folder: string, language: Language): string {
  return language === 'pt' ? join(folder, 'pt-BR') : folder;
}

/** Imports every example that was not imported before and publishes those that wait for events. */
export async function importExamples(api: N8nApi, folder: string, memory: Memory): Promise<void> {
  for (const file of exampleFiles(folder)) {
    if (memory.examples[file]) continue;
    const workflow = readWorkflow(join(folder, file));
    // It is there already where a memory was lost; a second one would listen on the same address.
    const there = await api.idOf('workflows', workflow.name);
    memory.examples[file] = there ?? (await importWorkflow(api, workflow, memory)).id;
  }
}

/**
 * Imports one workflow, with the ids that its credentials have in this n8n and addresses of its own, and publishes
 * it where it waits for events. One that wants a credential of the user's own is theirs to publish: n8n refuses it
 * until each node has its credential.
 */
export async function importWorkflow(api: N8nApi, workflow: Workflow, memory: Pick<Memory, 'credentials'>) {
  const own = withOwnAddresses(withCredentialIds(workflow, memory));
  const imported = await api.importWorkflow(own);
  if (own.nodes.some(waitsForEvents) && own.nodes.every(hasCredentials)) await api.publishWorkflow(imported);
  return imported;
}

function exampleFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

/**
 * Reads an exported workflow.
 *
 * @throws with the sentence to show where the file holds none
 */
export function readWorkflow(path: string): Workflow {
  try {
    const workflow = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
    if (Array.isArray(workflow?.nodes)) return workflow;
  } catch (cause) {
    if (isNativeError(cause) && cause.name !== 'SyntaxError') throw cause;
  }
  throw new Error(words().noWorkflow(path));
}

/** n8n gives credentials new ids: the workflow's are found again by name. */
function withCredentialIds(workflow: Workflow, memory: Pick<Memory, 'credentials'>): Workflow {
  const identify = ({ id, name }: { id: string | null; name: string }) => ({
    id: memory.credentials[name]?.id ?? id,
    name,
  });
  const nodes = workflow.nodes.map((node) => {
    if (!node.credentials) return node;
    const credentials = Object.entries(node.credentials).map(([type, chosen]) => [type, identify(chosen)]);
    return { ...node, credentials: Object.fromEntries(credentials) as typeof node.credentials };
  });
  return { ...workflow, nodes };
}

/** An address is a secret where nothing else is asked of who calls it: as the editor does, each import draws its own. */
function withOwnAddresses(workflow: Workflow): Workflow {
  const nodes = workflow.nodes.map((node) => {
    if (!ADDRESSED.includes(node.type)) return node;
    const webhookId = randomUUID();
    const hasOpenPath = node.parameters?.['path'] === '';
    return {
      ...node,
      webhookId,
      parameters: { ...node.parameters, ...(hasOpenPath && { path: webhookId }) },
    };
  });
  return { ...workflow, nodes };
}

/** Triggers that an example is published for. */
const LISTENING = ['n8n-nodes-base.webhook', 'n8n-nodes-mensageiro.statusTrigger'];

/** Nodes that somebody outside can call. */
const ADDRESSED = [
  ...LISTENING,
  'n8n-nodes-base.formTrigger',
  'n8n-nodes-base.wait',
  'n8n-nodes-mensageiro.sendAndWait',
];

function waitsForEvents({ type, disabled }: Workflow['nodes'][number]): boolean {
  return LISTENING.includes(type) && disabled !== true;
}

function hasCredentials({ credentials = {} }: Workflow['nodes'][number]): boolean {
  return Object.values(credentials).every(({ id }) => id !== null);
}

/** n8n never shows a stored secret, so addresses are what can be compared. */
function addressesOf(credential: Credential): string {
  const addresses = Object.entries(credential.data ?? {}).filter(([, value]) =>
    /^https?:/.test(String(value)),
  );
  return JSON.stringify(addresses.sort());
}

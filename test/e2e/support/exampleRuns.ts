import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution, Workflow } from '../../../host/api';

export const examplesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.json'));

export const FOLDER = join(__dirname, '..', '..', '..', 'examples');

/** The same files in Portuguese. */
export const PORTUGUESE = join(FOLDER, 'pt-BR');

/** The trigger that the big button starts. */
export const BUTTON = 'When clicking "Execute workflow"';

export const hasButton = ({ nodes }: Workflow): boolean => nodes.some(({ name }) => name === BUTTON);

export const isSending = ({ type }: { type: string }): boolean =>
  /mensageiro\.(sendText|sendMedia|sendTemplate|addToCampaign|sendAndWait)$/.test(type);

type Json = Record<string, unknown>;

/** What a node gave at one output in all of its runs. */
export function outputOf({ data }: Execution, node: string, output = 0): Json[] {
  const runs = data.resultData.runData[node] ?? [];
  return runs.flatMap((run) => (run.data?.main?.[output] ?? []).map(({ json }) => json));
}

/** The nodes with nothing behind them. */
export function lastNodes({ nodes, connections }: Workflow): string[] {
  const goesOn = (name: string) => {
    const { main = [] } = (connections[name] ?? {}) as { main?: unknown[][] };
    return main.some((targets) => (targets ?? []).length > 0);
  };
  return nodes
    .filter(({ type }) => !/stickyNote$|Trigger$|webhook$/i.test(type))
    .map(({ name }) => name)
    .filter((name) => !goesOn(name));
}

/** The sample leads as they left the node that makes one item of each. */
export function leadsOf(execution: Execution, { nodes }: Workflow): { name: string; phone: string }[] {
  const giver = nodes.find(({ type }) => /\.(splitOut|extractFromFile)$/.test(type));
  return outputOf(execution, giver?.name ?? '').map((json) => ({
    name: String(json['name'] ?? json['Nome']),
    phone: String(json['phone'] ?? json['WhatsApp']),
  }));
}

/** What tells a phone apart however it is written. */
export const ending = (phone: unknown): string => String(phone).replace(/\D/g, '').slice(-8);

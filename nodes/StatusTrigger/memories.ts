import type { IWebhookFunctions } from 'n8n-workflow';
import { Memory, Seen } from '../../core/webhook/memory';
import { Recent } from '../../core/webhook/recent';

const MOST_TRIGGERS = 1_000;

/** What all triggers of all workflows have seen in this process. */
const seen = new Seen();

/** The memory of each trigger of each workflow. */
const memories = new Recent<Memory>(MOST_TRIGGERS);

/** A trigger's memory. A test from the editor has none, so that a sample can be sent again and again. */
export function memoryFor(context: IWebhookFunctions): Memory {
  if (context.getMode() === 'manual') return new Memory();
  const key = `${context.getWorkflow().id}/${context.getNode().id}`;
  const memory = memories.get(key) ?? new Memory(seen, key);
  memories.set(key, memory);
  return memory;
}

import type { IWebhookFunctions } from 'n8n-workflow';
import { MOST_LASTING, type Memory } from '../../core/webhook/memory';

const NAME = 'seen';

/**
 * The marks of events that were started already, in the workflow's static data: other processes and those after a
 * restart read them there. n8n writes the data of a call once the execution is stored, and of two calls at one
 * time the last, so a mark may be missing; each call therefore writes what its process did of late, too.
 */
export interface Lasting {
  marks: ReadonlySet<string>;
  /** To be called when n8n asks for the answer. */
  add(marks: readonly string[], memory: Memory): void;
}

/** The marks of a trigger. A test from the editor has none. */
export function lastingOf(context: IWebhookFunctions): Lasting {
  if (context.getMode() === 'manual') return { marks: new Set(), add: () => undefined };
  const data = context.getWorkflowStaticData('node');
  const stored = data[NAME];
  const marks = new Set(typeof stored === 'string' ? stored.split(' ') : []);
  return {
    marks,
    add: (more, memory) => {
      const all = new Set([...marks, ...memory.latestMarks()]);
      // Written again means last again.
      for (const mark of more) {
        all.delete(mark);
        all.add(mark);
      }
      data[NAME] = [...all].slice(-MOST_LASTING).join(' ');
    },
  };
}

import type { IExecuteFunctions } from 'n8n-workflow';
import { Claims, Heart } from '../../../core/memory/claims';
import type { Deduplication, KeyStore } from '../../../core/memory/deduplication';
import type { Waiting } from '../../../core/memory/patience';
import { invalidInput } from '../../../core/contract/outcome';
import { stopped } from '../../../core/sending/attempts';
import { clock } from './clock';
import { KeyRows, rowId } from './keyRows';
import { shelfOf } from './tidying';

/** Two keys for each message: intended and done. */
const OPTIONS = { mode: 'entries', maxEntries: 10_000 } as const;

const MOST_LOOKS = 5;

const TOO_OLD = invalidInput(
  'This n8n is too old to remember a "Deduplication Key", so nothing was sent.',
  'Update n8n, or leave "Deduplication Key" empty to send without it.',
);

/** One for the process: the keys of all nodes. */
const heart = new Heart(clock);

/** One for the process: whether its database was waited for in vain. */
const absence = { isLong: false };

/** How long the store of keys is waited for, and what ends it. */
export function waitingIn(context: IExecuteFunctions): Waiting {
  const signal = context.getExecutionCancelSignal?.();
  return { clock, cancelled: () => signal?.aborted === true, stopped, absence };
}

/** The deduplication keys that n8n keeps for this node of this workflow: by its id, which stays when it is renamed. */
export function deduplicationOf(context: IExecuteFunctions): Deduplication {
  const { id } = context.getNode();
  return new Claims(`${context.getWorkflow().id}/${id}`, keyStoreOf(context, 'node'), {
    rows: new KeyRows(context),
    idOf: (key) => rowId('key', id, key),
    waiting: waitingIn(context),
    heart,
    kept: (row) => shelfOf(context, 'key').put(row),
  });
}

/** The retries that have begun in this workflow, known by keys of their own. */
export const retriesOf = (context: IExecuteFunctions): Deduplication =>
  new Claims(`${context.getWorkflow().id}`, keyStoreOf(context, 'workflow'), {
    rows: new KeyRows(context),
    idOf: (key) => rowId('retry', key),
    waiting: waitingIn(context),
    kept: (row) => shelfOf(context, 'note').put(row),
  });

/** @param scope whose keys they are; those of a workflow take no room from those of a node */
function keyStoreOf({ helpers }: IExecuteFunctions, scope: 'node' | 'workflow'): KeyStore {
  const noteOnce = async (keys: string[]): Promise<boolean> => {
    const { new: unseen } = await helpers.checkProcessedAndRecord(keys, scope, OPTIONS);
    return unseen.length > 0;
  };
  // The first writers of a workflow's row collide; the second try finds the row there.
  const note = async (keys: string[]): Promise<boolean> =>
    await noteOnce(keys).catch(async () => await noteOnce(keys));
  return {
    async note(...keys) {
      if (typeof helpers.checkProcessedAndRecord !== 'function') throw TOO_OLD;
      const isNew = await note(keys);
      // Another worker may have overwritten the row since: asked again, what is gone is noted again.
      let gone = isNew;
      for (let look = 0; gone && look < MOST_LOOKS; look += 1) gone = await note(keys);
      return isNew;
    },
    remove: async (key) => await helpers.removeProcessed([key], scope, OPTIONS),
  };
}

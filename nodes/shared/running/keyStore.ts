import type { IExecuteFunctions } from 'n8n-workflow';
import { Deduplication, type KeyStore } from '../../../core/memory/deduplication';
import { invalidInput } from '../../../core/contract/outcome';

/** Two keys for each message: intended and done. */
const OPTIONS = { mode: 'entries', maxEntries: 10_000 } as const;

const MOST_LOOKS = 5;

const TOO_OLD = invalidInput(
  'This n8n is too old to remember a "Deduplication Key", so nothing was sent.',
  'Update n8n, or leave "Deduplication Key" empty to send without it.',
);

/** The deduplication keys that n8n keeps for this node of this workflow: by its id, which stays when it is renamed. */
export const deduplicationOf = (context: IExecuteFunctions): Deduplication =>
  new Deduplication(`${context.getWorkflow().id}/${context.getNode().id}`, keyStoreOf(context, 'node'));

/** The retries that have begun in this workflow, known by keys of their own. */
export const retriesOf = (context: IExecuteFunctions): Deduplication =>
  new Deduplication(`${context.getWorkflow().id}`, keyStoreOf(context, 'workflow'));

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

import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { patiently } from '../../../core/memory/patience';
import { KeyRows, rowId } from './keyRows';
import { waitingIn } from './keyStore';
import { shelfOf } from './tidying';

/**
 * n8n stores what an execution did when it has ended. Where it could not (every process killed, the database away,
 * Redis lost) a retry begins as if nothing had been done. What n8n stores when it creates an execution is the token
 * with which a waiting one is resumed, and a retry bears the same: a mark under it tells the retry that the node had
 * begun.
 */

/**
 * Notes that a run of the node begins.
 *
 * @param runIndex how often the node ran before in this execution
 * @returns whether this run had begun before, in this execution or in the one that it retries; false where n8n keeps
 *   no such notes, or cannot be asked
 */
export async function hadBegun(context: IExecuteFunctions, runIndex: number): Promise<boolean> {
  const token = resumeToken(context);
  if (token === undefined) return false;
  const rows = new KeyRows(context);
  // Of its own for each beginning: only its maker may make it twice.
  const owner = randomBytes(12).toString('base64url');
  const note = async (): Promise<boolean> => {
    if (!(await rows.areKept())) return false;
    const id = rowId('run', context.getNode().id, token, runIndex);
    if (!(await rows.make(id, owner))) return true;
    shelfOf(context, 'note').put(id);
    return false;
  };
  return await patiently(note, waitingIn(context)).catch(() => false);
}

/** The token in the address with which n8n resumes this execution; an older n8n has none. Never throws. */
function resumeToken(context: IExecuteFunctions): string | undefined {
  const address = resumeAddress(context);
  const query = typeof address === 'string' ? address.slice(address.indexOf('?') + 1) : '';
  return query === address || query === '' ? undefined : query;
}

function resumeAddress(context: IExecuteFunctions): unknown {
  try {
    return context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
  } catch {
    return undefined;
  }
}

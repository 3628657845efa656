import type { IExecuteFunctions } from 'n8n-workflow';
import type { Deduplication } from '../../../core/memory/deduplication';
import { type Ledger } from '../../../core/memory/ledger';
import { fingerprint } from '../../../core/message/identity';
import { inDoubt, type MessagingError } from '../../../core/contract/outcome';
import { LOOK_FIRST } from '../../../core/outcomes/answer';
import { quoted } from './expressionParts';

/**
 * The ledger is stored with the execution, and n8n stores an execution when it has ended. Three ways lead to a
 * ledger that lacks what was sent: n8n was killed while the node ran, an execution is retried that was retried
 * before, or what was stored cannot be read. What it does not know is then in doubt and is not sent.
 */

/** Why the ledger does not know everything. */
type Doubt = 'cutOff' | 'retried' | 'unreadable';

/** Stored beside the ledger. */
interface Begun {
  /** The execution in which the node began first. */
  execution: string;
  /** How many of its runs have begun. */
  runs: number;
  /** Stays for every later run and every later retry: nobody knows how far it went. */
  doubt?: Doubt;
}

const FIELD = 'mensageiroRuns';

/** A run of the node, as seen from the executions before it. */
export interface Beginning {
  begun: Begun;
  /** Whether this is a retry of an execution in which the node had begun. */
  isAgain: boolean;
  /** Whether nothing of what is stored tells of this run. */
  isFirst: boolean;
}

/** Notes that a run begins. To be called before anything can go wrong, so that every run that ends is noted. */
export function begin(context: IExecuteFunctions, runIndex: number): Beginning {
  const store = context.getContext('node');
  const isRetry = context.getMode() === 'retry';
  const begun = readBegun(store[FIELD]) ?? { execution: context.getExecutionId(), runs: 0 };
  const { runs } = begun;
  // n8n knows of a run of which nothing was stored.
  if (isRetry && (runIndex > runs || (runs === 0 && hasRunBefore(context)))) begun.doubt ??= 'cutOff';
  begun.runs = Math.max(runs, runIndex + 1);
  store[FIELD] = begun;
  return { begun, isAgain: isRetry && runs > 0, isFirst: runIndex >= runs };
}

function readBegun(stored: unknown): Begun | undefined {
  const { execution, runs, doubt } = (stored ?? {}) as Partial<Begun>;
  if (typeof execution !== 'string' || typeof runs !== 'number') return undefined;
  return { execution, runs, ...(doubt !== undefined && doubt in DOUBTS && { doubt }) };
}

/** n8n's own log tells it after a crash which nodes had begun. */
function hasRunBefore(context: IExecuteFunctions): boolean {
  return context.evaluateExpression(`{{ $(${quoted(context.getNode().name)}).isExecuted }}`, 0) === true;
}

/** What makes every item of a run doubtful that the ledger does not know. */
export interface Interruption {
  doubt?: MessagingError;
  /** To be called when the run has ended, however it did. */
  ended(): Promise<void>;
}

export const UNINTERRUPTED: Interruption = { ended: async () => undefined };

/**
 * @param retries keeps which retries have begun, for all executions of the workflow
 * @param hadBegun notes that the run begins, and tells whether it was noted before
 */
export async function interruptionOf(
  { begun, isAgain, isFirst }: Beginning,
  name: string,
  ledger: Ledger,
  retries: Deduplication,
  hadBegun: () => Promise<boolean>,
): Promise<Interruption> {
  if (ledger.wasUnreadable) begun.doubt ??= 'unreadable';
  // Whatever is known already: the next retry must find the note.
  if (isFirst && (await hadBegun())) begun.doubt ??= 'cutOff';
  if (begun.doubt !== undefined) return { ...UNINTERRUPTED, doubt: DOUBTS[begun.doubt] };
  if (!isAgain) return UNINTERRUPTED;
  const { execution } = begun;
  const state = ledger.state();
  const retry = fingerprint({ execution, name, state });
  // An n8n without such a store, or whose database is away, still has the ledger.
  const claim = await retries.claim(retry).catch(() => undefined);
  if (claim === undefined) return UNINTERRUPTED;
  if (claim !== 'mine') {
    begun.doubt = 'retried';
    return { ...UNINTERRUPTED, doubt: DOUBTS.retried };
  }
  return {
    // A retry that changed nothing may be followed by another one of the same execution.
    ended: async () => {
      if (ledger.state() === state) await retries.release(retry).catch(() => undefined);
    },
  };
}

const DOUBTS: Readonly<Record<Doubt, MessagingError>> = {
  cutOff: inDoubt(
    'n8n was stopped while this node was sending and could not store what had gone out.',
    LOOK_FIRST,
  ),
  unreadable: inDoubt('what an earlier try of this execution had sent could not all be read.', LOOK_FIRST),
  retried: inDoubt(
    'this execution was retried before, and that retry may have sent it.',
    'Retry the newest of its retries instead: that one knows what was sent.',
  ),
};

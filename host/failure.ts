import { isNativeError } from 'node:util/types';
import { CommandFailed } from './command';
import { explainSystemRefusal } from './systemRefusal';

/** What was seen, then what it means where that is known. */
export function describeFailure(failure: unknown): string {
  if (!isNativeError(failure)) return String(failure);
  const seen = failure instanceof CommandFailed ? failure : failure.cause;
  if (seen instanceof CommandFailed) return `${seen.output}\n\n${failure.message}`;
  return explainSystemRefusal(failure) ?? failure.message;
}

import { CommandFailed } from './command';

/** What was seen, then what it means where that is known. */
export function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const seen = failure instanceof CommandFailed ? failure : failure.cause;
  return seen instanceof CommandFailed ? `${seen.output}\n\n${failure.message}` : failure.message;
}

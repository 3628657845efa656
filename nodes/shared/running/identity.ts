import { fingerprint } from '../../../core/message/identity';
import type { Run } from './run';

/**
 * Where an item comes from: the node's parameters as they are written, before expressions, and the item
 * itself. Options are left out: who only changes the timeout and retries does not mean to send again. An
 * expression that depends on the clock changes the message with every try, but not this.
 */
export function originOf({ context, written }: Run, item: number): string {
  const { options: _options, ...parameters } = written;
  const { json, binary = {} } = context.getInputData()[item] ?? { json: {} };
  const files = Object.entries(binary).map(([field, { id, fileName, fileSize, mimeType }]) => [
    field,
    { id, fileName, fileSize, mimeType },
  ]);
  return fingerprint({ parameters, json, files });
}

import { fingerprint, type Identity } from '../../../core/message/identity';
import type { Message } from '../../../core/message/build';
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

/** The two ways in which the ledger knows an item again. */
export function identityOf(message: Message, origin: string): Identity {
  const { vendor, operation, to } = message;
  return { message: fingerprint({ vendor: vendor.id, operation, to, request: message.request({}) }), origin };
}

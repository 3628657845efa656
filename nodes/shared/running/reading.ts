import type { INodeParameters } from 'n8n-workflow';
import { fingerprint } from '../../../core/message/identity';
import { refusalOf, type MessagingError } from '../../../core/contract/outcome';
import { recipientIn, type Addressee } from '../../../core/recipients/recipient';
import { DEFAULT_OPTIONS, readParameters, type ItemParameters } from './parameters';
import type { Run } from './run';

/** An item as it was read, before anything of it is fetched or built. */
export interface Reading extends ItemParameters {
  item: number;
  /** See `Identity`. */
  origin: string;
  /** Undefined where it cannot be read. */
  recipient: Addressee | undefined;
  /** Why the item cannot be sent; only what is known of it already can then be told. */
  refusal?: MessagingError;
}

/** Reads an item, at once. Never throws. */
export function readItem(run: Run, item: number): Reading {
  const known = { item, origin: '', recipient: undefined, inputs: {}, options: DEFAULT_OPTIONS };
  try {
    known.origin = originOf(run, item);
    const { inputs, options } = readParameters(run, item);
    const recipient = recipientIn(run.vendor, run.node, inputs, run.config, options);
    return { ...known, inputs, options, recipient };
  } catch (thrown) {
    return { ...known, refusal: refusalOf(thrown) };
  }
}

/**
 * Where an item comes from: the node's parameters as they are written, before expressions, and the item
 * itself. Options are left out: who only changes the timeout and retries does not mean to send again. An
 * expression that depends on the clock changes the message with every try, but not this.
 */
function originOf({ context, written }: Run, item: number): string {
  const { options: _options, templateVariables, ...parameters } = written;
  const { json, binary } = context.getInputData()[item] ?? { json: {} };
  const files = Object.entries(binary ?? {}).map(([field, file]) => {
    // Another node may have left something else than a file there.
    const { id, fileName, fileSize, mimeType } = (file ?? {}) as Partial<typeof file>;
    return [field, { id, fileName, fileSize, mimeType }];
  });
  // The labels of a form change with the words around a variable.
  const { schema: _schema, ...form } = (templateVariables ?? {}) as INodeParameters;
  return fingerprint({
    parameters: { ...parameters, ...(templateVariables != null && { form }) },
    json,
    files,
  });
}

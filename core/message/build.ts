import { checkInput } from '../input/check';
import type { OperationName } from '../contract/operations';
import { invalidInput } from '../contract/outcome';
import {
  DEFAULT_RECIPIENT_SETTINGS,
  readRecipient,
  type Addressee,
  type RecipientSettings,
} from '../recipients/recipient';
import type { z } from 'zod/v4';
import type { AnyOperation, Found, Vendor } from '../contract/vendor';
import type { HttpRequest } from '../contract/http';

/** A message that is ready to go: checked, addressed and written in the vendor's words. */
export interface Message extends Addressee {
  vendor: Vendor;
  operation: OperationName;
  specification: AnyOperation;
  /** The checked inputs, the vendor's own among them. */
  values: Readonly<Record<string, unknown>>;
  /** The harmless request that must come first, if there is one. */
  before?: HttpRequest;
  /**
   * The message's request.
   *
   * @param given what the answer to the request before gave; empty without one
   */
  request(given: Record<string, string>): HttpRequest;
  /** The word that the vendor repeats in each status of it; see `carrying`. */
  callbackData?: string;
  /** How it is looked for where nobody knows; see `LookBack`. */
  lookBack?:
    | {
        requests(span: { from: Date; to: Date }): HttpRequest[];
        answer(): z.ZodType<readonly Found[]>;
      }
    | undefined;
  /**
   * The same message, written anew for an attempt; only where something in it is good for no more than a while.
   *
   * @throws MessagingError (`notSent`)
   */
  fresh?(): Message;
}

/**
 * Builds the request for one message. Pure: the same input gives the same request, and nothing is sent.
 *
 * @param input the operation's inputs, the vendor's own inputs and `to`, as they came from the user
 * @param config the vendor's configuration from `readAccount`
 * @throws MessagingError (`notSent`) with a sentence that names the parameter
 */
export function buildMessage(
  vendor: Vendor,
  operation: OperationName,
  input: Readonly<Record<string, unknown>>,
  config: unknown,
  settings: RecipientSettings = DEFAULT_RECIPIENT_SETTINGS,
): Message {
  const generation = vendor.generations[vendor.generationOf(config)];
  const specification = generation?.operations[operation];
  const name = `${vendor.name}${generation?.label ? ` (${generation.label})` : ''}`;
  if (specification === undefined)
    throw invalidInput(
      `${name} cannot ${WHAT_IT_DOES[operation]}.`,
      'Choose another vendor or another operation.',
    );

  const values = checkInput({ vendor, name, operation, specification }, input);
  const { recipients } = generation ?? {};
  const recipient = readRecipient({ vendor, specification, recipients }, input, values, settings);

  const complete = { ...values, to: recipient.to };
  const request = (given: Record<string, string>): HttpRequest =>
    specification.request(complete, config, given);
  // Written once already now, so that whatever the vendor's definition refuses is refused before anything is sent.
  request({});
  const before = specification.before?.request(complete, config);
  const notes = [recipient.note, specification.note?.(complete)].filter((each) => each !== undefined);
  const note = notes.length === 0 ? {} : { note: notes.join(' ') };
  const { lookBack } = specification;
  const accepted = specification.acceptedOf?.(complete) ?? specification.accepted;
  const looking = lookBack && {
    requests: (span: { from: Date; to: Date }) => lookBack.requests(complete, config, span),
    answer: () => lookBack.answer(complete),
  };
  return {
    ...answering(vendor, { ...specification, accepted }, config),
    operation,
    values,
    ...recipient,
    ...note,
    before,
    request,
    ...(looking && { lookBack: looking }),
  };
}

/** With how answers read, where the credential says it. */
function answering(
  vendor: Vendor,
  specification: AnyOperation,
  config: unknown,
): Pick<Message, 'vendor' | 'specification'> {
  if (vendor.answers === undefined) return { vendor, specification };
  const { refusal, ...answers } = vendor.answers(config);
  return { vendor: { ...vendor, refusal }, specification: { ...specification, ...answers } };
}

const WHAT_IT_DOES: Readonly<Record<OperationName, string>> = {
  sendText: 'send free text',
  sendMediaByUrl: 'send media from a link',
  sendMediaByUpload: 'take an uploaded file',
  sendLocation: 'send a location',
  sendTemplate: 'send a template',
  addToCampaign: 'add to a campaign',
};

import type { Body, Part } from '../../core/contract/http';
import { idOfDigits } from '../../core/contract/inputs';
import type { FileContent } from '../../core/contract/media';
import { advice, invalidInput, type AdviceTable } from '../../core/contract/outcome';
import { switchInput } from '../../core/contract/switches';
import type { OwnInputs, Refusal } from '../../core/contract/vendor';
import { explicitNo, refusalWords } from '../../core/outcomes/answers';

/** What the vendors share whose software grew from Whaticket: CleverChat, and probably Logyca. */

/**
 * Comes also where WhatsApp took the message and only the row of its ticket could not be written after it: seen
 * on a server of the family, which catches both in one place.
 */
const MAY_BE_SENT = /\bERR_SENDING_WAPP_MSG\b/;

const withOutcome = (refusal: Refusal): Refusal =>
  MAY_BE_SENT.test(`${refusal.code} ${refusal.message}`) ? { ...refusal, outcome: 'unknown' } : refusal;

/** `{ "error": "..." }`, where the text is either words or a code such as ERR_NO_DEF_WAPP_FOUND. */
export const errorText = refusalWords.transform(withOutcome);

/** A no under a status of success. */
export const refusedInSuccess = explicitNo.transform(withOutcome);

/** Where the servers of the family take messages, as people paste it along with the address. */
export const ENDPOINT = /\/api\/messages(\/send)?$/i;

/** The switch that opens a ticket, and the queue that it goes into. */
export const ticketInputs = (vendor: string, more: string) =>
  ({
    openTicket: {
      label: 'Open Ticket',
      description: `Whether to open a ticket for the conversation. ${more}`,
      schema: switchInput('Open Ticket'),
      control: { kind: 'switch' },
      default: false,
    },
    queueId: {
      label: 'Queue ID',
      description: 'The queue that the ticket goes into; needed with Open Ticket',
      schema: idOfDigits('Queue ID', `Copy the number of the queue from ${vendor}.`),
      control: { kind: 'text', placeholder: 'e.g. 5', named: true },
      default: '',
      shownWith: { openTicket: [true] },
    },
  }) as const satisfies OwnInputs;

/** What the node gives of a ticket. */
export interface Ticket {
  openTicket?: boolean;
  queueId?: string;
}

/**
 * Whether a ticket is opened, as the servers want it: a ticket without a real queue is answered with success and then
 * shows up nowhere.
 *
 * @throws MessagingError (`notSent`) for a ticket without a queue
 */
export function openTicketField({ openTicket = false, queueId = '0' }: Ticket): '0' | '1' {
  if (openTicket && /^0*$/.test(queueId))
    throw invalidInput(
      '"Queue ID" is empty, but "Open Ticket" is on; the ticket would land in no queue.',
      'Fill in the ID of the queue, or switch Open Ticket off.',
    );
  return openTicket ? '1' : '0';
}

/** Some servers fill their own placeholders in; what they do not know vanishes. Seen on one of the family. */
export const noteOnBraces = (vendor: string, text = ''): string | undefined =>
  text.includes('{{')
    ? `${vendor} may fill in or leave out what stands between double braces, such as {{name}}.`
    : undefined;

/** The text fields of a form, and its only file at the end. */
export function formWithFile(
  fields: Readonly<Record<string, string>>,
  fileField: string,
  file: FileContent,
): Body {
  const parts: Part[] = Object.entries(fields).map(([name, value]) => ({ name, value }));
  return { kind: 'multipart', parts: [...parts, { name: fileField, file }] };
}

/** What people run into whose number is a linked phone. */
export const BANNED =
  'A number that is connected like WhatsApp Web gets banned for many messages to people who do not know it: keep the pace of the credential low.';

/** What the form of an upload may have: an audio carries no caption. */
export const MEDIA = {
  image: ['caption', 'fileName'],
  video: ['caption', 'fileName'],
  audio: ['fileName'],
  document: ['caption', 'fileName'],
} as const;

/** The servers tell a kind by the first word of the MIME type; every application/ is a document to them. */
export const DOCUMENT_TYPE = 'application/octet-stream';

/** Said in a code by some servers, and in words by others. */
export const WRONG_TOKEN = advice(
  'fixCredential',
  'The vendor does not accept the token.',
  'Copy the token of the WhatsApp connection into the credential again.',
);

/** Said in a code by some servers, and in words by others. */
export const NO_WHATSAPP = advice(
  'fixNumber',
  'The vendor did not find this number on WhatsApp.',
  'Check the number with the person before you send again.',
);

/** What the codes of the family mean. */
export const FAMILY_ADVICE: AdviceTable = {
  ERR_SESSION_EXPIRED: WRONG_TOKEN,
  ERR_NO_DEF_WAPP_FOUND: advice(
    'fixChannel',
    'No WhatsApp connection is marked as the default one, or none is connected.',
    "Connect one and mark it as default in the vendor's panel, then send this item again.",
  ),
  ERR_WAPP_NOT_INITIALIZED: advice(
    'fixChannel',
    'The WhatsApp connection is not running.',
    "Connect it again in the vendor's panel, then send this item again.",
  ),
  ERR_SENDING_WAPP_MSG: advice(
    'lookFirst',
    'It says this also of messages that arrived, and of a text whose {{ has no }}.',
    "Look in the vendor's panel whether it arrived before you send it again.",
  ),
  ERR_CHECK_NUMBER: NO_WHATSAPP,
  ERR_WAPP_INVALID_CONTACT: NO_WHATSAPP,
  ERR_WAPP_CHECK_CONTACT: advice(
    'fixChannel',
    'The vendor could not ask WhatsApp for this number.',
    "Check in the vendor's panel that the WhatsApp connection is running, then send this item again.",
  ),
  ERR_INTERNAL_ERROR: advice(
    'lookFirst',
    'Some servers say this also of a number without WhatsApp and of a connection that is not running.',
    "Look in the vendor's panel whether it arrived before you send it again.",
  ),
};

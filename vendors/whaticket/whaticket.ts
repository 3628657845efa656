import { z } from 'zod/v4';
import { json } from '../../core/contract/http';
import { idOfDigits } from '../../core/contract/inputs';
import { switchInput } from '../../core/contract/switches';
import { defineVendor, type OwnInputs } from '../../core/contract/vendor';
import { hostList, ownServerAddress } from '../../core/input/endpoint';
import {
  BANNED,
  DOCUMENT_TYPE,
  ENDPOINT,
  formWithFile,
  MEDIA,
  noteOnBraces,
  openTicketField,
  refusedInSuccess,
  ticketInputs,
  FAMILY_ADVICE,
  type Ticket,
} from '../families/whaticket';
import { whaticketMessages } from '../families/whaticketWebhook';
import { accepted, acceptedFile, refusal } from './answers';

const config = ownServerAddress('baseUrl', 'Server Address', { endpoint: ENDPOINT }).and(
  z.object({ allowedMediaHosts: hostList('Allowed Media Hosts') }),
);

const endpoint = ({ baseUrl }: z.output<typeof config>): string => `${baseUrl}/api/messages/send`;

const inputs = {
  ...ticketInputs('Whaticket', 'Servers that know no tickets here ignore it.'),
  userId: {
    label: 'User ID',
    description:
      'The attendant who gets the ticket, on servers that read it; Press-Ticket sends nothing without one',
    schema: idOfDigits('User ID', 'Copy the number of the attendant from the panel.'),
    control: { kind: 'text', placeholder: 'e.g. 7', named: true },
    default: '',
  },
  sendSignature: {
    label: 'Send Signature',
    description: "Whether the attendant's name stands above the text, on servers that read it",
    schema: switchInput('Send Signature'),
    control: { kind: 'switch' },
    default: false,
    place: 'options',
  },
  closeTicket: {
    label: 'Close Ticket',
    description: 'Whether the ticket is closed after the message, on servers that read it',
    schema: switchInput('Close Ticket'),
    control: { kind: 'switch' },
    default: false,
    place: 'options',
  },
} as const satisfies OwnInputs;

interface More extends Ticket {
  userId?: string;
  sendSignature?: boolean;
  closeTicket?: boolean;
}

/** All as text, as a form carries them too; a server ignores what it does not know. */
const fieldsOf = ({ userId, sendSignature, closeTicket, ...ticket }: More): Record<string, string> => ({
  openTicket: openTicketField(ticket),
  ...(ticket.queueId !== undefined && { queueId: ticket.queueId }),
  ...(userId !== undefined && { userId }),
  ...(sendSignature === true && { sendSignature: 'true' }),
  ...(closeTicket === true && { closeTicket: 'true' }),
});

const honours = ['openTicket', 'queueId', 'userId', 'sendSignature', 'closeTicket'] as const;

const QUEUED =
  'Some servers put a message into a queue of their own and try it three times: their yes means taken, not sent.';

/** Whaticket, whose servers people run or rent under hundreds of names. */
export const whaticket = defineVendor({
  id: 'whaticket',
  name: 'Whaticket',
  credential: { type: 'mensageiroWhaticketApi', secrets: ['token'] },
  config,
  ownServer: true,
  numberForm: 'international',
  inputs,
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          traps: [BANNED, QUEUED],
          honours,
          note: ({ text }) => noteOnBraces('Whaticket', text),
          request: ({ to, text, ...input }, config) => ({
            method: 'POST',
            url: endpoint(config),
            body: json({ number: to, body: text, ...fieldsOf(input) }),
          }),
          accepted,
          refused: refusedInSuccess,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          traps: [
            BANNED,
            QUEUED,
            'On servers that open tickets, send an audio only with "Open Ticket" on: without a ticket they may stop working.',
            'Some servers say yes and then send no audio, or a file without its caption: send one of each to yourself first and look at the phone.',
          ],
          honours,
          note: ({ caption }) => noteOnBraces('Whaticket', caption),
          kindByFile: { documentType: DOCUMENT_TYPE },
          media: MEDIA,
          hints: {
            caption: 'Some servers leave it out, or show the name of the file in its place',
            fileName: 'Some servers garble accents: give a name without them',
          },
          request: ({ to, file, fileName, caption = '', mediaType: _kind, ...input }, config) => {
            const fields = { number: to, body: caption, ...fieldsOf(input) };
            const named = { ...file, fileName: fileName ?? file.fileName };
            return { method: 'POST', url: endpoint(config), body: formWithFile(fields, 'medias', named) };
          },
          accepted,
          acceptedOf: acceptedFile,
          refused: refusedInSuccess,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal,
  advice: FAMILY_ADVICE,
  webhook: { sources: [whaticketMessages('whaticket', 'Whaticket')] },
});

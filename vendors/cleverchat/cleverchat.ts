import { z } from 'zod/v4';
import { anyButPageOrFragment } from '../../core/outcomes/answers';
import { addressOr, hostList } from '../../core/input/endpoint';
import { idOfDigits } from '../../core/contract/inputs';
import { switchInput } from '../../core/contract/switches';
import { invalidInput } from '../../core/contract/outcome';
import { json, type Part } from '../../core/contract/http';
import { defineVendor, type Acceptance } from '../../core/contract/vendor';
import { DOCUMENT_TYPE, errorText, refusedInSuccess, WHATICKET_ADVICE } from '../families/whaticket';
import { whaticketMessages } from '../families/whaticketWebhook';

const config = z.object({
  baseUrl: addressOr('Base URL', 'https://api.cleverchat.com.br', /\/api\/messages(\/send)?$/i),
  allowedMediaHosts: hostList('Allowed Media Hosts'),
});

const endpoint = ({ baseUrl }: z.output<typeof config>): string => `${baseUrl}/api/messages/send`;

/**
 * No id and no shape is documented for a success, so any answer will do that is no web page: a page says that
 * something else than the API answered.
 */
const accepted = anyButPageOrFragment.transform((): Acceptance => ({ messageId: null, status: null }));

/**
 * The ticket fields as the API wants them: strings, and always there. A ticket without a real queue is
 * answered with success and then shows up nowhere, so it is refused here.
 */
function ticket({ openTicket = false, queueId = '0' }: { openTicket?: boolean; queueId?: string }) {
  if (openTicket && /^0*$/.test(queueId))
    throw invalidInput(
      '"Queue ID" is empty, but "Open Ticket" is on; the ticket would land in no queue.',
      'Fill in the ID of the queue, or switch Open Ticket off.',
    );
  return { openTicket: openTicket ? '1' : '0', queueId };
}

/** The server fills its own placeholders in; what it does not know vanishes. Seen on one of its family. */
const noteOnBraces = (text = ''): string | undefined =>
  text.includes('{{')
    ? 'CleverChat may fill in or leave out what stands between double braces, such as {{name}}.'
    : undefined;

/**
 * Without a ticket the family's server never delivers audio, answers as if it had, and stops working for everybody
 * else until it is started again.
 */
const SILENT = invalidInput(
  '"Open Ticket" is off, and CleverChat delivers an audio only with a ticket.',
  'Switch "Open Ticket" on and fill in "Queue ID", or set "Media Type" to Document.',
);

/** CleverChat (cleverchat.com.br): one endpoint, JSON for text and a form for files. */
export const cleverchat = defineVendor({
  id: 'cleverchat',
  name: 'CleverChat',
  credential: { type: 'cleverChatApi', secrets: ['token'] },
  config,
  numberForm: 'international',
  inputs: {
    openTicket: {
      label: 'Open Ticket',
      description:
        'Whether to open a ticket for the conversation. Captions and audio arrive only with one; without it CleverChat shows the file name in the place of the caption.',
      schema: switchInput('Open Ticket'),
      control: { kind: 'switch' },
      default: false,
    },
    queueId: {
      label: 'Queue ID',
      description: 'The queue that the ticket goes into; needed with Open Ticket',
      schema: idOfDigits('Queue ID', 'Copy the number of the queue from CleverChat.'),
      control: { kind: 'text', placeholder: 'e.g. 5', named: true },
      default: '',
      shownWith: { openTicket: [true] },
    },
  },
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          traps: [
            'A number that is connected like WhatsApp Web gets banned for many messages to people who do not know it: keep the pace of the credential low.',
            'With "Open Ticket" on, a ticket without a real queue shows up nowhere: choose the queue.',
          ],
          honours: ['openTicket', 'queueId'],
          note: ({ text }) => noteOnBraces(text),
          request: ({ to, text, ...input }, config) => ({
            method: 'POST',
            url: endpoint(config),
            body: json({ number: to, ...ticket(input), body: text }),
          }),
          accepted,
          refused: refusedInSuccess,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          traps: [
            'A number that is connected like WhatsApp Web gets banned for many messages to people who do not know it: keep the pace of the credential low.',
            'Captions and audio arrive only with "Open Ticket" on.',
          ],
          honours: ['openTicket', 'queueId'],
          note: ({ caption }) => noteOnBraces(caption),
          kindByFile: { documentType: DOCUMENT_TYPE },
          // Audio carries no caption.
          media: {
            image: ['caption', 'fileName'],
            video: ['caption', 'fileName'],
            audio: ['fileName'],
            document: ['caption', 'fileName'],
          },
          hints: {
            caption:
              'With "Open Ticket" off CleverChat shows the name of the file in its place, and nothing below a video',
          },
          request: ({ to, file, fileName, caption = '', mediaType, ...input }, config) => {
            if (mediaType === 'audio' && input.openTicket !== true) throw SILENT;
            const fields = Object.entries({ number: to, ...ticket(input), body: caption });
            const parts: Part[] = fields.map(([name, value]) => ({ name, value }));
            parts.push({ name: 'medias', file: { ...file, fileName: fileName ?? file.fileName } });
            return { method: 'POST', url: endpoint(config), body: { kind: 'multipart', parts } };
          },
          accepted,
          refused: refusedInSuccess,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: errorText,
  advice: WHATICKET_ADVICE,
  webhook: { sources: [whaticketMessages('cleverchat', 'CleverChat')] },
});

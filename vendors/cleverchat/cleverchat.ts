import { z } from 'zod/v4';
import { anyButPageOrFragment } from '../../core/outcomes/answers';
import { addressOr, hostList } from '../../core/input/endpoint';
import { invalidInput } from '../../core/contract/outcome';
import { json } from '../../core/contract/http';
import { defineVendor, type Acceptance } from '../../core/contract/vendor';
import {
  BANNED,
  DOCUMENT_TYPE,
  ENDPOINT,
  errorText,
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

const config = z.object({
  baseUrl: addressOr('Base URL', 'https://api.cleverchat.com.br', ENDPOINT),
  allowedMediaHosts: hostList('Allowed Media Hosts'),
});

const endpoint = ({ baseUrl }: z.output<typeof config>): string => `${baseUrl}/api/messages/send`;

/**
 * No id and no shape is documented for a success, so any answer will do that is no web page: a page says that
 * something else than the API answered.
 */
const accepted = anyButPageOrFragment.transform((): Acceptance => ({ messageId: null, status: null }));

/** The ticket fields as the API wants them: strings, and always there. */
const ticket = (input: Ticket) => ({ openTicket: openTicketField(input), queueId: input.queueId ?? '0' });

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
  inputs: ticketInputs(
    'CleverChat',
    'Captions and audio arrive only with one; without it CleverChat shows the file name in the place of the caption.',
  ),
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          traps: [
            BANNED,
            'With "Open Ticket" on, a ticket without a real queue shows up nowhere: choose the queue.',
          ],
          honours: ['openTicket', 'queueId'],
          note: ({ text }) => noteOnBraces('CleverChat', text),
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
          traps: [BANNED, 'Captions and audio arrive only with "Open Ticket" on.'],
          honours: ['openTicket', 'queueId'],
          note: ({ caption }) => noteOnBraces('CleverChat', caption),
          kindByFile: { documentType: DOCUMENT_TYPE },
          media: MEDIA,
          hints: {
            caption:
              'With "Open Ticket" off CleverChat shows the name of the file in its place, and nothing below a video',
          },
          request: ({ to, file, fileName, caption = '', mediaType, ...input }, config) => {
            if (mediaType === 'audio' && input.openTicket !== true) throw SILENT;
            const fields = { number: to, ...ticket(input), body: caption };
            const named = { ...file, fileName: fileName ?? file.fileName };
            return { method: 'POST', url: endpoint(config), body: formWithFile(fields, 'medias', named) };
          },
          accepted,
          refused: refusedInSuccess,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: errorText,
  advice: FAMILY_ADVICE,
  webhook: { sources: [whaticketMessages('cleverchat', 'CleverChat')] },
});

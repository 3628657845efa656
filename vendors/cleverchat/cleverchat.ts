import { z } from 'zod/v4';
import { anyButPageOrFragment, explicitNo } from '../../core/outcomes/answers';
import { addressOr, hostList } from '../../core/input/endpoint';
import { optionalText } from '../../core/contract/inputs';
import { invalidInput } from '../../core/contract/outcome';
import { json, type Part } from '../../core/contract/http';
import { defineVendor, type Acceptance } from '../../core/contract/vendor';
import { errorText, WHATICKET_ADVICE } from '../families/whaticket';

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
      description: 'Whether to open a ticket for the conversation',
      schema: z.boolean({ error: '"Open Ticket" must be on or off. Switch it, or give true or false.' }),
      control: { kind: 'switch' },
      default: false,
    },
    queueId: {
      label: 'Queue ID',
      description: 'The queue that the ticket goes into; needed with Open Ticket',
      schema: z.preprocess(
        (value) => (typeof value === 'number' ? String(value) : value),
        optionalText('Queue ID', 20).refine((text) => text === undefined || /^\d+$/.test(text), {
          error: '"Queue ID" must be a whole number. Copy the number of the queue from CleverChat.',
        }),
      ),
      control: { kind: 'text', placeholder: 'e.g. 5' },
      default: '',
    },
  },
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          honours: ['openTicket', 'queueId'],
          request: ({ to, text, ...input }, config) => ({
            method: 'POST',
            url: endpoint(config),
            body: json({ number: to, ...ticket(input), body: text }),
          }),
          accepted,
          refused: explicitNo,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          honours: ['openTicket', 'queueId'],
          // The kind is decided by the file's MIME type; audio carries no caption.
          media: {
            image: ['caption', 'fileName'],
            video: ['caption', 'fileName'],
            audio: ['fileName'],
            document: ['caption', 'fileName'],
          },
          request: ({ to, file, fileName, caption = '', ...input }, config) => {
            const fields = Object.entries({ number: to, ...ticket(input), body: caption });
            const parts: Part[] = fields.map(([name, value]) => ({ name, value }));
            parts.push({ name: 'medias', file: { ...file, fileName: fileName ?? file.fileName } });
            return { method: 'POST', url: endpoint(config), body: { kind: 'multipart', parts } };
          },
          accepted,
          refused: explicitNo,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: errorText,
  advice: WHATICKET_ADVICE,
});

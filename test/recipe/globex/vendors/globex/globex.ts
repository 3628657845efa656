import { z } from 'zod/v4';
import { json, type HttpRequest } from '../../core/contract/http';
import { optionalText } from '../../core/contract/inputs';
import type { LookupPage } from '../../core/contract/lookup';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { addressOr } from '../../core/input/endpoint';
import { ADVICE } from './advice';
import { deliveries } from './webhook';

/** Its credential: an address, and a key that only the signer sees. */
const config = z.object({ baseUrl: addressOr('Base URL', 'https://api.globex.example') });

type GlobexConfig = z.output<typeof config>;

const lines = z
  .object({ lines: z.array(z.object({ id: z.string(), title: z.string() })) })
  .transform(({ lines: list }) => list.map(({ id, title }) => ({ name: title, value: id })));

const inputs = {
  lineId: {
    label: 'Line',
    description: 'The line that sends',
    schema: optionalText('Line', 40),
    control: {
      kind: 'lookup',
      placeholder: 'e.g. line-7',
      lookup: {
        searches: true,
        request: ({ baseUrl }: GlobexConfig, { search, page }: LookupPage) => ({
          method: 'GET',
          url: `${baseUrl}/lines`,
          query: { ...(search !== undefined && { title: search }), ...(page !== undefined && { page }) },
        }),
        answer: lines,
        nextPage: z.object({ next: z.string().optional() }).transform(({ next }) => next),
      },
    },
    default: '',
  },
  department: {
    label: 'Department',
    description: 'Who answers when the person writes back',
    schema: optionalText('Department', 40),
    control: { kind: 'text', placeholder: 'e.g. Sales' },
    default: '',
  },
} as const satisfies OwnInputs;

/** A text: fields of a form. */
function message(
  { baseUrl }: GlobexConfig,
  to: string,
  { lineId = '', department }: { lineId?: string; department?: string },
  fields: Record<string, string>,
): HttpRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/messages`,
    body: {
      kind: 'form',
      fields: { line: lineId, to, ...fields, ...(department !== undefined && { department }) },
    },
  };
}

const accepted = z
  .object({ accepted: z.literal(true), ref: z.string().min(1) })
  .transform(({ ref }): Acceptance => ({ messageId: ref, status: 'pending' }));

/** Globex (globex.example), an invented vendor: forms, files inside JSON, national numbers, signed deliveries. */
export const globex = defineVendor({
  id: 'globex',
  name: 'Globex',
  credential: { type: 'globexApi', secrets: ['key'] },
  config,
  numberForm: 'national',
  inputs,
  advice: ADVICE,
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          requires: ['lineId'],
          honours: ['department'],
          limits: { text: 1000 },
          request: ({ to, text, ...input }, config) => message(config, to, input, { text }),
          accepted,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          requires: ['lineId'],
          media: { image: ['caption'], document: ['caption', 'fileName'] },
          // A slot for the file comes first: what it is called stands in the message's address.
          before: {
            failed: 'gave no place for the file of this message',
            request: ({ lineId = '', mediaType }, { baseUrl }) => ({
              method: 'POST',
              url: `${baseUrl}/slots`,
              body: { kind: 'form', fields: { line: lineId, kind: mediaType } },
            }),
            answer: z.object({ slot: z.string().regex(/^\w+$/) }),
          },
          request: ({ to, file, caption, fileName }, { baseUrl }, { slot = '' }) => ({
            method: 'POST',
            url: `${baseUrl}/slots/${slot}`,
            body: json({
              to,
              name: fileName ?? file.fileName,
              type: file.mimeType,
              content: { base64: file },
              ...(caption !== undefined && { caption }),
            }),
          }),
          accepted,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: z
    .object({ fault: z.object({ number: z.string(), words: z.string() }) })
    .transform(({ fault }) => ({ code: fault.number, message: fault.words })),
  webhook: { sources: [deliveries] },
});

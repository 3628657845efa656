import { z } from 'zod/v4';
import { anyButPageOrFragment } from '../../core/outcomes/answers';
import { hostList, requiredAddress } from '../../core/input/endpoint';
import { isEmpty } from '../../core/contract/inputs';
import { json, type Part } from '../../core/contract/http';
import { defineVendor, type Acceptance } from '../../core/contract/vendor';
import { DOCUMENT_TYPE, errorText, refusedInSuccess, WHATICKET_ADVICE } from '../families/whaticket';
import { whaticketMessages } from '../families/whaticketWebhook';
import { findMessageId } from './messageId';

/** The path of the product family, for a user who pasted the bare host. */
const FAMILY_PATH = '/api/messages/send';

const withPath = (url: string): string => (new URL(url).pathname === '/' ? `${url}${FAMILY_PATH}` : url);

const orDefault = (byDefault: string) => (value: unknown) => (isEmpty(value) ? byDefault : value);

const config = z
  .object({
    textEndpoint: requiredAddress('Text Endpoint').transform(withPath),
    mediaEndpoint: z.unknown(),
    allowedMediaHosts: hostList('Allowed Media Hosts'),
    // Both: a server that reads the other name delivers the word "undefined" and says yes.
    textKey: z.preprocess(orDefault('both'), z.enum(['message', 'body', 'both'])),
    fileField: z.preprocess(
      orDefault('medias'),
      z.string().regex(/^[\w-]{1,40}$/, { error: '"File Field" may hold only letters, digits, - and _.' }),
    ),
  })
  .transform(({ mediaEndpoint, ...rest }, context) => {
    if (isEmpty(mediaEndpoint)) return { ...rest, mediaEndpoint: rest.textEndpoint };
    const read = requiredAddress('Media Endpoint').transform(withPath).safeParse(mediaEndpoint);
    if (read.success) return { ...rest, mediaEndpoint: read.data };
    context.addIssue({
      code: 'custom',
      message: read.error.issues[0]?.message ?? '"Media Endpoint" cannot be used.',
      continue: false,
    });
    return z.NEVER;
  });

type LogycaConfig = z.output<typeof config>;

/** The text under the name that this installation reads. */
function textFields(text: string, { textKey }: LogycaConfig): Record<string, string> {
  return {
    ...(textKey !== 'body' && { message: text }),
    ...(textKey !== 'message' && { body: text }),
  };
}

/** An id is promised but its place is not documented, so an answer without one is still an acceptance. */
const accepted = anyButPageOrFragment.transform(
  (body): Acceptance => ({ messageId: findMessageId(body), status: null }),
);

/** Logyca (LogycaChat): two endpoints that the user copies from the panel; every partner has its own host. */
export const logyca = defineVendor({
  id: 'logyca',
  name: 'Logyca',
  credential: { type: 'logycaApi', secrets: ['token'] },
  config,
  numberForm: 'international',
  inputs: {},
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'phone',
          traps: [
            'A number that is connected like WhatsApp Web gets banned for many messages to people who do not know it: keep the pace of the credential low.',
          ],
          request: ({ to, text }, config) => ({
            method: 'POST',
            url: config.textEndpoint,
            body: json({ number: to, ...textFields(text, config) }),
          }),
          accepted,
          refused: refusedInSuccess,
        },
        sendMediaByUpload: {
          recipient: 'phone',
          traps: [
            'A number that is connected like WhatsApp Web gets banned for many messages to people who do not know it: keep the pace of the credential low.',
            'Logyca takes files, no links: for a link its host must stand in the credential.',
          ],
          kindByFile: { documentType: DOCUMENT_TYPE },
          media: {
            image: ['caption', 'fileName'],
            video: ['caption', 'fileName'],
            audio: ['fileName'],
            document: ['caption', 'fileName'],
          },
          request: ({ to, file, fileName, caption = '' }, config) => {
            // Both names of the text: which one this endpoint reads is not documented, and the other is ignored.
            const fields = Object.entries({ number: to, message: caption, body: caption });
            const parts: Part[] = fields.map(([name, value]) => ({ name, value }));
            parts.push({
              name: config.fileField,
              file: { ...file, fileName: fileName ?? file.fileName },
            });
            return { method: 'POST', url: config.mediaEndpoint, body: { kind: 'multipart', parts } };
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
  webhook: { sources: [whaticketMessages('logyca', 'Logyca')] },
});

import { z } from 'zod/v4';
import { anyButPageOrFragment } from '../../core/outcomes/answers';
import { hostList, requiredAddress } from '../../core/input/endpoint';
import { isEmpty } from '../../core/contract/inputs';
import { json } from '../../core/contract/http';
import { defineVendor, type Acceptance } from '../../core/contract/vendor';
import {
  BANNED,
  DOCUMENT_TYPE,
  errorText,
  formWithFile,
  MEDIA,
  refusedInSuccess,
  FAMILY_ADVICE,
} from '../families/whaticket';
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
          traps: [BANNED],
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
          traps: [BANNED, 'Logyca takes files, no links: for a link its host must stand in the credential.'],
          kindByFile: { documentType: DOCUMENT_TYPE },
          media: MEDIA,
          request: ({ to, file, fileName, caption = '' }, config) => {
            // Both names of the text: which one this endpoint reads is not documented, and the other is ignored.
            const fields = { number: to, message: caption, body: caption };
            const named = { ...file, fileName: fileName ?? file.fileName };
            return {
              method: 'POST',
              url: config.mediaEndpoint,
              body: formWithFile(fields, config.fileField, named),
            };
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
  webhook: { sources: [whaticketMessages('logyca', 'Logyca')] },
});

import { z } from 'zod/v4';
import { advice, type FailedOutcome } from '../../core/contract/outcome';
import type { Refusal } from '../../core/contract/vendor';
import { outcomeOfCode } from '../families/metaCodes';

/** An answer that is no success, as far as it tells what became of the message. */
interface Answer {
  /** As the body repeats it. */
  status: number;
  error: string;
  /** All texts of the message in their order. */
  words: string;
  /** The message is a list in a list: the request did not fit the call. */
  isOfSchema: boolean;
}

const contains =
  (words: RegExp) =>
  (answer: Answer): boolean =>
    words.test(answer.words);

const withStatus =
  (status: number, words = /(?:)/) =>
  (answer: Answer): boolean =>
    answer.status === status && words.test(answer.words);

/**
 * What the server's words tell, seen on version 2.3.7; the first line that fits holds. A 400 may come after the
 * message has left, and a 500 often comes before: the status alone says nothing.
 */
const TOLD: ReadonlyArray<readonly [fits: (answer: Answer) => boolean, outcome: FailedOutcome | undefined]> =
  [
    // The key, the address, the size: the status says it.
    [({ error }) => /^(Unauthorized|Forbidden|Not Found)$/.test(error), undefined],
    [withStatus(413), undefined],
    [({ isOfSchema }) => isOfSchema, 'rejected'],
    [
      contains(/^(no WhatsApp at |Text is required|Owned media must be|For base64 the file name)/),
      'rejected',
    ],
    [contains(/^Method not available/), 'rejected'],
    // The socket refuses before it writes, also where it was never open since the server started.
    [
      contains(/^(Error: )?Connection Closed$|reading '(sendMessage|onWhatsApp|waUploadToServer)'/),
      'notSent',
    ],
    // A file goes to WhatsApp's store before its message is written; the status differs from version to version.
    [contains(/^Error: Media upload failed on all hosts/), 'notSent'],
    // WhatsApp did not say whether the number is there, or the server could not look it up.
    [withStatus(500, /^Timed Out$|contact\.findMany|reading 'find'/), 'notSent'],
    [
      withStatus(
        500,
        /AxiosError|^Error: (getaddrinfo |connect E[A-Z]|Hostname\/IP does not match certificate's altnames)|Failed to fetch stream|fetch failed|Input [Bb]uffer|Unexpected file field/,
      ),
      'rejected',
    ],
    // Whatever else went wrong may have gone wrong after the message left, such as storing it.
    [({ status }) => status === 400 || status >= 500, 'unknown'],
  ];

/** Before a number that is not on WhatsApp. */
const ABSENT = 'no WhatsApp at ';

const NO_WHATSAPP = advice(
  'fixNumber',
  'The server did not find this number on WhatsApp.',
  'Check the number with the person before you send again.',
);

const absent = z
  .tuple([z.object({ exists: z.literal(false), number: z.string() })], z.unknown())
  .transform(([{ number }]) => `${ABSENT}${number}`);

function textsIn(message: unknown): string {
  const list = absent.safeParse(message);
  if (list.success) return list.data;
  const flat = (Array.isArray(message) ? message.flat(3) : [message]) as unknown[];
  return flat.filter((text) => typeof text === 'string').join('; ');
}

const activation = z
  .object({ code: z.literal('LICENSE_REQUIRED'), error: z.string() })
  .transform(({ code, error }): Refusal => ({ code, message: error, outcome: 'rejected' }));

const answer = z
  .object({
    status: z.number(),
    error: z.string().catch(''),
    response: z.object({ message: z.unknown() }),
  })
  .transform(({ status, error, response: { message } }): Refusal => {
    const words = textsIn(message);
    const isOfSchema = Array.isArray(message) && Array.isArray(message[0]);
    const [, outcome] = TOLD.find(([fits]) => fits({ status, error, words, isOfSchema })) ?? [];
    const isAbsent = words.startsWith(ABSENT);
    return {
      code: null,
      message: words || error,
      outcome,
      ...(isAbsent && { meaning: NO_WHATSAPP }),
    };
  });

export const refusal = z.union([activation, answer]);

/** The answer of Meta to an official number, handed on as it came, under a status of success. */
export const refusedByMeta = z
  .object({ code: z.number().int(), message: z.string(), fbtrace_id: z.unknown() })
  .transform(({ code, message }): Refusal => ({ code: String(code), message, outcome: outcomeOfCode(code) }));

import { z } from 'zod/v4';
import { theirId } from '../../core/outcomes/answers';
import type { MediaType } from '../../core/contract/media';
import type { Acceptance, Refusal } from '../../core/contract/vendor';
import { errorText, NO_WHATSAPP, WRONG_TOKEN } from '../families/whaticket';

/**
 * How the servers of the family answer: which of them it is, is read from what it says, and never found out by trying
 * twice. All but one give no id, and none has a call by which a message can be read back.
 */

const withoutId = (): Acceptance => ({ messageId: null, status: null });

/** Press-Ticket: the message as its WhatsApp library has it, of either kind. */
const withMessage = z
  .object({
    resp: z.object({
      key: z.object({ id: theirId }).nullish().catch(null),
      id: z
        .union([z.object({ id: theirId }).transform(({ id }) => id), theirId])
        .nullish()
        .catch(null),
    }),
  })
  .transform(({ resp: { key, id } }): Acceptance => ({ messageId: key?.id ?? id ?? null, status: null }));

/** A file, as far as it depends on what came with it whether a server sends all of it. */
export interface FileSent {
  mediaType: MediaType;
  caption?: string;
  openTicket?: boolean;
}

/** ticketz, whose caption is the name of the file. */
const queued = ({ caption = '' }: FileSent): string | undefined =>
  caption === ''
    ? undefined
    : 'Servers that answer like this one show the name of the file in the place of the caption: look at the phone.';

/** Classic servers and those that open tickets answer alike; without a ticket both lose the same. */
function classic({ mediaType, caption = '', openTicket = false }: FileSent): string | undefined {
  if (openTicket || (mediaType !== 'audio' && caption === '')) return undefined;
  const lost = mediaType === 'audio' ? 'an audio' : 'a caption';
  return `Servers that answer like this one send ${lost} only with a ticket, or not at all: look at the phone.`;
}

/** A yes in words that begin so, with a note where such a server is known to lose part of the file. */
const inWords = (beginning: RegExp, note?: string) =>
  z
    .object({ mensagem: z.string().regex(beginning) })
    .transform((): Acceptance => ({ ...withoutId(), ...(note !== undefined && { note }) }));

const CLASSIC = /^Mensagem enviada/i;
const QUEUED = /^Message added to queue/i;

/** flow and its kin say it with a word, */
const inAWord = z.object({ status: z.string().regex(/^SUCCESS$/i) }).transform(withoutId);

/** and community says nothing at all. */
const silent = z.union([z.literal(''), z.undefined(), z.null()]).transform(withoutId);

/** Any of their yeses to a text. */
export const accepted = z.union([withMessage, inWords(CLASSIC), inWords(QUEUED), inAWord, silent]);

/** Any of their yeses to a file. */
export const acceptedFile = (file: FileSent): z.ZodType<Acceptance> =>
  z.union([withMessage, inWords(CLASSIC, classic(file)), inWords(QUEUED, queued(file)), inAWord, silent]);

/** What is refused before WhatsApp is spoken to, whatever the member and its HTTP status. */
const NOT_SENT =
  /^(Invalid number format|API Desabilitada|number is a required field|User ID is required|Ticket em outro atendimento|ERR_(SYNTAX|SESSION_EXPIRED|NO_DEF_WAPP_FOUND|WAPP_NOT_INITIALIZED|WAPP_INVALID_CONTACT|WAPP_CHECK_CONTACT|CREATING_TICKET|WHATSAPP_NOT_FOUND|CHECK_NUMBER|NO_TICKET_FOUND|NO_USER_FOUND|QUEUE_NOT_FOUND|NOT_FOUND)\b)/i;

const ABOUT_TOKEN = /^(Acesso não permitido|Invalid token|Token inválido)/i;

const ABOUT_NUMBER = /^Este número não está cadastrado/i;

/** Said by the limiter before the server proper; a status of its own goes with it. */
const TOO_MANY = /^(Muitas requisições|Too many requests|Rate limit)/i;

const isCertain = ({ code, message }: Refusal): boolean =>
  [code ?? '', message].some((words) => NOT_SENT.test(words.trim()));

/**
 * In the form of the family everything else may have gone wrong after WhatsApp took the message: one place catches both.
 * What is not in that form was said by somebody in between, and its HTTP status decides.
 */
const inTheirForm = z.strictObject({ error: z.string() }).transform((body, context): Refusal => {
  const given = errorText.safeParse(body).data;
  if (given === undefined) {
    context.addIssue('No words.');
    return z.NEVER;
  }
  const words = given.message.trim();
  if (ABOUT_TOKEN.test(words)) return { ...given, outcome: 'rejected', meaning: WRONG_TOKEN };
  if (ABOUT_NUMBER.test(words)) return { ...given, outcome: 'rejected', meaning: NO_WHATSAPP };
  if (TOO_MANY.test(words)) return given;
  return { ...given, outcome: isCertain(given) ? 'rejected' : 'unknown' };
});

export const refusal = z.union([inTheirForm, errorText]);

import { isObject, kindOfFile } from '../fields';
import type { Fields } from '../fields';
import { RECIPIENTS, isRecipient } from '../recipients';
import type { Answer, ArrivingRequest, InboxMessage, ReceivedPart } from '../recording';
import type { World } from '../world';

/** What the servers of the Whaticket family do alike; CleverChat and Logyca belong to it. */
export const GENERIC = 'Não foi possível enviar a mensagem, tente novamente em alguns instantes';

const LARGEST_JSON = 100 * 1024;

export function failed(status: number, error: string): Answer {
  return { status, body: { error } };
}

/** The answer to anything unhandled: broken JSON, a wrong file field, a JSON body that is too large. */
export const expired = failed(500, 'Sessão Expirada! Recarregue sua página.');

export function tooLarge(request: ArrivingRequest): boolean {
  return !request.parts && request.rawBody.length > LARGEST_JSON;
}

/** Fields from JSON or from multipart. Other bodies, urlencoded ones too, have none. */
export function readFields(request: ArrivingRequest): Fields {
  if (!request.parts) return isObject(request.json) ? request.json : {};
  return Object.fromEntries(
    request.parts.filter((part) => !hasFile(part)).map((part) => [part.name, part.value]),
  );
}

export function hasFile(part: ReceivedPart): boolean {
  return part.content !== undefined;
}

/** A number that the server cannot use, or that a fixture refuses. */
export function numberRefusal(number: string): Answer | undefined {
  if (isRecipient(number, RECIPIENTS.internalError)) return failed(500, 'Internal server error');
  if (isRecipient(number, RECIPIENTS.unavailable)) return failed(400, 'ERR_WAPP_NOT_INITIALIZED');
  // The causes are indistinguishable: the server loses them on the way to its answer.
  if (!/^\d{8,20}$/.test(number) || isRecipient(number, RECIPIENTS.notOnWhatsApp))
    return failed(400, GENERIC);
  return undefined;
}

type Addressing = Pick<InboxMessage, 'vendor' | 'messageId' | 'to'> & Partial<InboxMessage>;

/** In strict mode: what the server would take, although our nodes must never send it. */
export const mustNotBeSent = (what: string): Answer =>
  failed(400, `The simulator is strict: ${what} must never be sent`);

/** Puts an uploaded file on the phone. Voice notes have no caption. */
export function deliverFile(world: World, to: Addressing, file: ReceivedPart, caption: string): void {
  const kind = kindOfFile(file.mimeType ?? '');
  world.deliver({
    ...to,
    host: '',
    kind,
    media: {
      ...(file.fileName && { fileName: file.fileName }),
      ...(file.mimeType && { mimeType: file.mimeType }),
      ...(file.content && { content: file.content }),
    },
    ...(caption && kind !== 'audio' && { text: caption }),
    status: isRecipient(to.to, RECIPIENTS.failsLater) ? 'failed' : 'sent',
  });
}

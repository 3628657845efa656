import { z } from 'zod/v4';
import { json, type HttpRequest } from '../../core/contract/http';
import type { Found } from '../../core/contract/vendor';
import { addressOf, type EvolutionConfig } from './config';

/**
 * How a message is looked for on the server, seen on version 2.3.7: by the chat and a window of time, of which both ends
 * are needed. A filter on the text is ignored there, so texts are compared here.
 */

/** More than any account sends to one person within half an hour. */
const MOST = 50;

/** The forms in which WhatsApp may know a Brazilian number: the server may have left out the ninth digit, or put it in. */
function formsOf(number: string): string[] {
  const [, before = '', after = ''] = /^(55\d{2})9(\d{8})$/.exec(number) ?? [];
  if (before !== '') return [number, `${before}${after}`];
  const [, area = '', rest = ''] = /^(55\d{2})([6-9]\d{7})$/.exec(number) ?? [];
  return area === '' ? [number] : [number, `${area}9${rest}`];
}

/** Requests for what left to this number between two times. */
export function requests(
  input: { to: string; instance?: string },
  config: EvolutionConfig,
  { from, to }: { from: Date; to: Date },
): HttpRequest[] {
  return formsOf(input.to).map((number) => ({
    method: 'POST',
    url: addressOf('chat/findMessages', input, config),
    body: json({
      where: {
        key: { remoteJid: `${number}@s.whatsapp.net`, fromMe: true },
        messageTimestamp: { gte: from.toISOString(), lte: to.toISOString() },
      },
      page: 1,
      offset: MOST,
    }),
  }));
}

const record = z.object({
  key: z.object({ id: z.string().min(1), fromMe: z.literal(true) }),
  messageTimestamp: z.number(),
  message: z.record(z.string(), z.unknown()),
});

/**
 * The records of an answer whose message is the same.
 *
 * @param isSame whether what WhatsApp holds of a message is what was sent
 */
export const recordsThat = (isSame: (message: Readonly<Record<string, unknown>>) => boolean) =>
  z
    .object({ messages: z.object({ records: z.array(z.unknown()) }) })
    .transform(({ messages: { records } }): Found[] =>
      records.flatMap((each) => {
        const read = record.safeParse(each).data;
        if (read === undefined || !isSame(read.message)) return [];
        return [{ messageId: read.key.id, at: read.messageTimestamp * 1000 }];
      }),
    );

const inside = (message: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> => {
  const value = Object.hasOwn(message, name) ? message[name] : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
};

/** A text, in either of the forms that WhatsApp has for it. */
export const isText = (text: string) => (message: Readonly<Record<string, unknown>>) =>
  message['conversation'] === text || inside(message, 'extendedTextMessage')['text'] === text;

/** A file of a kind, by what is written below it and its name where it has one. */
export const isFile =
  (kind: string, caption: string | undefined, fileName: string | undefined) =>
  (message: Readonly<Record<string, unknown>>) => {
    if (!Object.hasOwn(message, `${kind}Message`)) return false;
    const file = inside(message, `${kind}Message`);
    return (
      (file['caption'] ?? '') === (caption ?? '') && (kind !== 'document' || file['fileName'] === fileName)
    );
  };

/** The server's storage loses the last digits of a long number, seen on version 2.3.7; this is a tenth of a millimetre. */
const isNear = (stored: unknown, sent: number): boolean =>
  typeof stored === 'number' && Math.abs(stored - sent) < 1e-9;

/** A place on the map. */
export const isPlace =
  (latitude: number, longitude: number) => (message: Readonly<Record<string, unknown>>) => {
    const place = inside(message, 'locationMessage');
    return isNear(place['degreesLatitude'], latitude) && isNear(place['degreesLongitude'], longitude);
  };

import type { z } from 'zod/v4';
import { pause, wallClock } from '../pacing/clock';
import type { HttpRequest, HttpResponse } from '../contract/http';
import type { Found } from '../contract/vendor';
import type { Message } from '../message/build';
import { cleanId } from '../outcomes/clean';
import { redactId } from '../outcomes/redact';
import type { Answered, Sender } from './sender';

/** How long is waited before each look, in milliseconds: a vendor may still be at work on the message. */
const WAITS = [1_000, 4_000];

/** How far the vendor's clock may be from ours while nothing of it is known, in milliseconds. */
const WIDE = 15 * 60_000;

/** What the seconds of a vendor's times and of its `Date` may hide, in milliseconds. */
const ROUNDING = 2_000;

/**
 * Looks for a message of which nobody knows whether it was sent. Only a single message that is the same, of this
 * account to this recipient, from no earlier than ours left and none that is known already, is a proof; that none is
 * found proves nothing.
 *
 * @param departedAt when its last request left, by the wall clock, in milliseconds
 * @returns undefined where it was not found, or the vendor documents no way to look
 */
export async function lookBack(
  message: Message,
  sender: Sender,
  departedAt: number,
): Promise<Answered | undefined> {
  const { lookBack: ways } = message;
  if (ways === undefined) return undefined;
  const reading = ways.answer();
  for (const wait of WAITS) {
    if (!(await pause(wait, sender.clock, sender.cancelled))) return undefined;
    const requests = ways.requests({
      from: new Date(departedAt - WIDE),
      to: new Date(wallClock() + WIDE),
    });
    const answers = await Promise.all(requests.map(async (request) => await ask(request, sender)));
    const found = answers.flatMap((answer) => {
      if (answer === undefined) return [];
      const since = departedAt + skewOf(answer) - ROUNDING;
      return foundIn(answer, reading)
        .filter(({ at }) => at >= since)
        .map(({ messageId }) => ({ messageId: redactId(cleanId(messageId), sender.redact), answer }))
        .filter(({ messageId }) => !sender.known.has(messageId));
    });
    const ids = new Set(found.map(({ messageId }) => messageId));
    const [first] = found;
    if (first !== undefined && ids.size === 1)
      return {
        outcome: 'sent',
        messageId: first.messageId,
        status: null,
        httpStatus: first.answer.status,
        note: `${message.vendor.name} gave no clear answer, so the message was looked for there and found.`,
        response: first.answer,
      };
    // Two that are the same: nobody can say which of them is ours.
    if (ids.size > 1) return undefined;
  }
  return undefined;
}

async function ask(request: HttpRequest, { transport }: Sender): Promise<HttpResponse | undefined> {
  const answer = await transport(request).catch(() => undefined);
  return answer === undefined || answer.bodyFailed === true || answer.status < 200 || answer.status > 299
    ? undefined
    : answer;
}

const foundIn = ({ body }: HttpResponse, answer: z.ZodType<readonly Found[]>): readonly Found[] =>
  answer.safeParse(body).data ?? [];

/** By how much the vendor's clock is ahead of ours; nothing where its answer tells no time. */
function skewOf({ headers }: HttpResponse): number {
  const theirs = Date.parse(headers['date'] ?? '');
  return Number.isNaN(theirs) ? 0 : theirs - wallClock();
}

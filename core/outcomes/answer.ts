import { adviceFor, codeInText } from './advice';
import { readable } from './entities';
import { NO_REASON } from './explicitNo';
import { withFieldDetails } from './fieldDetails';
import { classifyStatus, type Cause, type Verdict } from './classify';
import { withoutNodeCodes } from './nodeErrorCodes';
import { saysWhen } from './vendorTime';
import { MessagingError, NOBODY_KNOWS, type Advice, type Outcome } from '../contract/outcome';
import { cleanId } from './clean';
import { quotable, redactId, type Redact } from './redact';
import type { Status } from '../contract/status';
import type { AnyOperation, Refusal, Vendor } from '../contract/vendor';
import type { HttpResponse } from '../contract/http';

/** What is known of a message that the vendor took. */
export interface Receipt {
  outcome: Extract<Outcome, 'sent' | 'accepted'>;
  messageId: string | null;
  status: Status | null;
  httpStatus: number;
  /** The recipient in WhatsApp's own form, where it is another one. */
  waId?: string;
  /** What the user may want to know, as a sentence. */
  note?: string;
}

/**
 * Reads a vendor's answer to a message.
 *
 * @param redact removes the account's secrets from the vendor's words
 * @returns the receipt, or the error with its outcome: `rejected`, `notSent` or `unknown`
 */
export function readResponse(
  vendor: Vendor,
  specification: Pick<AnyOperation, 'accepted' | 'refused'>,
  response: HttpResponse,
  redact: Redact,
): Receipt | MessagingError {
  const { status } = response;
  const body = readable(response.body);
  if (status < 200 || status > 299) return refusalError(vendor, { ...response, body }, redact);

  // Only the body says whether the vendor took it.
  if (response.bodyFailed === true)
    return new MessagingError(`${vendor.name} did not finish its answer.`, {
      outcome: 'unknown',
      nextStep: LOOK_FIRST,
      httpStatus: status,
      vendorCode: null,
    });

  const refused = specification.refused?.safeParse(body);
  if (refused?.success === true) return refusedBy(vendor, detailed(refused.data, body), status, redact);

  const accepted = specification.accepted.safeParse(body);
  if (!accepted.success)
    return new MessagingError(`${vendor.name} answered in a way that its documents do not describe.`, {
      outcome: 'unknown',
      nextStep: LOOK_FIRST,
      httpStatus: status,
      vendorCode: null,
    });
  const { messageId, waId, note } = accepted.data;
  return {
    outcome: messageId === null ? 'accepted' : 'sent',
    // An answer that echoes a secret may do so in any of its fields.
    messageId: messageId === null ? null : redactId(cleanId(messageId), redact),
    status: accepted.data.status,
    httpStatus: status,
    ...(waId !== undefined && { waId: redactId(cleanId(waId), redact) }),
    ...(note !== undefined && { note }),
  };
}

/** The next step where nobody can know whether the message went out. */
export const LOOK_FIRST = "Look in the vendor's panel whether it arrived before you send it again.";

/** The error for an answer that is no success. */
function refusalError(vendor: Vendor, response: HttpResponse, redact: Redact): MessagingError {
  const verdict = classifyStatus(response.status, saysWhen(response.headers['retry-after']));
  const read = vendor.refusal.safeParse(response.body);
  const refusal = detailed(read.success ? read.data : undefined, response.body);
  if (refusal?.outcome !== undefined) return refusedBy(vendor, refusal, response.status, redact);
  const code = codeOf(refusal, redact);
  const refused = verdict.outcome === 'rejected' && verdict.cause === 'refused';
  if (
    refusal !== undefined &&
    verdict.outcome === 'rejected' &&
    (refused || adviceFor(vendor, code) !== undefined)
  )
    return refusedBy(vendor, refusal, response.status, redact);

  // Nothing of the vendor's own words: whoever answered has nothing at this address.
  const isNowhere = refusal === undefined && NO_SUCH_PLACE.includes(response.status);
  const seen: Verdict = isNowhere ? { ...verdict, cause: 'moved' } : verdict;
  return answeredWith(vendor, response.status, refusal, seen, redact);
}

/** There is nothing at the address, or nothing that takes messages. */
const NO_SUCH_PLACE: readonly number[] = [404, 405];

/** A refusal together with what the answer says about single fields. */
function detailed(refusal: Refusal, body: unknown): Refusal;
function detailed(refusal: Refusal | undefined, body: unknown): Refusal | undefined;
function detailed(refusal: Refusal | undefined, body: unknown): Refusal | undefined {
  const words = refusal?.message === NO_REASON ? '' : (refusal?.message ?? '');
  const message = withFieldDetails(words, body);
  return message === words ? refusal : { code: null, ...refusal, message };
}

/** What the vendor said, and what follows from the verdict. */
function answeredWith(
  vendor: Vendor,
  status: number,
  refusal: Refusal | undefined,
  verdict: Verdict,
  redact: Redact,
  advice?: Advice,
): MessagingError {
  const meaning = advice === undefined ? '' : ` ${advice.message}`;
  const nextStep = advice?.nextStep ?? nextStepFor(verdict);
  const opening = `${vendor.name} answered with status ${status}`;
  const before = verdict.outcome === 'unknown' ? NOBODY_KNOWS : '';
  const room = LONGEST_SENTENCE - `${before}${opening} and said: “”.${meaning} ${nextStep}`.length;
  const quoted =
    refusal === undefined || room < FEWEST_WORDS
      ? ''
      : inQuotes(refusal.message, redact, Math.min(room, LONGEST_WORDS));
  const words = quoted === '' ? '' : ` and said: “${quoted}”`;
  return new MessagingError(`${opening}${words}.${meaning}`, {
    outcome: verdict.outcome,
    nextStep,
    httpStatus: status,
    vendorCode: codeOf(refusal, redact),
    repeat: verdict.repeat,
  });
}

/** What a vendor's own word for the outcome means, where it is no refusal. */
const TOLD: Readonly<Record<'notSent' | 'unknown', Verdict>> = {
  notSent: { outcome: 'notSent', repeat: 'later', cause: 'busy' },
  unknown: { outcome: 'unknown', repeat: 'never', cause: 'serverTrouble' },
};

/** The longest sentence: what happened and the next step, read at one glance. */
const LONGEST_SENTENCE = 300;

/** The most of a vendor's words beside a status. */
const LONGEST_WORDS = 120;

/** Fewer of the vendor's words than this say nothing. */
const FEWEST_WORDS = 12;

/** The error for a refusal: the vendor's words, what they mean where that is known, and what to do. */
function refusedBy(vendor: Vendor, refusal: Refusal, status: number, redact: Redact): MessagingError {
  const vendorCode = codeOf(refusal, redact);
  const advice = refusal.meaning ?? adviceFor(vendor, vendorCode);
  if (refusal.outcome === 'notSent' || refusal.outcome === 'unknown') {
    // Advice of another kind would contradict what the vendor's words tell.
    const fitting = advice?.class === 'lookFirst' && refusal.outcome === 'unknown' ? advice : undefined;
    return answeredWith(vendor, status, refusal, TOLD[refusal.outcome], redact, fitting);
  }
  const meaning = advice === undefined ? '' : ` ${advice.message}`;
  const isTold = quotable(refusal.message, redact) !== '' && refusal.message !== NO_REASON;
  const nextStep = advice?.nextStep ?? (isTold ? CORRECT_IT : NEXT_STEPS.refused);
  const opening = `${vendor.name} refused the message`;
  const room = LONGEST_SENTENCE - `${opening}: “”.${meaning} ${nextStep}`.length;
  const words = room < FEWEST_WORDS ? '' : withoutEnd(inQuotes(refusal.message, redact, room));
  return new MessagingError(`${opening}${words === '' ? '' : `: “${words}”`}.${meaning}`, {
    outcome: 'rejected',
    nextStep,
    httpStatus: status,
    vendorCode,
  });
}

const CORRECT_IT = 'Correct what it names, then send this item again.';

/** A sentence of theirs inside one of ours, without its own full stop. */
function withoutEnd(words: string): string {
  let end = words.length;
  while (end > 0 && /[.\s]/.test(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

const inQuotes = (words: string, redact: Redact, longest: number): string =>
  withoutNodeCodes(quotable(words, redact, longest));

/** The vendor's code, or the one in its words. A code is a word; whatever is longer is cut. */
function codeOf(refusal: Refusal | undefined, redact: Redact): string | null {
  const code = refusal === undefined ? null : (refusal.code ?? codeInText(refusal.message) ?? null);
  return code === null ? null : quotable(code, redact, 80);
}

const NEXT_STEPS: Readonly<Record<Cause, string>> = {
  refused: 'Check the recipient and the content of this item, then send it again.',
  credential: 'Open the credential and check the key and its permissions.',
  moved: "Check the address in the credential against the vendor's documents.",
  busy: 'Wait a minute, then send this item again.',
  serverTrouble: LOOK_FIRST,
  unreachable: 'Nothing was sent; send this item again later.',
  address: 'Check the address in the credential; nothing was sent.',
  certificate: 'Ask the vendor about its certificate; nothing was sent.',
  blocked: 'Check the address in the credential; nothing was sent.',
  interrupted: LOOK_FIRST,
};

/** What the user should do after this verdict. */
export const nextStepFor = (verdict: Verdict): string => NEXT_STEPS[verdict.cause];

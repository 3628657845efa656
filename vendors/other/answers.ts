import { z } from 'zod/v4';
import type { Acceptance, Answers, Refusal } from '../../core/contract/vendor';
import { anyButPageOrFragment, explicitNo, refusalWords, theirId } from '../../core/outcomes/answers';
import { firstAt } from '../../core/webhook/values';
import type { Config } from './config';

type AnswerPaths = Pick<Config, 'idPath' | 'successPath' | 'successValue' | 'reasonPath'>;

/** How answers read by the paths of the credential; where it has none, by the words of the answer. */
export const answersBy = (paths: AnswerPaths): Answers => ({
  accepted: anyButPageOrFragment.transform((body, context): Acceptance => {
    const acceptance = acceptanceIn(body, paths);
    if (acceptance !== undefined) return acceptance;
    context.addIssue('Not where the credential says.');
    return z.NEVER;
  }),
  refused: explicitNo,
  refusal: z.unknown().transform((body, context): Refusal => {
    const words = refusalWords.safeParse(body);
    const reason = reasonIn(body, paths.reasonPath);
    if (reason !== undefined) return { code: words.data?.code ?? null, message: reason };
    if (words.success) return words.data;
    context.addIssue('No words.');
    return z.NEVER;
  }),
});

/** The vendor's words where the credential says that they stand. */
function reasonIn(body: unknown, path: string): string | undefined {
  const value = at(body, path);
  const text = wordOf(value)?.trim();
  return text === '' ? undefined : text;
}

/** @returns undefined where the answer does not say what the credential asks of it */
function acceptanceIn(
  body: unknown,
  { idPath, successPath, successValue }: AnswerPaths,
): Acceptance | undefined {
  const isSuccess = successPath === '' || saysSuccess(at(body, successPath), successValue);
  if (!isSuccess) return undefined;
  const id = theirId.safeParse(at(body, idPath));
  if (id.success) return { messageId: id.data, status: null };
  // A documented id that is missing leaves open whether the vendor took the message.
  return idPath === '' || successPath !== '' ? { messageId: null, status: null } : undefined;
}

/** The first value that one of the paths leads to; null where none does, or there is no path. */
const at = (body: unknown, field: string): unknown => firstAt(body, field, (value) => value ?? null);

const SAYS_NO: readonly unknown[] = [undefined, null, false, 0, ''];

/** Without a value to compare with, anything counts that is there and is no "no". */
const saysSuccess = (value: unknown, expected: string): boolean =>
  expected === '' ? !SAYS_NO.includes(value) : wordOf(value)?.toLowerCase() === expected.toLowerCase();

/** A plain value of an answer as its word; undefined for a list, an object and nothing. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : undefined;
}

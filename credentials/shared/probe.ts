import type {
  IAuthenticateRuleResponseCode,
  IAuthenticateRuleResponseSuccessBody,
  ICredentialTestRequest,
  IgnoreStatusErrorConfig,
} from 'n8n-workflow';
import { whenAnswered } from './olderN8n';

type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

const REDIRECTS = [301, 302, 303, 307, 308];
const WRONG_ADDRESS = [404, 405];
// Of a call that only reads, these too mean that it reached something else, or another organization's path.
const NOT_UNDERSTOOD = [400, 422];
const UNAVAILABLE = [502, 503, 504];

/**
 * The statuses that mean something else than "the token was accepted and the empty message was not".
 *
 * Vendors without a call that only reads are asked to send a message that lacks everything a message needs.
 * They look at the token first, so 401 or 403 refuses the token, and 400, 422 or 500 accepts it.
 */
export const refusalsOnly: IgnoreStatusErrorConfig = {
  ignore: true,
  except: [401, 403, 429, ...REDIRECTS, ...WRONG_ADDRESS, ...UNAVAILABLE],
};

/** The same where the test asks for a file that does not exist: 400 and 404 then mean that the key was taken. */
export const fileRefusals: IgnoreStatusErrorConfig = {
  ignore: true,
  except: refusalsOnly.except.filter((status) => status !== 404),
};

const whenStatus = (value: number, message: string): IAuthenticateRuleResponseCode => ({
  type: 'responseCode',
  properties: { value, message },
});

/**
 * What a person reads when a credential test does not succeed.
 *
 * @param vendor its name, or a word for what it is
 * @param refused what to do about a refused token, as a sentence
 * @param address the fields that may be wrong when nothing of the vendor is at the address
 * @param refusals every status that refuses
 */
export function sentences(
  vendor: string,
  refused: string,
  address: string,
  refusals: readonly number[] = refusalsOnly.except,
): ICredentialTestRequest['rules'] {
  const subject = vendor.charAt(0).toUpperCase() + vendor.slice(1);
  const elsewhere = `There is no ${vendor.replace(/ API$/, '')} API at this address. Check ${address}.`;
  const codes: IAuthenticateRuleResponseCode[] = [
    ...[401, 403].map((status) => whenStatus(status, refused)),
    ...[...REDIRECTS, ...WRONG_ADDRESS, ...NOT_UNDERSTOOD].map((status) => whenStatus(status, elsewhere)),
    whenStatus(429, `${subject} is receiving too many requests from this account. Try again in a minute.`),
    ...UNAVAILABLE.map((status) =>
      whenStatus(status, `${subject} is not available at the moment. Try again later.`),
    ),
  ];
  const sentenceOf = (status: number): string =>
    codes.find(({ properties }) => properties.value === status)?.properties.message ??
    `${subject} answered with status ${status}. Check ${address}, and try again in a minute.`;
  const rules: Rule[] = [
    ...codes,
    ...refusals.map((status) => whenAnswered(status, sentenceOf(status))),
    // An answer that is text and begins with "<" is a web page: the address of a panel, not of an API.
    { type: 'responseSuccessBody', properties: { key: '0', value: '<', message: elsewhere } },
  ];
  // n8n reads each rule by its own type, although its type allows only lists of a single kind.
  return rules as IAuthenticateRuleResponseCode[];
}

import type { IAllExecuteFunctions } from 'n8n-workflow';
import { classifyThrown, requestIn } from '../../../core/outcomes/classify';
import { MessagingError } from '../../../core/contract/outcome';
import type { StreamedResponse } from './exchange';

/**
 * What the proxy of this n8n does to a request. Which proxy is used follows from variables of n8n's environment,
 * which a node does not see; what n8n's helper did with them can be seen at the request that it made.
 */

/** The answer to an https request came without TLS: it is not the vendor's but the proxy's. */
export class RefusedByProxy extends Error {
  constructor(readonly status: number) {
    super(`The proxy answered ${status}.`);
  }
}

/** The refusal by a proxy that did not let a request to an https address through; nothing left. */
const stoppedByProxy = (host: string, status?: number): MessagingError =>
  new MessagingError(
    `The proxy of this n8n did not connect to ${host}${status === undefined ? '' : ` (status ${status})`}.`,
    {
      outcome: 'notSent',
      nextStep:
        'Nothing was sent; ask whoever runs this n8n to check HTTPS_PROXY and what the proxy permits.',
      httpStatus: null,
      vendorCode: null,
      // A proxy that says no says it again; one that is out of order may recover.
      repeat: status === undefined || status >= 500 ? 'later' : 'never',
    },
  );

/**
 * Puts a proxy's refusal into words where it was one. A proxy that never gave a connection is seen at the
 * request: one that connects by itself has its socket at once.
 *
 * @returns a handler for what an exchange throws: it throws MessagingError (`notSent`), or what it was given
 */
export const inWordsOfProxy =
  (host: string) =>
  async (thrown: unknown): Promise<never> => {
    if (thrown instanceof RefusedByProxy) throw stoppedByProxy(host, thrown.status);
    const request = requestIn(thrown);
    const refusedByN8n = classifyThrown(thrown).cause === 'blocked';
    const waited = request?.protocol === 'https:' && request.socket === null && !refusedByN8n;
    return await Promise.reject(waited ? stoppedByProxy(host) : thrown);
  };

/** No address: a socket that should start from it is refused by Node.js before a name is looked up. */
const NOWHERE = 'nowhere';

/** The origins of which each run knows whether a proxy is used for them. */
const known = new WeakMap<object, Map<string, Promise<boolean>>>();

/**
 * Whether n8n would use a proxy for an address. n8n's own helper is asked for a request without a token that
 * cannot leave, and what it would have sent tells: only to a proxy the whole address is named.
 */
export async function goesByProxy(
  context: Pick<IAllExecuteFunctions, 'helpers'>,
  url: string,
): Promise<boolean> {
  const { origin } = new URL(url);
  const seen = known.get(context) ?? new Map<string, Promise<boolean>>();
  known.set(context, seen);
  const asked = seen.get(origin) ?? askHelper(context, origin);
  seen.set(origin, asked);
  return await asked;
}

async function askHelper({ helpers }: Pick<IAllExecuteFunctions, 'helpers'>, url: string): Promise<boolean> {
  try {
    const answer = (await helpers.httpRequest({
      url,
      encoding: 'stream',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: 1_000,
      agentOptions: { localAddress: NOWHERE },
    })) as StreamedResponse;
    const { req } = answer.body;
    answer.body.destroy();
    return namesWholeAddress(req?.path);
  } catch (thrown) {
    return namesWholeAddress(requestIn(thrown)?.path);
  }
}

const namesWholeAddress = (path: unknown): boolean => typeof path === 'string' && /^http:/i.test(path);

/** The refusal to send a token in plain text to a proxy. */
export const readableByProxy = (host: string): MessagingError =>
  new MessagingError(
    'The address in the credential starts with http://, and the proxy of this n8n could read the token.',
    {
      outcome: 'notSent',
      nextStep: `Nothing was sent; use an address with https://, or have ${host} listed in NO_PROXY where n8n is started.`,
      httpStatus: null,
      vendorCode: null,
    },
  );

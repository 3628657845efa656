import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { classifyThrown, requestIn } from '../../../core/outcomes/classify';
import { MessagingError } from '../../../core/contract/outcome';
import { exchange } from './exchange';

/**
 * What the proxy of this n8n does to a request. Whether one is used follows from variables of n8n's environment,
 * which a node does not see, and n8n's helper does not say who answered. So it is asked for requests that carry
 * nothing and cannot arrive; what comes of them tells.
 */

/** What a request needs of n8n: the functions of a node that runs, or of one whose lists are loaded. */
export type Asker = Pick<IAllExecuteFunctions, 'helpers'> & {
  getExecutionCancelSignal?(): AbortSignal | undefined;
};

/** The ways that each run has tried, or is trying right now. */
const tried = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Tries the way to an address before anything secret takes it.
 *
 * @param timeout for the try, in milliseconds
 * @throws MessagingError (`notSent`) where a proxy would read the token, or does not let the request through
 */
export async function refuseClosedWay(context: Asker, url: string, timeout: number): Promise<void> {
  const { origin } = new URL(url);
  const ways = tried.get(context) ?? new Map<string, Promise<void>>();
  tried.set(context, ways);
  const way = ways.get(origin) ?? tryWay(context, new URL(url), timeout);
  ways.set(origin, way);
  // One that was closed is tried again by the next request.
  way.catch(() => ways.delete(origin));
  await way;
}

/**
 * The addresses that were seen to need no proxy. n8n's environment stays as it is while it runs, and each look leaves
 * a socket behind that was never opened, so one that found none is not repeated. One that found a proxy is: what it
 * stops must never stay stopped for longer than a run.
 */
const withoutProxy = new Set<string>();

const MOST_ORIGINS = 1_000;

async function tryWay(context: Asker, { origin, protocol, hostname }: URL, timeout: number): Promise<void> {
  if (withoutProxy.has(origin)) return;
  if (!(await goesByProxy(context, origin))) {
    if (withoutProxy.size >= MOST_ORIGINS) withoutProxy.clear();
    withoutProxy.add(origin);
    return;
  }
  if (protocol === 'http:') throw readableByProxy(hostname);
  await tryTunnel(context, origin, hostname, timeout);
}

/**
 * No socket can lie below a device: a way of its own ends there and is closed, without a name looked up or a packet
 * sent. The socket to a proxy knows no path, and is refused for where it should start from.
 */
const NOWHERE = { path: '/dev/null/nowhere', localAddress: 'nowhere' };

/**
 * Whether n8n uses a proxy for an address. Without one the request has its socket at once, whatever comes of it.
 * With one it waits for the proxy's: over http it names the whole address, over https it has no socket yet.
 */
async function goesByProxy({ helpers }: Asker, origin: string): Promise<boolean> {
  const { request: none, cannotLook } = lookingRequest(origin);
  const asked = helpers.httpRequest(none).then(() => undefined, requestIn);
  cannotLook();
  const request = await asked;
  return origin.startsWith('https:')
    ? request !== undefined && request.socket === null
    : /^http:/i.test(String(request?.path));
}

/**
 * The request that looks for a proxy, and what ends it at once in an n8n whose helper reads a request without asking
 * how to connect, as versions before 2.20 do: there it would arrive. Nothing of it has left by then.
 */
function lookingRequest(origin: string): { request: IHttpRequestOptions; cannotLook(): void } {
  const end = new AbortController();
  let read = false;
  let asked = false;
  const request: IHttpRequestOptions = {
    ...asIs(origin),
    abortSignal: end.signal,
    get timeout() {
      read = true;
      return 0;
    },
    get agentOptions() {
      asked = true;
      return NOWHERE;
    },
  };
  const cannotLook = () => {
    if (read && !asked) end.abort();
  };
  return { request, cannotLook };
}

/**
 * Has the proxy connect, and ends the connection once the server at its other end has shown its certificate.
 * Whatever answers before that is the proxy.
 */
async function tryTunnel(context: Asker, origin: string, host: string, timeout: number): Promise<void> {
  let arrived = false;
  const checkServerIdentity = (): Error => {
    arrived = true;
    return new Error('This far and no further.');
  };
  const answer = await exchange({
    timeout,
    cancelled: context.getExecutionCancelSignal?.(),
    ask: async (end) =>
      await context.helpers.httpRequest({
        ...asIs(origin),
        abortSignal: end,
        agentOptions: { checkServerIdentity },
      }),
    read: async () => undefined,
  })
    .catch(inWordsOfProxy(host))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof MessagingError) throw answer;
  if (!arrived && isAnswer(answer)) throw stoppedByProxy(host, answer.status);
}

const isAnswer = (value: unknown): value is { status: number } =>
  typeof value === 'object' && value !== null && !(value instanceof Error) && 'status' in value;

/** Fresh for every request: the helper changes the object it is given. */
const asIs = (url: string): IHttpRequestOptions => ({
  url,
  timeout: 0,
  encoding: 'stream',
  returnFullResponse: true,
  ignoreHttpStatusErrors: true,
  disableFollowRedirect: true,
});

/**
 * Puts into words that a proxy never gave the connection that an https request waited for, or gave its own answer
 * in the place of one. It is seen at the request: one that connects by itself has its socket at once, with TLS.
 *
 * @returns a handler for what an exchange throws: it throws MessagingError (`notSent`), or what it was given
 */
export const inWordsOfProxy =
  (host: string) =>
  async (thrown: unknown): Promise<never> => {
    const request = requestIn(thrown);
    const refusedByN8n = classifyThrown(thrown).cause === 'blocked';
    const waited = request?.protocol === 'https:' && request.encrypted !== true && !refusedByN8n;
    return await Promise.reject(waited ? stoppedByProxy(host) : thrown);
  };

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

const readableByProxy = (host: string): MessagingError =>
  new MessagingError(
    'The address in the credential starts with http://, and the proxy of this n8n could read the token.',
    {
      outcome: 'notSent',
      nextStep: `Nothing was sent; use an address with https://, or have ${host} listed in NO_PROXY where n8n is started.`,
      httpStatus: null,
      vendorCode: null,
    },
  );

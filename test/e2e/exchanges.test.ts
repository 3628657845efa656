import { createHash } from 'node:crypto';
import { NODE_OPERATION } from '../../core/contract/operations';
import type { Vendor } from '../../core/contract/vendor';
import type { Exchange } from '../../recordings/exchange';
import type { Credential, Execution } from '../../host/api';
import type { ReceivedRequest } from '../../simulator/simulator';
import { vendors } from '../../vendors';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';
import { standOfExchange, vendorStands } from '../support/vendorStands';
import { SEND, START, credentialOf, isAskedByForm, workflowOf } from './support/exchangeWorkflow';
import { recordedContent, recordedJson, withoutCarriedWord } from './support/recordedContent';
import { startEverything, startPatience, type Running } from './support/running';

/** Added by a credential to the query, in no exchange. */
const signing = vendorStands.flatMap(({ sign }) => Object.keys(sign('').query ?? {}));

const recorded = recordedExchanges();

function vendorOf(id: string): Vendor {
  const vendor = vendors.find((one) => one.id === id);
  if (!vendor) throw new Error(`There is no vendor ${id}`);
  return vendor;
}

describe('every recorded exchange, from a node in a real n8n to the vendor', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startEverything();
  }, startPatience);
  afterAll(() => running?.stop());

  test('there is one for every operation that a vendor offers', () => {
    const offered = vendors.flatMap(({ id, generations }) =>
      Object.values(generations).flatMap(({ operations }) =>
        Object.keys(operations).map((name) => `${id} ${name}`),
      ),
    );
    const successes = recorded.filter(({ exchange }) => exchange.receipt);
    const shown = successes.map(({ vendor, exchange }) => `${vendor} ${exchange.operation}`);
    expect(offered.filter((operation) => !shown.includes(operation))).toEqual([]);
  });

  test.each(
    recorded
      .filter(isAskedByForm)
      .map((one): [string, Recorded] => [`${one.file}: ${one.exchange.title}`, one]),
  )('%s', async (_, { vendor, exchange }) => {
    const execution = await send(vendor, exchange);
    const expected = [...(exchange.before ? [exchange.before.request] : []), exchange.request];
    const stand = standOfExchange(vendorOf(vendor), exchange);
    // By the way a message may be looked for that the answer told nothing of.
    const requests = running.simulator.requests.filter(
      ({ path }) => stand.looksBackAt === undefined || !path.includes(stand.looksBackAt),
    );
    // Where nothing arrived, the node's own words tell why.
    const refusal = requests.length ? undefined : execution.error?.message;
    expect({ refusal, requests: requests.map(arrived) }).toEqual({
      requests: expected.map((each) => sent(each, exchange)),
    });
    const { sign } = stand;
    const secret = ownSecret(vendorOf(vendor), exchange);
    for (const { headers, query } of requests) expect({ headers, query }).toMatchObject(sign(secret));
    expectOutcome(vendor, exchange, execution);
  });

  /** Runs the exchange's workflow; the simulator gives the recorded answers. */
  async function send(id: string, exchange: Exchange): Promise<Execution> {
    const vendor = vendorOf(id);
    const { n8n, simulator } = running;
    simulator.reset();
    const answers = [...(exchange.before ? [exchange.before.response] : []), exchange.response];
    for (const answer of answers) simulator.answerNext(vendor.id, answer);
    const credential = withOwnSecret(vendor, exchange, credentialOf(vendor, exchange, simulator.urls));
    const workflow = workflowOf(vendor, exchange, await n8n.api.importCredential(credential));
    const { id: workflowId } = await n8n.api.importWorkflow(workflow);
    return n8n.api.runWorkflow(workflowId, START);
  }
});

/** Each exchange is an account of its own: a pause that a vendor asks for in one would hold up the next. */
const ownSecret = (vendor: Vendor, exchange: Exchange): string =>
  `${standOfExchange(vendor, exchange).secret}${createHash('sha256').update(exchange.title).digest('hex').slice(0, 8)}`;

const withOwnSecret = (vendor: Vendor, exchange: Exchange, credential: Credential): Credential => ({
  ...credential,
  data: Object.fromEntries(
    Object.entries(credential.data).map(([field, value]) => [
      field,
      value === standOfExchange(vendor, exchange).secret ? ownSecret(vendor, exchange) : value,
    ]),
  ),
});

function expectOutcome(vendor: string, exchange: Exchange, execution: Execution): void {
  const { receipt, error } = exchange;
  if (error) {
    expect(execution.status).toBe('error');
    expect(`${execution.error?.message} ${execution.error?.description}`).toContain(error.says ?? '');
    expect(execution.error?.description).toContain(`Outcome: ${error.outcome}.`);
    return;
  }
  expect(execution.error).toBeNull();
  expect(execution.items(SEND)).toMatchObject([
    [{ ...receipt, vendor, operation: NODE_OPERATION[exchange.operation], response: exchange.response.body }],
  ]);
}

/** A request as it arrived, byte for byte where bytes are documented, without host and proof of identity. */
function arrived({ method, path, query, headers, rawBody, json, parts }: ReceivedRequest) {
  const asked = Object.fromEntries(Object.entries(query).filter(([name]) => !signing.includes(name)));
  return {
    method,
    path,
    query: asked,
    ...(json !== undefined && {
      type: headers['content-type'],
      body: withoutCarriedWord(rawBody),
    }),
    ...(parts && {
      type: headers['content-type']?.split(';')[0],
      parts: parts.map(({ name, value, fileName, mimeType, content }) =>
        content ? { name, file: { fileName, mimeType, bytes: content.toString('hex') } } : { name, value },
      ),
    }),
  };
}

/** The recorded request in the same form. */
function sent(request: Exchange['request'], { input }: Exchange) {
  const { method, url, query = {}, json, multipart } = request;
  return {
    method,
    path: new URL(url).pathname,
    query,
    ...(json && { type: 'application/json', body: recordedJson({ request, input }) }),
    ...(multipart && { type: 'multipart/form-data', parts: multipart.map(partSent) }),
  };
}

type RecordedPart = NonNullable<Exchange['request']['multipart']>[number];

function partSent(part: RecordedPart) {
  if (!('file' in part)) return part;
  const { fileName, mimeType } = part.file;
  return { name: part.name, file: { fileName, mimeType, bytes: recordedContent(part.file).toString('hex') } };
}

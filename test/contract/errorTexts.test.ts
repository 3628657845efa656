import fc from 'fast-check';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { inputOf } from '../../recordings/exchange';
import { MessagingError, NOBODY_KNOWS, type FailedOutcome, type Outcome } from '../../core/contract/outcome';
import { redactorOf } from '../support/redactorOf';
import { buildMessage } from '../../core/message/build';
import type { HttpResponse, Transport } from '../../core/contract/http';
import { stopError } from '../../nodes/shared/running/outputItem';
import { vendors } from '../../vendors';
import { accountOf } from '../support/credential';
import { recordedExchanges } from '../support/recordedExchanges';
import { answerOf } from '../support/replay';
import { sendOnce } from '../support/sending';

/** The codes that Node and its HTTP parser put into errors; n8n turns some of them into advice to send again. */
const NODE_CODES: readonly string[] = [
  ...[...getSystemErrorMap().values()].map(([name]) => name).filter((name) => name !== 'UNKNOWN'),
  ...Object.keys(constants.errno).filter((name) => name.startsWith('E')),
  'ENOTFOUND',
  'EAI_FAIL',
  'HPE_INVALID_CONSTANT',
  'UND_ERR_SOCKET',
  'ESOCKETTIMEDOUT',
  'getaddrinfo',
];

const codesIn = (text: string): string[] =>
  NODE_CODES.filter((code) => new RegExp(`(?<![A-Za-z0-9_])${code}(?![A-Za-z0-9_])`).test(text));

function expectAClearText({ message, nextStep, outcome }: MessagingError): void {
  expect(codesIn(message)).toEqual([]);
  expect(message.length).toBeLessThanOrEqual(300);
  expect(nextStep).toMatch(/^[A-Z].*\.$/s);
  expect(message.endsWith(` ${nextStep}`)).toBe(true);
  expect(message).not.toMatch(/[\n\r]/);
  if (outcome === 'unknown') expect(nextStep).not.toMatch(/send this item again/i);
}

const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...NODE_CODES),
      fc.constantFrom(
        'connect',
        'Error:',
        '10.0.0.1:443',
        '\n',
        '. ',
        '“”',
        '(#131047)',
        'ERR_CHECK_NUMBER',
        'x'.repeat(400),
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

/** The same JSON with other texts in all places, or in some. */
const withWords = (value: unknown, texts: () => string): unknown => {
  if (typeof value === 'string') return texts();
  if (Array.isArray(value)) return value.map((each) => withWords(each, texts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withWords(each, texts)]));
};

const recorded = recordedExchanges();
const recordedBodies = recorded.map(({ exchange }) => exchange.response.body);

const fields = [
  'error',
  'erro',
  'message',
  'mensagem',
  'success',
  'status',
  'code',
  'errors',
  'detail',
  'data',
];

const body: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...recordedBodies), fc.array(fc.option(words), { minLength: 1, maxLength: 4 }))
    .map(([value, texts]) => {
      let index = 0;
      return withWords(value, () => texts[index++ % texts.length] ?? 'error');
    }),
  fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(words, fc.boolean(), fc.integer(), fc.constant('error')),
  ),
  words,
  fc.jsonValue(),
);

const answer: fc.Arbitrary<HttpResponse> = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 422, 425, 429, 500, 503, 521),
    fc.integer({ min: 100, max: 999 }),
  ),
  headers: fc.dictionary(fc.constantFrom('retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining'), words),
  body,
});

const thrown = fc.oneof(
  fc.anything(),
  fc
    .record({
      code: fc.constantFrom(...NODE_CODES, 'CERT_HAS_EXPIRED', 'ERR_INVALID_URL', 'ERR_BAD_RESPONSE'),
      syscall: fc.constantFrom(undefined, 'connect', 'getaddrinfo', 'read'),
      message: words,
    })
    .map(({ message, ...more }) => Object.assign(new Error(message), more)),
);

/** Sends a recorded message to someone who answers, or breaks off, in any way. */
async function sendTo(index: number, transport: Transport) {
  const { vendor: id, exchange } = recorded[index] as (typeof recorded)[number];
  const vendor = vendors.find((each) => each.id === id)!;
  const { config, secrets } = accountOf(vendor, exchange.config);
  const message = buildMessage(vendor, exchange.operation, inputOf(exchange), config);
  const opening = exchange.before && answerOf(exchange.before.response);
  let opened = opening === undefined;
  return await sendOnce(
    message,
    async (request) => {
      if (opened || opening === undefined) return await transport(request);
      opened = true;
      return opening;
    },
    redactorOf(secrets),
  );
}

const sendable = fc.constantFrom(
  ...[...recorded.keys()].filter((index) => recorded[index]?.exchange.receipt !== undefined),
);

test('P20 whatever a vendor answers, the text of a failure is short, ends with a next step and has no code of Node', async () => {
  await fc.assert(
    fc.asyncProperty(sendable, answer, async (index, given) => {
      const result = await sendTo(index, async () => given);
      if (result instanceof MessagingError) expectAClearText(result);
    }),
    { numRuns: 1_000 },
  );
});

test('P20 whatever is thrown in the place of an answer, the text of a failure is clear, too', async () => {
  await fc.assert(
    fc.asyncProperty(sendable, thrown, async (index, given) => {
      const result = await sendTo(index, async () => {
        throw given;
      });
      expect(result).toBeInstanceOf(MessagingError);
      expectAClearText(result as MessagingError);
    }),
    { numRuns: 1_000 },
  );
});

/** As n8n gives it to a node, as far as the error needs it. */
const contextOf = (items: number): IExecuteFunctions =>
  ({
    getNode: () => ({ name: 'node', parameters: {} }) as unknown as INode,
    getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
  }) as unknown as IExecuteFunctions;

test('P20 the error that stops a run says what the item says, however n8n would rather put it', () => {
  const nextStep = 'Correct what it names, then send this item again.';
  const happened = fc.oneof(words, fc.constantFrom('Contato preexistente', 'getaddrinfo failed'));
  fc.assert(
    fc.property(
      happened,
      fc.constantFrom<FailedOutcome>('rejected', 'notSent', 'unknown'),
      fc.array(fc.constantFrom<Outcome>('sent', 'rejected'), { maxLength: 5 }),
      (text, outcome, before) => {
        const sentence = `Acme refused the message: “${text}”.`;
        const details = { outcome, nextStep, httpStatus: 400, vendorCode: null };
        const failed = { failure: new MessagingError(sentence, details), to: null };
        const error = stopError(contextOf(9), failed, before.length, before, 9);
        expect(error.message).toBe(
          `${outcome === 'unknown' ? NOBODY_KNOWS : ''}${sentence.slice(0, -1)} (item ${before.length + 1} of 9)`,
        );
        expect(error.messages).toEqual([]);
        expect(error.description?.startsWith(`${nextStep} Outcome: ${outcome}.`)).toBe(true);
        expect(error.context.itemIndex).toBe(before.length);
      },
    ),
    { numRuns: 1_000 },
  );
});

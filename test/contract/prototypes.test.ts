import fc from 'fast-check';
import { readAccount } from '../../core/input/account';
import { inputOf } from '../../recordings/exchange';
import { Ledger } from '../../core/memory/ledger';
import { inputNames, OPERATION_NAMES } from '../../core/contract/operations';
import { MessagingError } from '../../core/contract/outcome';
import { redactor, redactValue } from '../../core/outcomes/redact';
import { buildMessage } from '../../core/message/build';
import { vendors } from '../../vendors';
import { accountOf, credentialOf } from '../support/credential';
import { changesSince, pictureOfPrototypes } from '../support/prototypes';
import { recordedExchanges } from '../support/recordedExchanges';
import { answerOf } from '../support/replay';
import { sendOnce } from '../support/sending';

const recorded = recordedExchanges().filter(({ exchange }) => exchange.receipt !== undefined);

const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'polluted',
  ...new Set([
    ...OPERATION_NAMES.flatMap(inputNames),
    ...vendors.flatMap(({ inputs }) => Object.keys(inputs)),
  ]),
);

const answerNames = fc.constantFrom(
  ...['__proto__', 'constructor', 'prototype', 'error', 'erro', 'message', 'success', 'status', 'data', 'id'],
);

/** As JSON gives it: `__proto__` is a property like any other there. */
const nested = (name: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant('polluted')),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(fc.tuple(name, tie('value')), { maxLength: 4 })
        .map(
          (entries) =>
            JSON.parse(
              `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`)}}`,
            ) as unknown,
        ),
    ),
  })).value;

/** Whatever is thrown but a refusal is a defect. */
function orRefused(step: () => unknown): void {
  try {
    step();
  } catch (refusal) {
    if (!(refusal instanceof MessagingError)) throw refusal;
  }
}

const before = pictureOfPrototypes();

describe('nothing in JavaScript itself changes', () => {
  afterEach(() => expect(changesSince(before)).toEqual([]));

  test('is seen when it does', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype['polluted'] = 1;
    expect(changesSince(before)).toEqual(['polluted']);
    delete prototype['polluted'];
    const { toString } = Object.prototype;
    prototype['toString'] = () => 'x';
    const seen = changesSince(before);
    prototype['toString'] = toString;
    expect(seen).toEqual(['toString']);
  });

  test('P16 whatever is asked of a node, and whatever a credential holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recorded),
        fc.array(fc.tuple(names, nested(names)), { maxLength: 5 }),
        fc.array(fc.tuple(names, nested(names)), { maxLength: 3 }),
        ({ vendor: id, exchange }, changes, fields) => {
          const vendor = vendors.find((each) => each.id === id)!;
          const { config } = accountOf(vendor, exchange.config);
          const input = { ...inputOf(exchange), ...Object.fromEntries(changes) };
          orRefused(() => buildMessage(vendor, exchange.operation, input, config).request({}));
          const data = { ...credentialOf(vendor, exchange.config), ...Object.fromEntries(fields) };
          orRefused(() => readAccount(vendor, data));
          expect(changesSince(before)).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('P16 whatever a vendor answers', async () => {
    const redact = redactor(['a secret value']);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...recorded),
        nested(answerNames),
        fc.constantFrom(200, 201, 400, 429, 500),
        async ({ vendor: id, exchange }, body, status) => {
          const vendor = vendors.find((each) => each.id === id)!;
          const { config } = accountOf(vendor, exchange.config);
          const message = buildMessage(vendor, exchange.operation, inputOf(exchange), config);
          const usual = answerOf(exchange.response);
          const merged = { ...(usual.body as object), ...(typeof body === 'object' ? body : {}) };
          for (const each of [body, merged]) {
            const answer = { status, headers: Object.fromEntries([['__proto__', 'x']]), body: each };
            await sendOnce(message, async () => answer, redact);
            redactValue(each, redact);
          }
          expect(changesSince(before)).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('P16 whatever stands in the ledger of an execution', () => {
    fc.assert(
      fc.property(nested(fc.constantFrom('mensageiro', '0:0', '__proto__', 'constructor')), (store) => {
        const kept = typeof store === 'object' && store !== null ? (store as Record<string, unknown>) : {};
        const identity = { message: '__proto__', origin: 'constructor' };
        const ledger = new Ledger(kept, 0);
        ledger.begin(0, identity);
        ledger.doubt(0, identity);
        ledger.recall(0, identity);
        ledger.release(0, identity);
        ledger.purge();
        expect(changesSince(before)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

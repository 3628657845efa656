import type { Exchange } from '../../recordings/exchange';
import { inputOf } from '../../recordings/exchange';
import {
  INPUT_LABELS,
  inputNames,
  OPERATION_NAMES,
  operations,
  type OperationName,
} from '../../core/contract/operations';
import { HEADER_TYPES } from '../../core/contract/templateParts';
import { MessagingError } from '../../core/contract/outcome';
import { buildMessage } from '../../core/message/build';
import type { AnyOperation, Vendor } from '../../core/contract/vendor';
import { vendors } from '../../vendors';
import { accountOf } from '../support/credential';
import { givenBy } from '../support/given';
import { recordedExchanges } from '../support/recordedExchanges';

/**
 * A vendor honours exactly the inputs that it declares: one that it declares changes the request, any other is
 * refused by name. The values tried are those of the recorded exchanges, so a new vendor brings its own.
 */

type Input = Record<string, unknown>;

/** One cell of the capability table; for media, one kind of file in it. */
interface Cell {
  vendor: Vendor;
  operation: OperationName;
  specification: AnyOperation;
  kind: string;
  bases: Exchange[];
  title: string;
}

const recorded = recordedExchanges();

const exchangesOf = (vendor: Vendor): Exchange[] =>
  recorded.filter((each) => each.vendor === vendor.id).map(({ exchange }) => exchange);

const configs = new Map(
  recorded.map(({ vendor: id, exchange }) => {
    const vendor = vendors.find((each) => each.id === id) as Vendor;
    return [exchange, accountOf(vendor, exchange.config).config] as const;
  }),
);

const generationOf = (vendor: Vendor, exchange: Exchange): string =>
  vendor.generationOf(configs.get(exchange));

const cells: Cell[] = vendors.flatMap((vendor) =>
  Object.entries(vendor.generations).flatMap(([generation, { operations: offered }]) =>
    Object.entries(offered).flatMap(([operation, specification]) =>
      (specification.media === undefined ? [''] : Object.keys(specification.media)).map((kind) => ({
        vendor,
        operation: operation as OperationName,
        specification,
        kind,
        bases: exchangesOf(vendor).filter(
          (exchange) =>
            exchange.operation === operation &&
            generationOf(vendor, exchange) === generation &&
            (kind === '' || exchange.input['mediaType'] === kind),
        ),
        title: [vendor.name, generation, operation, kind].filter((word) => word !== '').join(' '),
      })),
    ),
  ),
);

const declared = ({ specification, kind }: Cell): string[] => [
  ...(specification.requires ?? []),
  ...(specification.honours ?? []),
  ...(kind === '' ? [] : (specification.media?.[kind as keyof typeof specification.media] ?? [])),
  ...(specification.recipient === 'phone' ? [] : [specification.recipient]),
];

const isNeeded = (operation: OperationName, key: string): boolean => {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> =
    operations[operation].shape;
  return shape[key] !== undefined && !shape[key].safeParse(undefined).success;
};

const labelOf = (vendor: Vendor, key: string): string =>
  vendor.inputs[key]?.label ?? INPUT_LABELS[key] ?? key;

/** Inputs that the vendor may be given besides those that the operation always needs. */
const optionalInputs = ({ vendor, operation }: Cell): string[] => [
  ...new Set([
    ...OPERATION_NAMES.flatMap(inputNames).filter((key) => !isNeeded(operation, key)),
    ...Object.keys(vendor.inputs),
  ]),
];

/** What the operations' own inputs let choose. */
const CHOICES: Readonly<Record<string, readonly string[]>> = { headerType: HEADER_TYPES };

/** Values of an input: what this vendor's exchanges hold, else what any vendor's do, and a choice's choices. */
function samples(vendor: Vendor, key: string): unknown[] {
  const valuesIn = (exchanges: Exchange[]): unknown[] =>
    exchanges
      .map((exchange) => inputOf(exchange)[key])
      .filter((value) => value !== undefined && value !== '');
  const own = valuesIn(exchangesOf(vendor));
  const control = vendor.inputs[key]?.control;
  const choices =
    control?.kind === 'choice' ? control.choices.map(({ value }) => value) : (CHOICES[key] ?? []);
  const all = own.length > 0 ? own : valuesIn(vendors.flatMap(exchangesOf));
  return [...new Map([...all, ...choices].map((value) => [JSON.stringify(value), value])).values()];
}

/** The request as text, or what refused it. */
function attempt(
  { vendor, operation, specification }: Cell,
  base: Exchange,
  input: Input,
): string | MessagingError {
  try {
    const message = buildMessage(vendor, operation, input, configs.get(base));
    return JSON.stringify([message.before, message.request(givenBy(specification, base))]);
  } catch (refusal) {
    if (refusal instanceof MessagingError) return refusal;
    throw refusal;
  }
}

const without = (input: Input, key: string): Input =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== key));

/** Whether giving the input, or giving it another value, changes what is sent. */
function changesTheRequest(cell: Cell, key: string): boolean {
  return cell.bases.some((base) => {
    const bare = without(inputOf(base), key);
    const requests = [bare, ...samples(cell.vendor, key).map((value) => ({ ...bare, [key]: value }))].map(
      (input) => attempt(cell, base, input),
    );
    // A message that is refused without the input and sent with it is changed by it, too.
    const refusedWithout = requests[0] instanceof MessagingError ? 1 : 0;
    return new Set(requests.filter((request) => typeof request === 'string')).size + refusedWithout > 1;
  });
}

/** What the exchanges lack to show that an input is honoured, as a sentence for who adds a vendor. */
function missingFor(cell: Cell, key: string): string | null {
  const folder = `vendors/${cell.vendor.id}/exchanges`;
  if (samples(cell.vendor, key).length === 0)
    return `No exchange in ${folder} has a value for "${key}": record one.`;
  if (changesTheRequest(cell, key)) return null;
  return `No exchange in ${folder} shows that "${key}" changes the request of ${cell.title}: record a second value for it, or declare it no longer.`;
}

describe.each(cells)('$title', (cell) => {
  const { vendor } = cell;
  const honoured = declared(cell);
  const refused = optionalInputs(cell).filter((key) => !honoured.includes(key));

  it('declares only inputs that exist', () => {
    expect(honoured.filter((key) => !optionalInputs(cell).includes(key))).toEqual([]);
  });

  it('says only of inputs that it takes what they mean and where they are listed', () => {
    const { hints = {}, lookups = {}, defaultLanguage } = cell.specification;
    const told = [...Object.keys(hints), ...Object.keys(lookups), ...(defaultLanguage ? ['language'] : [])];
    const ofAnyKind = [...honoured, ...Object.values(cell.specification.media ?? {}).flat()];
    expect(told.filter((key) => !ofAnyKind.includes(key))).toEqual([]);
  });

  if (honoured.length > 0)
    it.each(honoured)('sends what "%s" says', (key) => {
      expect(missingFor(cell, key)).toBeNull();
    });

  it.each(refused)('refuses "%s" by name', (key) => {
    const values = samples(vendor, key).filter((value) => value !== vendor.inputs[key]?.default);
    expect(values.length).toBeGreaterThan(0);
    for (const base of cell.bases)
      for (const value of values) {
        const refusal = attempt(cell, base, { ...inputOf(base), [key]: value });
        expect(refusal).toBeInstanceOf(MessagingError);
        expect(refusal).toMatchObject({ outcome: 'notSent' });
        expect((refusal as MessagingError).message).toContain(`does not take "${labelOf(vendor, key)}"`);
        expect((refusal as MessagingError).message).toContain(vendor.name);
      }
  });

  const needed = [
    ...(cell.specification.requires ?? []),
    ...(honoured.includes(cell.specification.recipient) ? [cell.specification.recipient] : []),
  ];
  if (needed.length > 0)
    it.each(needed)('asks for "%s" by name where it is missing', (key) => {
      for (const base of cell.bases)
        for (const empty of [undefined, '', null]) {
          const refusal = attempt(cell, base, { ...inputOf(base), [key]: empty });
          expect(refusal).toBeInstanceOf(MessagingError);
          expect((refusal as MessagingError).message).toContain(`"${labelOf(vendor, key)}" is empty.`);
        }
    });

  it("takes a vendor's own input at its default as not given", () => {
    for (const base of cell.bases) {
      const input = inputOf(base);
      const untouched = Object.entries(vendor.inputs)
        .filter(([key]) => !(key in input))
        .map(([key, own]) => [key, own.default]);
      expect(attempt(cell, base, { ...input, ...Object.fromEntries(untouched) })).toBe(
        attempt(cell, base, input),
      );
    }
  });

  it('takes what is left empty as not given', () => {
    for (const base of cell.bases) {
      const input = inputOf(base);
      const empty = Object.fromEntries(
        optionalInputs(cell)
          .filter((key) => !(key in input))
          .map((key) => [key, '']),
      );
      expect(attempt(cell, base, { ...input, ...empty })).toBe(attempt(cell, base, input));
    }
  });
});

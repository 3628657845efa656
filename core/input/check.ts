import { isEmpty, missing, complaint, readBy } from '../contract/inputs';
import { MEDIA_TYPES, type FileContent, type MediaType } from '../contract/media';
import {
  INPUT_LABELS,
  inputNames,
  NEEDED_INPUTS,
  operations,
  type OperationName,
} from '../contract/operations';
import { invalidInput } from '../contract/outcome';
import type { AnyOperation, Vendor } from '../contract/vendor';

/** What a vendor offers for what a user asks. */
interface Offer {
  vendor: Vendor;
  /** With the generation of its API, as the user knows it. */
  name: string;
  operation: OperationName;
  specification: AnyOperation;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * Checks an input against what the operation is and what the vendor takes.
 *
 * @returns the values, read by their schemas; absent where not given
 * @throws MessagingError (`notSent`) for what is missing, malformed, too long, or not honoured by the vendor
 */
export function checkInput(offer: Offer, input: Input): Record<string, unknown> {
  const { vendor, name, operation, specification } = offer;
  const label = (key: string): string => vendor.inputs[key]?.label ?? INPUT_LABELS[key] ?? key;
  refuseWhatIsNotHonoured(name, operation, specification, withoutUntouched(vendor, input), label);
  const values: Record<string, unknown> = {
    ...readOperationInputs(operation, input),
    ...readOwnInputs(vendor, specification, input),
  };
  if (specification.defaultLanguage !== undefined) values['language'] ??= specification.defaultLanguage;
  refuseWhatIsMissing(specification, values, label);
  refuseWhatIsTooLong(name, specification, values, label);
  refuseTooLargeFile(name, specification, values);
  return values;
}

/** Without the vendor's own inputs that still hold their default: n8n hands those over as if they were given. */
function withoutUntouched({ inputs }: Vendor, input: Input): Record<string, unknown> {
  const isUntouched = (key: string, value: unknown): boolean => {
    const byDefault = inputs[key]?.default;
    if (typeof byDefault !== 'object') return byDefault !== undefined && value === byDefault;
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  };
  return Object.fromEntries(Object.entries(input).filter(([key, value]) => !isUntouched(key, value)));
}

/** The optional inputs that this operation honours, for media by the kind of file. */
function honouredInputs(name: string, specification: AnyOperation, input: Input) {
  const always = [...(specification.requires ?? []), ...(specification.honours ?? [])];
  if (specification.media === undefined) return always;
  const kind = input['mediaType'] as MediaType;
  // A kind that does not exist is the schema's to refuse.
  if (!MEDIA_TYPES.includes(kind)) return Object.keys(input);
  const forKind = specification.media[kind];
  if (forKind === undefined)
    throw invalidInput(
      `${name} does not take the media type "${kind}".`,
      `Choose one of: ${Object.keys(specification.media).join(', ')}.`,
    );
  return [...always, ...forKind];
}

function refuseWhatIsNotHonoured(
  name: string,
  operation: OperationName,
  specification: AnyOperation,
  input: Input,
  label: (key: string) => string,
): void {
  const honoured = honouredInputs(name, specification, input);
  for (const key of Object.keys(input)) {
    const taken = key === 'to' || key === specification.recipient || honoured.includes(key);
    if (isEmpty(input[key]) || taken || NEEDED_INPUTS[operation].has(key)) continue;
    const forThis =
      specification.media === undefined ? '' : ` with media of type ${String(input['mediaType'])}`;
    throw invalidInput(
      `${name} does not take "${label(key)}"${forThis}.`,
      'Leave it empty, or choose another vendor.',
    );
  }
}

function readOperationInputs(operation: OperationName, input: Input) {
  const own = Object.fromEntries(inputNames(operation).map((key) => [key, input[key]]));
  return readBy(operations[operation], own) as Record<string, unknown>;
}

function readOwnInputs(vendor: Vendor, specification: AnyOperation, input: Input) {
  const values: Record<string, unknown> = {};
  const taken = [
    ...(specification.requires ?? []),
    ...(specification.honours ?? []),
    specification.recipient,
  ];
  for (const [key, own] of Object.entries(vendor.inputs)) {
    if (!taken.includes(key) || isEmpty(input[key])) continue;
    const value = readBy(own.schema, input[key], own.label);
    if (!isEmpty(value)) values[key] = value;
  }
  return values;
}

function refuseWhatIsMissing(
  specification: AnyOperation,
  values: Input,
  label: (key: string) => string,
): void {
  const needed = specification.recipient === 'phone' ? [] : [specification.recipient];
  for (const key of [...needed, ...(specification.requires ?? [])])
    if (isEmpty(values[key])) throw complaint(missing(label(key)));
}

function refuseWhatIsTooLong(
  name: string,
  specification: AnyOperation,
  values: Input,
  label: (key: string) => string,
): void {
  for (const [key, maximum] of Object.entries(specification.limits ?? {})) {
    const length = typeof values[key] === 'string' ? values[key].length : 0;
    if (maximum !== undefined && length > maximum)
      throw invalidInput(
        `"${label(key)}" has ${length} characters; ${name} takes ${maximum}.`,
        'Shorten it, or send it as several messages.',
      );
  }
}

function refuseTooLargeFile(name: string, { largestFile }: AnyOperation, { file, mediaType }: Input): void {
  const largest = largestFile?.[mediaType as MediaType];
  const size = (file as FileContent | undefined)?.size ?? 0;
  if (largest === undefined || size <= largest) return;
  throw invalidInput(
    `The file has ${inMegabytes(size)} MB; ${name} takes ${inMegabytes(largest)} MB of the media type "${String(mediaType)}".`,
    'Make it smaller, or send a link to it as text.',
  );
}

const inMegabytes = (bytes: number): number => Math.ceil((bytes / (1024 * 1024)) * 100) / 100;

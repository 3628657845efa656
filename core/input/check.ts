import { isEmpty, missing, complaint, readBy } from '../contract/inputs';
import { templateWithLanguage } from '../contract/language';
import { MEDIA_TYPES, type FileContent, type MediaType } from '../contract/media';
import {
  INPUT_LABELS,
  inputNames,
  NEEDED_INPUTS,
  operations,
  type OperationName,
} from '../contract/operations';
import { invalidInput } from '../contract/outcome';
import { complaintAboutHeader } from '../contract/templateParts';
import { readTemplateValue } from '../contract/templateValue';
import { sentence, shown } from '../contract/text';
import type { AnyOperation, OwnInput, Vendor } from '../contract/vendor';

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
  refuseWhatNoTemplateTakes(values);
  splitTemplate(name, specification, values);
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
      specification.media === undefined ? '' : ` with media of type ${shown(input['mediaType'])}`;
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
    if (isEmpty(value)) continue;
    refuseForTemplate(own, value);
    values[key] = value;
  }
  return values;
}

/** More than any vendor takes in a field that lands in a template. */
const LONGEST_FIELD = 1024;

/** What lands in a template is held to its rule, as the control declares it. An empty field empties it. */
function refuseForTemplate({ label, control }: OwnInput, value: unknown): void {
  if (!('inTemplate' in control) || control.inTemplate !== true) return;
  const fields = control.kind === 'fields' ? Object.entries(value as Input) : [['', value] as const];
  for (const [field, each] of fields) {
    if (each === '') continue;
    const read = readTemplateValue(each, LONGEST_FIELD);
    if (!('fault' in read)) continue;
    const { says, nextStep } = read.fault;
    throw complaint(
      control.kind === 'fields'
        ? `"${control.fields[field]?.label ?? field}" under "${label}" ${says}. ${nextStep}`
        : sentence(label, read.fault),
    );
  }
}

function refuseWhatNoTemplateTakes(values: Input): void {
  const aboutHeader = complaintAboutHeader(values);
  if (aboutHeader !== undefined) throw complaint(aboutHeader);
}

/** A template may be written with its language behind it, as lists of templates give it. */
function splitTemplate(name: string, specification: AnyOperation, values: Record<string, unknown>): void {
  const { template, language } = values;
  const parts = typeof template === 'string' ? templateWithLanguage(template) : undefined;
  if (parts === undefined) return;
  if (specification.honours?.includes('language') !== true)
    throw invalidInput(
      `"Template" names a language, ${parts.language}, which ${name} does not take.`,
      'Write the template without it.',
    );
  if (language !== undefined && language !== parts.language)
    throw invalidInput(
      `"Template" names the language ${parts.language}, but "Language" is ${shown(language)}.`,
      'Keep one of them.',
    );
  Object.assign(values, parts);
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
    `The file has ${inMegabytes(size)} MB; ${name} takes ${inMegabytes(largest)} MB of the media type "${shown(mediaType)}".`,
    'Make it smaller, or send a link to it as text.',
  );
}

const inMegabytes = (bytes: number): number => Math.ceil((bytes / (1024 * 1024)) * 100) / 100;

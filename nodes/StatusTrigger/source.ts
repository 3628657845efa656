import type { IHookFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import type {
  Encoding,
  Handshake,
  Reported,
  SignatureScheme,
  WebhookSource,
} from '../../core/contract/delivery';
import { conditionOf, customSource, type CustomPaths, type StatusMap } from '../../core/webhook/custom';
import type { Condition } from '../../core/webhook/condition';
import { asEvent, type Preset } from '../../core/webhook/shape';
import { readerOf, type ReadDelivery } from '../../core/webhook/source';
import { CUSTOM, readEvents } from './chosen';
import { webhookSources } from '../../vendors';
import { senders } from '../../vendors/senders';

/** Who sends, how it is read and how it is known. */
export interface Source {
  vendor: string;
  encodings: readonly Encoding[];
  read: ReadDelivery;
  /** What it is read by, as the user sees the names, for who sets it up. */
  looksFor: readonly string[];
  /** Fields of a delivery that hold a secret. */
  hidden?: readonly string[];
  signature?: SignatureScheme;
  handshake?: Handshake;
}

type Context = IHookFunctions | IWebhookFunctions;

/** The source that the user chose. */
export function readSource(context: Context): Source {
  const id = String(context.getNodeParameter('source'));
  const events = readEvents(context);
  if (id !== CUSTOM) {
    const { label, encodings, signature, handshake, hidden = [], ...source } = sourceNamed(id);
    return {
      vendor: id,
      encodings,
      read: readerOf({ label, encodings, ...source }),
      looksFor: looksForAs(label, events),
      hidden,
      signature,
      handshake,
    };
  }
  const parameter = (name: string): unknown => context.getNodeParameter(name, '');
  const preset = readPreset(parameter);
  if (preset !== undefined) {
    const { encodings, read, label, signature, hidden = [] } = preset;
    return {
      vendor: preset.id,
      encodings,
      read,
      looksFor: looksForAs(label, events),
      hidden,
      ...(signature !== undefined && { signature }),
    };
  }
  const read = readCustom(parameter);
  return {
    vendor: id,
    encodings: ['json', 'form'],
    read: (body) => asEvent(read(body), body),
    looksFor: lookedForBy(parameter),
  };
}

/** What a source is read by, for who sets it up. */
const looksForAs = (label: string, events: readonly Reported[]): string[] =>
  events.map((each) => `${each === 'statuses' ? 'A status' : 'A message'} as ${label} writes it`);

/** Whether the user describes the sender, or chose one whose description is known. */
export const isDescribed = (context: Context): boolean => context.getNodeParameter('source') === CUSTOM;

/** Whether the address may be signed, too: n8n works it out only for that. */
export function signsAddress(context: Context, source: Source): boolean {
  if (source.signature?.scheme === 'addressAndFields') return true;
  return isDescribed(context) && context.getNodeParameter('authentication') === 'hmac';
}

function sourceNamed(id: string): WebhookSource {
  const source = webhookSources.find((each) => each.id === id);
  if (source === undefined) throw new TypeError('This source is not known');
  return source;
}

/** The custom source as the editor shows it. */
export interface ShownCustom {
  read: ReadDelivery;
  conditions: readonly Condition[];
  timeZone: string;
}

/** The custom source as the editor shows it at this moment. */
export function readShownCustom(context: ILoadOptionsFunctions): ShownCustom {
  const parameter = (name: string): unknown => context.getCurrentNodeParameter(name);
  const preset = readPreset(parameter);
  if (preset !== undefined) return { read: preset.read, conditions: [], timeZone: '' };
  const conditions = conditionsOf(parameter).flatMap(conditionOf);
  return { read: readCustom(parameter), conditions, timeZone: textOf(parameter('timeZone')).trim() };
}

/** The sender that the user chose; undefined where the user describes it. */
function readPreset(parameter: (name: string) => unknown): Preset | undefined {
  const id = parameter('sender');
  if (typeof id !== 'string' || id === '') return undefined;
  const preset = senders.find((each) => each.id === id);
  if (preset === undefined) throw new TypeError('This sender is not known');
  return preset;
}

/** The paths by which a status is found, as the editor calls them. */
const SOUGHT: ReadonlyArray<readonly [name: string, label: string]> = [
  ['itemsPath', 'Items Path'],
  ['idPath', 'ID Path'],
  ['statusPath', 'Status Path'],
];

function lookedForBy(parameter: (name: string) => unknown): string[] {
  const paths = SOUGHT.flatMap(([name, label]) => {
    const path = textOf(parameter(name));
    return path === '' ? [] : [`${label}: ${path}`];
  });
  const conditions = conditionsOf(parameter).map(({ path, equals }) => `Condition: ${path} = ${equals}`);
  return [...paths, ...conditions];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The rows of a collection. */
function rowsOf(value: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
  const rows =
    typeof value === 'object' && value !== null ? (value as { values?: unknown }).values : undefined;
  return Array.isArray(rows) ? (rows as ReadonlyArray<Readonly<Record<string, unknown>>>) : [];
}

const conditionsOf = (parameter: (name: string) => unknown): Array<{ path: string; equals: string }> =>
  rowsOf(parameter('conditions')).map(({ path, equals }) => ({ path: textOf(path), equals: textOf(equals) }));

function readCustom(parameter: (name: string) => unknown): ReadDelivery {
  const path = (name: keyof CustomPaths): string => textOf(parameter(name));
  const paths: CustomPaths = {
    itemsPath: path('itemsPath'),
    idPath: path('idPath'),
    statusPath: path('statusPath'),
    timePath: path('timePath'),
    recipientPath: path('recipientPath'),
    reasonPath: path('reasonPath'),
  };
  return customSource(paths, rowsOf(parameter('statusMap')) as unknown as StatusMap, {
    conditions: conditionsOf(parameter),
    timeZone: textOf(parameter('timeZone')).trim(),
  });
}

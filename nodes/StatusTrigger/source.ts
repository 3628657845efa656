import type { IHookFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import type {
  Encoding,
  Handshake,
  Reported,
  SignatureScheme,
  WebhookSource,
} from '../../core/contract/delivery';
import {
  conditionOf,
  customSource,
  type CustomMessagePaths,
  type CustomMessages,
  type CustomPaths,
  type StatusMap,
} from '../../core/webhook/custom';
import type { Condition } from '../../core/webhook/condition';
import { asEvent, type Preset } from '../../core/webhook/shape';
import { readerOf, type ReadDelivery } from '../../core/webhook/source';
import { CUSTOM, eventsIn, readEvents } from './chosen';
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
    const { label, encodings, signature, handshake, hidden, ...source } = sourceNamed(id);
    return {
      vendor: id,
      encodings,
      read: readerOf({ label, encodings, ...source }),
      looksFor: looksForAs(label, events),
      ...(hidden !== undefined && { hidden }),
      signature,
      handshake,
    };
  }
  const parameter = (name: string): unknown => context.getNodeParameter(name, '');
  const preset = readPreset(parameter);
  if (preset !== undefined) {
    const { encodings, read, label, signature, hidden } = preset;
    return {
      vendor: preset.id,
      encodings,
      read,
      looksFor: looksForAs(label, events),
      ...(hidden !== undefined && { hidden }),
      ...(signature !== undefined && { signature }),
    };
  }
  const read = readCustom(parameter, events);
  return {
    vendor: id,
    encodings: ['json', 'form'],
    read: (body) => asEvent(read(body), body),
    looksFor: lookedForBy(parameter, events),
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
  events: readonly Reported[];
}

/** The custom source as the editor shows it at this moment. */
export function readShownCustom(context: ILoadOptionsFunctions): ShownCustom {
  const parameter = (name: string): unknown => context.getCurrentNodeParameter(name);
  const preset = readPreset(parameter);
  const events = eventsIn(parameter('events'));
  if (preset !== undefined) return { read: preset.read, conditions: [], timeZone: '', events };
  const named = [
    ...(events.includes('statuses') ? conditionsIn(parameter('conditions')) : []),
    ...(events.includes('messages') ? conditionsIn(parameter('messageConditions')) : []),
  ];
  return {
    read: readCustom(parameter, events),
    conditions: named.flatMap(conditionOf),
    timeZone: textOf(parameter('timeZone')).trim(),
    events,
  };
}

/** The sender that the user chose; undefined where the user describes it. */
function readPreset(parameter: (name: string) => unknown): Preset | undefined {
  const id = parameter('sender');
  if (typeof id !== 'string' || id === '') return undefined;
  const preset = senders.find((each) => each.id === id) ?? asPreset(id);
  if (preset === undefined) throw new TypeError('This sender is not known');
  return preset;
}

/** Workflows of before a sender became a source of its own chose it here. */
function asPreset(id: string): Preset | undefined {
  const source = webhookSources.find((each) => each.id === id);
  return source === undefined ? undefined : { ...source, read: readerOf(source) };
}

/** The paths by which something is found, as the editor calls them. */
const SOUGHT: Readonly<Record<Reported, ReadonlyArray<readonly [name: string, label: string]>>> = {
  statuses: [
    ['itemsPath', 'Items Path'],
    ['idPath', 'ID Path'],
    ['statusPath', 'Status Path'],
  ],
  messages: [
    ['messageItemsPath', 'Messages Path'],
    ['messageIdPath', 'Message ID Path'],
    ['fromPath', 'From Path'],
    ['textPath', 'Text Path'],
  ],
};

const CONDITIONS: Readonly<Record<Reported, string>> = {
  statuses: 'conditions',
  messages: 'messageConditions',
};

const lookedForBy = (parameter: (name: string) => unknown, events: readonly Reported[]): string[] =>
  events.flatMap((each) => [
    ...SOUGHT[each].flatMap(([name, label]) => {
      const path = textOf(parameter(name));
      return path === '' ? [] : [`${label}: ${path}`];
    }),
    ...conditionsIn(parameter(CONDITIONS[each])).map(({ path, equals }) => `Condition: ${path} = ${equals}`),
  ]);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The rows of a collection. */
function rowsOf(value: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
  const rows =
    typeof value === 'object' && value !== null ? (value as { values?: unknown }).values : undefined;
  return Array.isArray(rows) ? (rows as ReadonlyArray<Readonly<Record<string, unknown>>>) : [];
}

const conditionsIn = (value: unknown): Array<{ path: string; equals: string }> =>
  rowsOf(value).map(({ path, equals }) => ({ path: textOf(path), equals: textOf(equals) }));

const wordsIn = (value: unknown): Array<{ from: string; to: string }> =>
  rowsOf(value).map(({ from, to }) => ({ from: textOf(from), to: textOf(to) }));

function readCustom(parameter: (name: string) => unknown, events: readonly Reported[]): ReadDelivery {
  const wantsStatuses = events.includes('statuses');
  // What is hidden counts no more.
  const path = (name: keyof CustomPaths): string => (wantsStatuses ? textOf(parameter(name)) : '');
  const paths: CustomPaths = {
    itemsPath: path('itemsPath'),
    idPath: path('idPath'),
    statusPath: path('statusPath'),
    timePath: path('timePath'),
    recipientPath: path('recipientPath'),
    reasonPath: path('reasonPath'),
  };
  return customSource(paths, rowsOf(parameter('statusMap')) as unknown as StatusMap, {
    conditions: wantsStatuses ? conditionsIn(parameter('conditions')) : [],
    timeZone: textOf(parameter('timeZone')).trim(),
    ...(events.includes('messages') && { messages: customMessages(parameter) }),
  });
}

function customMessages(parameter: (name: string) => unknown): CustomMessages {
  const path = (name: keyof CustomMessagePaths): string => textOf(parameter(name));
  return {
    paths: {
      messageItemsPath: path('messageItemsPath'),
      messageIdPath: path('messageIdPath'),
      fromPath: path('fromPath'),
      namePath: path('namePath'),
      textPath: path('textPath'),
      kindPath: path('kindPath'),
      mediaUrlPath: path('mediaUrlPath'),
      mediaTypePath: path('mediaTypePath'),
      mediaNamePath: path('mediaNamePath'),
      payloadPath: path('payloadPath'),
      replyToPath: path('replyToPath'),
      messageTimePath: path('messageTimePath'),
      groupPath: path('groupPath'),
    },
    kinds: wordsIn(parameter('kindMap')),
    conditions: conditionsIn(parameter('messageConditions')),
    own: conditionsIn(parameter('ownWhen')),
  };
}

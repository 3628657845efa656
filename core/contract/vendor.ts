import type { z } from 'zod/v4';
import type { HttpRequest } from './http';
import type { IncomingFiles } from './incomingFiles';
import type { Lookup } from './lookup';
import type { MediaType } from './media';
import type { OperationInput, OperationName } from './operations';
import type { Status } from './status';
import type { Advice, AdviceTable, FailedOutcome } from './outcome';
import type { WebhookSource } from './delivery';

/**
 * The contract between the core and a vendor. A vendor is one object made by `defineVendor`: what its
 * credential holds, what it can do, the request for each operation and how its answers read. Nothing in it
 * performs input or output, and no secret passes through it.
 */

/** What a vendor says when it takes a message. */
export interface Acceptance {
  /** Null only where the vendor documents no id. */
  messageId: string | null;
  /** Null where the vendor gives none. */
  status: Status | null;
  /** The recipient in WhatsApp's own form, where the answer tells one: statuses come with that. */
  waId?: string;
  /** What the user may want to know of this acceptance, as a sentence. */
  note?: string;
}

/** What a vendor says when it refuses one. */
export interface Refusal {
  code: string | null;
  message: string;
  /**
   * What became of the message, where the vendor's words tell it and the HTTP status tells nothing or something
   * else; without it the status decides. After `notSent` another attempt may follow by itself.
   */
  outcome?: FailedOutcome;
  /** What the words mean, where they hold no code that tells it. */
  meaning?: Advice;
}

/**
 * How the editor asks for a single value. `inTemplate`: what is filled in lands in a template of WhatsApp. `named`: an
 * id for which the credential may keep names to choose from, where it is one of the node's own parameters.
 */
export type SingleControl =
  | { kind: 'text'; placeholder?: string; inTemplate?: true; named?: true }
  | { kind: 'number' }
  | { kind: 'switch' }
  | { kind: 'choice'; choices: ReadonlyArray<{ name: string; value: string; description?: string }> };

/** How the editor asks for a vendor's own input. */
export type Control =
  | SingleControl
  | { kind: 'lookup'; placeholder?: string; lookup: Lookup }
  | {
      kind: 'fields';
      fields: Readonly<Record<string, { label: string; description?: string }>>;
      inTemplate?: true;
    }
  | {
      kind: 'list';
      label: string;
      fields: Readonly<Record<string, OwnInput & { control: SingleControl }>>;
    };

/** An input that only this vendor knows. */
export interface OwnInput<S extends z.ZodType = z.ZodType> {
  /** The words above the field; every sentence about the input uses them. */
  label: string;
  description: string;
  schema: S;
  control: Control;
  default: string | number | boolean | Record<string, never>;
  /** `options` puts it under Options instead of among the parameters. */
  place?: 'options';
  /** Other own inputs, and the values of theirs with which it makes sense. */
  shownWith?: Readonly<Record<string, readonly (string | boolean)[]>>;
}

export type OwnInputs = Readonly<Record<string, OwnInput>>;

/** The values of a vendor's own inputs; absent where not given. */
export type OwnValues<I extends OwnInputs> = { [K in keyof I]?: z.output<I[K]['schema']> };

/**
 * A harmless request that must come before the message itself, such as opening the chat that it goes into or
 * uploading its file. What its schema reads is handed to the message's request, in every attempt.
 */
export interface Before<Input, Config> {
  request(input: Input, config: Config): HttpRequest;
  answer: z.ZodType<Record<string, string>>;
  /** What the vendor did not do when it did not succeed, after its name, e.g. "did not open the chat for this message". */
  failed: string;
}

/** A message that the vendor holds. */
export interface Found {
  messageId: string;
  /** When it was sent, in milliseconds by the vendor's clock. */
  at: number;
}

/** How a message of which nobody knows is looked for at the vendor, by what is in it. */
export interface LookBack<Input, Config> {
  /** Requests that change nothing, for what was sent to this recipient between two times; more than one where the vendor may know the recipient in several forms. */
  requests(input: Input, config: Config, span: { from: Date; to: Date }): HttpRequest[];
  /** Those in an answer that are the same message. */
  answer(input: Input): z.ZodType<readonly Found[]>;
}

/** Names that are the same in every template; `alsoCalled`: what a template may write for it instead. */
export type VariableNames = Readonly<
  Record<string, { label: string; description?: string; alsoCalled?: readonly string[] }>
>;

/** The name that a template means by a word; however it is spelled. Undefined for none. */
export const variableNamed = (names: VariableNames, word: string): string | undefined =>
  Object.keys(names).find((name) =>
    [name, ...(names[name]?.alsoCalled ?? [])].some((each) => each.toLowerCase() === word.toLowerCase()),
  );

/** One thing that a vendor can do. */
export interface VendorOperation<Input, Config, Name extends string = string> {
  /** `phone`: the parameter To; otherwise the own input that says to whom. */
  recipient: 'phone' | NoInfer<Name>;
  /** Inputs, optional by their schema, that this vendor needs. */
  requires?: readonly NoInfer<Name>[];
  /** Optional inputs that change the request. Any other is refused when given, never dropped. */
  honours?: readonly NoInfer<Name>[];
  /** For media: the kinds it takes, each with the optional inputs that it honours. */
  media?: Partial<Record<MediaType, readonly NoInfer<Name>[]>>;
  /** The most characters of an input that the vendor takes, where it documents a limit. */
  limits?: Partial<Record<NoInfer<Name>, number>>;
  /** For uploads: the largest file of each kind, in bytes, where the vendor documents it. */
  largestFile?: Partial<Record<MediaType, number>>;
  /**
   * For media: the vendor's server tells the kind by the file alone, whatever was chosen. `documentType` is the MIME
   * type under which it takes any file as a document, where there is one.
   */
  kindByFile?: { documentType?: string };
  /** For media: only what WhatsApp's own rules allow is shown; `types` where the vendor documents sizes of its own. */
  shownByWhatsApp?: 'types' | 'typesAndSizes';
  /** What the editor adds about an input for this vendor, as a sentence without its full stop. */
  hints?: Partial<Record<NoInfer<Name>, string>>;
  /** Inputs of the operation, such as the template, of which the vendor keeps a list. */
  lookups?: Partial<Record<NoInfer<Name>, Lookup>>;
  /** The only names that variables may have, with what they hold; absent where each template has names of its own. */
  variableNames?: VariableNames;
  /** What people run into who do not know the vendor, each as a sentence; the editor shows them for this vendor only. */
  traps?: readonly string[];
  /** The language of a template where none is given; the core fills it in. */
  defaultLanguage?: string;
  before?: Before<Input, Config>;
  /** The field of the request's JSON whose text the vendor repeats in each status of the message, where there is one. */
  carries?: string;
  /** Absent where the vendor documents no way to look for a message. */
  lookBack?: LookBack<Input, Config>;
  /** What the user may want to know of this message although it is sent, as sentences; undefined for nothing. */
  note?(input: Input): string | undefined;
  /** The request; pure. Throws `invalidInput` for what only this vendor can tell is wrong. */
  request(input: Input, config: Config, given: Record<string, string>): HttpRequest;
  /** A 2xx body that takes the message. Any other 2xx body is an unknown outcome. */
  accepted: z.ZodType<Acceptance>;
  /** The same, where what a yes is worth depends on what was sent; it stands in the place of `accepted`. */
  acceptedOf?(input: Input): z.ZodType<Acceptance>;
  /** A 2xx body that refuses it all the same; looked at first. */
  refused?: z.ZodType<Refusal>;
}

type InputOf<O extends OperationName, I extends OwnInputs> = OperationInput<O> &
  OwnValues<I> & { to: string };

/** A missing key is a missing capability. */
export type Operations<I extends OwnInputs, Config> = {
  [O in OperationName]?: VendorOperation<
    InputOf<O, I>,
    Config,
    Extract<keyof OperationInput<O> | keyof I, string>
  >;
};

/** What a generation takes as To, beside the digits of a phone number. */
export interface Recipients {
  /** A channel's own user id, passed on untouched. */
  channelUserId?: true;
  /** A number with its country code is written with a plus before it. */
  plus?: true;
}

/** One generation of a vendor's API; most vendors have a single one. */
export interface Generation<I extends OwnInputs, Config> {
  /** Stands behind the vendor's name, e.g. in the capability table; empty for a single generation. */
  label: string;
  /** By what people tell which one they have, e.g. by how their key begins. */
  toldBy?: string;
  recipients?: Recipients;
  operations: Operations<I, Config>;
}

/** How a vendor's answers read. */
export interface Answers {
  accepted: z.ZodType<Acceptance>;
  refused?: z.ZodType<Refusal>;
  refusal: z.ZodType<Refusal>;
}

/** What `defineVendor` takes. */
export interface VendorDefinition<I extends OwnInputs, C extends z.ZodType, G extends string> {
  id: string;
  /** As the vendor writes it. */
  name: string;
  credential: {
    /** The n8n credential type. */
    type: string;
    /** The fields that must never leave. */
    secrets: readonly string[];
    /** Other fields without which no request makes sense, each with its label; none of them is in the config. */
    needed?: Readonly<Record<string, string>>;
    /** Whether its secrets may be left empty. */
    mayBeEmpty?: true;
    /** More secrets, which stand inside other fields; the config holds none of them. */
    secretsWithin?(credential: Readonly<Record<string, unknown>>): readonly string[];
    /**
     * Reads the credential where no call can test it: what is wrong with it, or what it comes to, in sentences without
     * a secret.
     */
    check?(credential: Readonly<Record<string, unknown>>): { refused: string } | { says: string };
  };
  /** Reads the credential's data; what comes out holds no secret. */
  config: C;
  /** What the credential's account may send in a minute, where the credential says it in words of its own. */
  messagesPerMinute?(credential: Readonly<Record<string, unknown>>): number;
  /**
   * People run its server themselves: the address is read by `ownServerAddress`, and the credential has the switch
   * that lets it do without TLS.
   */
  ownServer?: true;
  /** How the vendor writes a Brazilian number: with or without 55. */
  numberForm: 'international' | 'national';
  inputs: I;
  generations: Record<G, Generation<I, z.output<C>>>;
  /** What the generations are to people, and what decides, where they are no versions told apart by the key. */
  generationsAre?: { label: string; decidedBy: string };
  /** Which generation a credential belongs to. */
  generationOf(config: z.output<C>): G;
  /** The body of a refusal, whatever its HTTP status. */
  refusal: z.ZodType<Refusal>;
  /** How answers read where the credential says it; it stands in the place of what the definition has. */
  answers?(config: z.output<C>): Answers;
  /** What its own codes mean, each code in capitals; WhatsApp's are known to the core. */
  advice?: AdviceTable;
  /** What the vendor posts to webhooks; absent where it documents nothing. */
  webhook?: {
    sources: readonly WebhookSource[];
    /** Absent where no document says how to fetch the file of a message that came in. */
    files?: IncomingFiles<z.output<C>>;
  };
}

type AnyInput = Record<string, unknown> & { to: string };

/** A vendor as the core and the nodes use it, whatever its own types are. */
export interface Vendor {
  id: string;
  name: string;
  credential: VendorDefinition<OwnInputs, z.ZodType, string>['credential'];
  config: z.ZodType;
  messagesPerMinute?(credential: Readonly<Record<string, unknown>>): number;
  ownServer?: true;
  numberForm: 'international' | 'national';
  inputs: OwnInputs;
  generations: Readonly<Record<string, AnyGeneration>>;
  generationsAre?: { label: string; decidedBy: string };
  generationOf(config: unknown): string;
  refusal: z.ZodType<Refusal>;
  answers?(config: unknown): Answers;
  advice?: AdviceTable;
  webhook?: { sources: readonly WebhookSource[]; files?: IncomingFiles<unknown> };
}

export interface AnyGeneration {
  label: string;
  toldBy?: string;
  recipients?: Recipients;
  operations: Partial<Record<OperationName, AnyOperation>>;
}

export type AnyOperation = VendorOperation<AnyInput, unknown>;

/**
 * Defines a vendor. It only checks types: each request function receives exactly its operation's inputs, the
 * vendor's own and the vendor's configuration.
 */
export function defineVendor<const I extends OwnInputs, C extends z.ZodType, G extends string>(
  definition: VendorDefinition<I, C, G>,
): Vendor {
  return definition as unknown as Vendor;
}

/** All operations that any generation of the vendor offers. */
export function offeredOperations(vendor: Vendor): OperationName[] {
  const offered = Object.values(vendor.generations).flatMap(({ operations }) => Object.keys(operations));
  return [...new Set(offered)] as OperationName[];
}

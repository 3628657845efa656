/** What a delivery brings to prove where it comes from. */
export interface Proof {
  /** By lower-case name, as Node gives them. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes that were signed; null where they are not to be had. */
  body: Buffer | null;
  /** The address that the sender called, with its query, as the sender knows it; absent where nobody can tell. */
  address?: string;
  /** The fields of a form, in their order; absent where the body is no form. */
  fields?: ReadonlyArray<readonly [name: string, value: string]>;
  /** When it arrived, in seconds since 1970. */
  now: number;
}

/** Whether a proof holds. Fails closed. */
export type Check = (proof: Proof) => boolean;

/** How far a sender's clock may be from ours, either way. */
const TOLERANCE = 300;

/** One header as text; null where it is missing, empty or repeated in a way that leaves a list. */
export function headerOf({ headers }: Proof, name: string): string | null {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Below it a time counts seconds, from it on milliseconds. */
const MILLISECONDS_START = 1e11;

/** Whether a text is a time in seconds or milliseconds within five minutes of now. */
export function isRecent(time: string | null, { now }: Proof): boolean {
  if (time === null || !/^\d{1,13}$/.test(time)) return false;
  const seconds = Number(time) < MILLISECONDS_START ? Number(time) : Number(time) / 1000;
  return Math.abs(seconds - now) <= TOLERANCE;
}

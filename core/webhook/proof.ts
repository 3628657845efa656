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

/** Whether a text is a time in seconds within five minutes of now. */
export function isRecent(seconds: string | null, { now }: Proof): boolean {
  return seconds !== null && /^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) - now) <= TOLERANCE;
}

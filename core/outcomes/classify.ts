import type { Outcome, Repeat } from '../contract/outcome';

/**
 * Turns every answer and everything thrown into exactly one outcome. What counts is whether the vendor can
 * have taken the message: only what it provably did not take is `notSent`; where the proof is missing the
 * outcome is `unknown`. The rule behind it is RFC 9110 section 9.2.2.
 */

export interface Verdict {
  outcome: Extract<Outcome, 'rejected' | 'notSent' | 'unknown'>;
  repeat: Repeat;
  /** What was seen, for the sentence that the user reads. */
  cause: Cause;
}

export type Cause =
  | 'refused' // the vendor answered no
  | 'credential' // the vendor does not accept the credential
  | 'moved' // the vendor's address has changed
  | 'busy' // too many requests, or a pause that the vendor asked for
  | 'serverTrouble' // the vendor's side broke while it had the message
  | 'unreachable' // no connection came about
  | 'address' // the host name does not exist
  | 'certificate' // the TLS certificate is not trusted
  | 'blocked' // n8n's own rules forbid the address
  | 'interrupted'; // the connection broke or went silent after the message was on its way

const rejected = (cause: Cause): Verdict => ({ outcome: 'rejected', repeat: 'never', cause });
const unknown = (cause: Cause): Verdict => ({ outcome: 'unknown', repeat: 'never', cause });
const notSent = (cause: Cause, repeat: Repeat): Verdict => ({ outcome: 'notSent', repeat, cause });

/** Besides these, every 4xx is a refusal, and nothing else says whether the vendor took the message. */
const STATUS_VERDICTS: ReadonlyArray<readonly [statuses: readonly number[], verdict: Verdict]> = [
  [[401, 403], rejected('credential')],
  [[301, 307, 308], rejected('moved')],
  [[425, 429], notSent('busy', 'later')],
  // Cloudflare's own: it did not get through to the vendor's server.
  [[521, 523, 525, 526], notSent('unreachable', 'later')],
  // 302 and 303 may answer a POST that was processed; the others come while or after the vendor had it.
  [[302, 303, 408, 500, 501, 502, 503, 504, 520, 522, 524], unknown('serverTrouble')],
];

/**
 * The verdict on an HTTP status that is no success.
 *
 * @param hasRetryAfter a 503 that says when to come back, readably, was answered before the message was
 *   processed; without that word proxies give it also after the server had the request
 */
export function classifyStatus(status: number, hasRetryAfter = false): Verdict {
  if (status === 503 && hasRetryAfter) return notSent('busy', 'later');
  const row = STATUS_VERDICTS.find(([statuses]) => statuses.includes(status));
  if (row !== undefined) return row[1];
  return Math.trunc(status / 100) === 4 ? rejected('refused') : unknown('serverTrouble');
}

const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA)/;
const BLOCKED = /^(ERR_INVALID_URL|ERR_UNESCAPED_CHARACTERS|ERR_INVALID_CHAR|ERR_INVALID_PROTOCOL|ERR_SSRF)/;
const CONNECT_CALLS: readonly unknown[] = ['connect', 'getaddrinfo'];

/** What a thrown value tells of the connection; every field may be missing. */
interface Evidence {
  codes: string[];
  connecting: boolean;
  /** Bytes that left on the plain connection; undefined where the socket cannot be seen. */
  bytesWritten: number | undefined;
  /** Whether the TLS handshake was finished; undefined on a plain connection. */
  secured: boolean | undefined;
  blockedByName: boolean;
}

/**
 * The verdict on whatever was thrown instead of an answer. Total: it takes null, circular objects and
 * hostile proxies, and never throws.
 */
export function classifyThrown(thrown: unknown): Verdict {
  const evidence = gatherEvidence(thrown);
  if (evidence.codes.some((code) => CERTIFICATE.test(code))) return notSent('certificate', 'never');
  if (evidence.blockedByName || evidence.codes.some((code) => BLOCKED.test(code)))
    return notSent('blocked', 'never');
  if (evidence.connecting)
    return evidence.codes.includes('ENOTFOUND')
      ? notSent('address', 'once')
      : notSent('unreachable', 'later');
  // A handshake that did not end never carried the request; on a plain socket nothing written says the same.
  if (evidence.secured === false)
    return notSent('unreachable', evidence.codes.includes('EPROTO') ? 'never' : 'later');
  if (evidence.secured === undefined && evidence.bytesWritten === 0) return notSent('unreachable', 'later');
  return unknown('interrupted');
}

/** So many values inside a thrown one are looked at, and so many of one list: more than any library nests. */
const MOST_VALUES = 100;
const MOST_OF_A_LIST = 16;

function gatherEvidence(thrown: unknown): Evidence {
  const evidence: Evidence = {
    codes: [],
    connecting: false,
    bytesWritten: undefined,
    secured: undefined,
    blockedByName: false,
  };
  for (const value of valuesIn(thrown)) readError(value, evidence);
  return evidence;
}

/** The thrown value and all that it names as its causes. */
function valuesIn(thrown: unknown): unknown[] {
  const values = [thrown];
  for (const value of values)
    for (const inner of causesOf(value)) if (values.length < MOST_VALUES) values.push(inner);
  return values;
}

/** What a thrown value shows of the request that it ended; `socket` is null where it never got a connection. */
export interface RequestSeen {
  protocol: unknown;
  path: unknown;
  socket: unknown;
  /** True on a connection with TLS. */
  encrypted: unknown;
}

/** The request that hangs on a thrown value or on one of its causes; as total as `classifyThrown`. */
export function requestIn(thrown: unknown): RequestSeen | undefined {
  for (const value of valuesIn(thrown)) {
    const request = field(value, 'request');
    if (typeof request === 'object' && request !== null)
      return {
        protocol: field(request, 'protocol'),
        path: field(request, 'path'),
        socket: field(request, 'socket'),
        encrypted: field(field(request, 'socket'), 'encrypted'),
      };
  }
  return undefined;
}

/** What an error names as its cause or causes, where these can tell anything. */
function causesOf(value: unknown): unknown[] {
  const errors = field(value, 'errors');
  const listed = Array.from({ length: MOST_OF_A_LIST }, (_none, index) => field(errors, String(index)));
  return [field(value, 'cause'), ...listed].filter((each) => typeof each === 'object' && each !== null);
}

function readError(value: unknown, evidence: Evidence): void {
  const code = field(value, 'code');
  if (typeof code === 'string') evidence.codes.push(code);
  const name = field(value, 'name');
  if (typeof name === 'string' && /Ssrf|DomainNotAllowed/i.test(name)) evidence.blockedByName = true;
  if (CONNECT_CALLS.includes(field(value, 'syscall'))) evidence.connecting = true;
  const socket = field(field(value, 'request'), 'socket');
  const bytes = field(socket, '_bytesDispatched');
  if (typeof bytes === 'number') evidence.bytesWritten = bytes;
  const secured = field(socket, '_secureEstablished');
  if (typeof secured === 'boolean') evidence.secured = secured;
}

/** One property, read so that no getter or proxy can break the verdict. */
function field(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

import type { Fault, Lane, Spoil } from './rig/faultProxy';
import type { Random } from './rig/random';
import type { Answer } from './rig/vendorDouble';

/** Anything that can go wrong between the node and a vendor, at random. */

const SPOILS: readonly Spoil[] = [
  'reset',
  'resetClient',
  'resetVendor',
  'end',
  'endClient',
  'endVendor',
  'stall',
  'garbage',
];

/** Longer than any request or handshake of the rig. */
const LONGEST = { plain: 900, secure: 3_200 } as const;

/** What one connection meets. */
export function randomFault(random: Random, tls: boolean): Fault {
  const roll = random.next();
  if (roll < 0.06) return { onConnect: random.pick(['reset', 'end', 'stall', 'garbage'] as const) };
  if (roll < 0.15) return {};
  const longest = tls ? LONGEST.secure : LONGEST.plain;
  if (roll < 0.6) return { up: randomLane(random, longest, [...SPOILS, 'answer']) };
  if (roll < 0.9) return { down: randomLane(random, longest) };
  return { up: randomLane(random, longest), down: randomLane(random, longest) };
}

function randomLane(random: Random, longest: number, spoils = SPOILS): Lane {
  return {
    ...(random.chance(0.25) && { delay: random.whole(1, 15), jitter: random.whole(0, 15) }),
    ...(random.chance(0.2) && { slice: random.whole(40, 400) }),
    ...(random.chance(0.05) && { bytesPerSecond: random.whole(2_000, 50_000) }),
    ...(random.chance(0.85) && {
      at: random.whole(0, longest),
      spoil: random.pick(spoils),
      letThrough: random.chance(0.4),
    }),
  };
}

/** Statuses after which the vendor may have taken the message, and ones that say that it has not. */
const DOUBTFUL = [302, 303, 408, 500, 501, 502, 503, 504, 520, 522, 524];
const REFUSING = [400, 401, 403, 404, 409, 413, 422, 425, 429, 451, 521, 523, 525, 526, 301, 307, 308];

const UNDOCUMENTED = ['', '<html></html>', '{"a":', 'null', '[]'];

/** What the vendor answers once it has the whole message. */
export function randomAnswer(random: Random, yes: Answer): Answer {
  const roll = random.next();
  const took = random.chance(0.5) && ({ takes: true } as const);
  if (roll < 0.55) return random.chance(0.15) ? { ...yes, after: random.whole(1, 60) } : yes;
  if (roll < 0.65) return { status: random.pick(DOUBTFUL), body: { message: 'x' }, ...took };
  if (roll < 0.72) return { status: random.pick(REFUSING), body: { message: 'x' } };
  if (roll < 0.75) return { status: 503, headers: { 'retry-after': String(random.whole(0, 30)) } };
  if (roll < 0.8) return { status: 200, body: random.pick(UNDOCUMENTED), takes: true };
  const then = random.pick(['end', 'reset', 'stall'] as const);
  const whole = `HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n${JSON.stringify(yes.body)}`;
  if (roll < 0.9) return { raw: whole.slice(0, random.whole(0, whole.length)), then, takes: true };
  return { raw: random.bytes(random.whole(0, 200)), then, ...took };
}

import { createHmac } from 'node:crypto';
import { equalTexts } from '../../../core/webhook/compare';
import { hmacCheck } from '../../../core/webhook/hmac';

export interface Compared {
  what: string;
  /** Welch's t statistic of the two kinds of wrong values. */
  t: number;
  limit: number;
}

const LIMIT = 4.5;

/**
 * Measures whether a value that is wrong in its first character is refused faster than one that is wrong in its
 * last (the method of Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?"). The slowest tenth is
 * left out: that is the machine, not the code. A single measurement on a busy machine may be off, so the best of
 * five counts; a comparison that leaks is off in all of them.
 */
export function compareTimes(pairs: number): Compared[] {
  const secret = 'k'.repeat(64);
  const body = Buffer.from('{"event":"message.status_updated"}');
  const right = createHmac('sha256', secret).update(body).digest('hex');
  const check = hmacCheck({
    scheme: 'hmac',
    secrets: [secret],
    headerName: 'x-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
    timestampHeader: '',
    signedContent: 'body',
  });
  const signed = (signature: string) => check({ headers: { 'x-signature': signature }, body, now: 0 });
  return [
    { what: 'Header token', t: best(pairs, secret, (text) => equalTexts(text, secret)), limit: LIMIT },
    { what: 'HMAC signature', t: best(pairs, right, signed), limit: LIMIT },
  ];
}

/** The measure applied to a comparison that stops at the first difference, to show that it sees one. */
export function compareTimesOfLeak(pairs: number): number {
  const secret = 'k'.repeat(4_096);
  const leaking = (text: string): boolean => {
    for (let index = 0; index < secret.length; index++) if (text[index] !== secret[index]) return false;
    return true;
  };
  return best(pairs, secret, leaking);
}

function best(pairs: number, right: string, compare: (text: string) => boolean): number {
  const other = right.startsWith('0') ? '1' : '0';
  const first = `${other}${right.slice(1)}`;
  const last = `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`;
  const rounds = Array.from({ length: 5 }, () => measure(pairs, first, last, compare));
  return rounds.reduce((least, t) => (Math.abs(t) < Math.abs(least) ? t : least));
}

function measure(pairs: number, first: string, last: string, compare: (text: string) => boolean): number {
  const times: [number[], number[]] = [[], []];
  for (let index = 0; index < pairs * 2; index++) {
    const kind = Math.random() < 0.5 ? 0 : 1;
    const start = process.hrtime.bigint();
    compare(kind === 0 ? first : last);
    times[kind].push(Number(process.hrtime.bigint() - start));
  }
  const cut = [...times[0], ...times[1]].sort((a, b) => a - b)[Math.floor(pairs * 2 * 0.9)] ?? Infinity;
  return welch(...(times.map((list) => list.filter((time) => time <= cut)) as [number[], number[]]));
}

function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
  const variance = (list: readonly number[], middle: number): number =>
    list.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (list.length - 1);
  const [meanA, meanB] = [mean(a), mean(b)];
  return (meanA - meanB) / Math.sqrt(variance(a, meanA) / a.length + variance(b, meanB) / b.length || 1);
}

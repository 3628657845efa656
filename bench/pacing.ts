import { runPacing, type PacingResult, type PacingRun } from '../test/support/pacing';
import { ONE_SECOND_BUCKET, RATE_LIMITS } from '../test/support/rateLimits';

const MINUTES = 20;
const SEEDS = [1, 2, 3, 4, 5];
const LIMITS = [60, 300, 1_000];

type Situation = readonly [title: string, run: Partial<PacingRun>, promise?: number];

/** In which the README promises that nothing is refused, and this use of the limit at the least. */
const PROMISED: readonly Situation[] = [
  ['one process', {}, 0.98],
  ['two processes, Workers Sharing This Number = 2', { workers: 2, workersSharing: 2 }, 0.97],
];

const SITUATIONS: readonly Situation[] = [
  ...PROMISED,
  ['two processes that do not know of each other', { workers: 2 }],
  ['the same, without Retry-After', { workers: 2, saysWhen: false }],
  ['four processes that do not know of each other', { workers: 4 }],
];

/** Pacing in virtual time: refusals and use of the limit, by the way in which the server counts. */
export async function pacing(): Promise<void> {
  const servers = { ...RATE_LIMITS, 'bucket of a second (not promised)': ONE_SECOND_BUCKET };
  for (const situation of SITUATIONS) await measure(situation, servers);
}

/**
 * Prints what is promised.
 *
 * @returns how many of the promises were not kept
 */
export async function promisedPacing(): Promise<number> {
  let broken = 0;
  for (const situation of PROMISED) broken += await measure(situation, RATE_LIMITS);
  return broken;
}

async function measure([title, run, promise]: Situation, servers: typeof RATE_LIMITS): Promise<number> {
  let broken = 0;
  print(`\n${title}: refused, use of the limit`);
  print(row(['the server counts by', ...LIMITS.map((limit) => `${limit} a minute`)]));
  for (const [name, server] of Object.entries(servers)) {
    const cells: string[] = [];
    for (const limit of LIMITS) {
      const results: PacingResult[] = [];
      for (const seed of SEEDS)
        results.push(await runPacing({ limit, minutes: MINUTES, seed, server: server(limit), ...run }));
      cells.push(summary(results));
      if (promise !== undefined && results.some(({ refused, use }) => refused > 0 || use < promise))
        broken += 1;
    }
    print(row([name, ...cells]));
  }
  return broken;
}

function summary(results: readonly PacingResult[]): string {
  const refused = sum(results.map((each) => each.refused));
  const part = refused / sum(results.map((each) => each.requests));
  const use = sum(results.map((each) => each.use)) / results.length;
  const lost = sum(results.map((each) => each.lost));
  const refusals = refused === 0 ? '0' : `${refused} (${percent(part, 2)})`;
  return `${refusals}, ${percent(use, 1)}${lost === 0 ? '' : `, ${lost} lost`}`;
}

// The fault programme, which prints this too, listens to the console.
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const percent = (part: number, digits: number): string => `${(part * 100).toFixed(digits)} %`;
const row = ([first = '', ...cells]: readonly string[]): string =>
  first.padEnd(36) + cells.map((cell) => cell.padStart(24)).join('');

import { runPacing, type PacingResult, type PacingRun } from '../test/support/pacing';
import { ONE_SECOND_BUCKET, RATE_LIMITS } from '../test/support/rateLimits';

/** Pacing in virtual time: refusals and use of the limit, by the way in which the server counts. */

const MINUTES = 20;
const SEEDS = [1, 2, 3, 4, 5];
const LIMITS = [60, 300, 1_000];

const SITUATIONS: ReadonlyArray<readonly [title: string, run: Partial<PacingRun>]> = [
  ['one process', {}],
  ['two processes, Workers Sharing This Number = 2', { workers: 2, workersSharing: 2 }],
  ['two processes that do not know of each other', { workers: 2 }],
  ['the same, without Retry-After', { workers: 2, saysWhen: false }],
  ['four processes that do not know of each other', { workers: 4 }],
];

const SERVERS = { ...RATE_LIMITS, 'bucket of a second (not promised)': ONE_SECOND_BUCKET };

async function main(): Promise<void> {
  for (const [title, situation] of SITUATIONS) {
    console.log(`\n${title}: refused, use of the limit`);
    console.log(row(['the server counts by', ...LIMITS.map((limit) => `${limit} a minute`)]));
    for (const [name, server] of Object.entries(SERVERS)) {
      const cells: string[] = [];
      for (const limit of LIMITS) {
        const results: PacingResult[] = [];
        for (const seed of SEEDS)
          results.push(
            await runPacing({ limit, minutes: MINUTES, seed, server: server(limit), ...situation }),
          );
        cells.push(summary(results));
      }
      console.log(row([name, ...cells]));
    }
  }
}

function summary(results: readonly PacingResult[]): string {
  const refused = sum(results.map((each) => each.refused));
  const part = refused / sum(results.map((each) => each.requests));
  const use = sum(results.map((each) => each.use)) / results.length;
  const lost = sum(results.map((each) => each.lost));
  const refusals = refused === 0 ? '0' : `${refused} (${percent(part, 2)})`;
  return `${refusals}, ${percent(use, 1)}${lost === 0 ? '' : `, ${lost} lost`}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const percent = (part: number, digits: number): string => `${(part * 100).toFixed(digits)} %`;
const row = ([first = '', ...cells]: readonly string[]): string =>
  first.padEnd(36) + cells.map((cell) => cell.padStart(24)).join('');

void main();

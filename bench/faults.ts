import '../test/faults/rig/sourcesFirst';
import '../test/support/quietLogs.js';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hostNode } from '../host/places';
import { chaos } from '../test/faults/chaos';
import { groupsOf, Programme, rowsOf } from '../test/faults/groups';
import { retryExecutionProbes, retryOnFailProbes } from '../test/faults/probes';
import { Rig } from '../test/faults/rig/rig';
import { STANDS } from '../test/faults/rig/stands';
import { testSoundness } from '../test/faults/soundness';
import { promisedPacing } from './pacing';

/**
 * `npm run test:faults`: the long form of the fault programme, with its figures. Every case against every
 * vendor, every byte of a request and an answer, many random faults, and whole batches in chaos.
 */

const { values } = parseArgs({
  options: {
    /** How many random faults; half of them on the Node.js of the pinned n8n, where that is another one. */
    faults: { type: 'string', default: '15000' },
    /** Stay on this Node.js. */
    alone: { type: 'boolean', default: false },
    /** How many batches in chaos, and how many items each has. */
    batches: { type: 'string', default: '20' },
    items: { type: 'string', default: '3000' },
    /** 1 for every byte of a request and an answer. */
    step: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    /** Any of: probes, cases, random, chaos, pacing. */
    only: { type: 'string', default: 'probes,cases,random,chaos,pacing' },
  },
});

const print = (...columns: Array<string | number>): void =>
  void process.stdout.write(
    `${columns.map((column, index) => String(column).padEnd(index === 0 ? 46 : 20)).join('')}\n`,
  );

const seed = Number(values.seed);
let wrong = 0;
let leaks = 0;

async function printProbes(rig: Rig): Promise<void> {
  const total = { rows: 0, right: 0 };
  print('five messages, of which one fails', 'rows', 'right');
  for (const stand of STANDS) {
    const probes = [...(await retryOnFailProbes(rig, stand)), ...(await retryExecutionProbes(rig, stand))];
    const wrongOnes = probes.filter(({ copies, expected }) => copies.join() !== expected.join());
    for (const { id, what, copies, expected } of wrongOnes)
      print(`  ${id} ${what}: ${copies.join()}, not ${expected.join()}`);
    leaks += probes.reduce((sum, probe) => sum + probe.leaks, 0);
    wrong += wrongOnes.length;
    total.rows += probes.length;
    total.right += probes.length - wrongOnes.length;
  }
  print('  tried again in five ways', total.rows, total.right);
}

async function printCases(rig: Rig): Promise<void> {
  const programme = await Programme.on(rig);
  print('fault cases', 'rows', 'right');
  for (const group of groupsOf(Number(values.step))) {
    const rows = rowsOf(group, true);
    let right = 0;
    for (const row of rows) {
      const result = await programme.run(row);
      leaks += result.leaks;
      if (result.wrong.length === 0) right += 1;
      else print(`  ${row.each.id} ${row.each.what} (${row.stand.name}): ${result.wrong.join('; ')}`);
    }
    wrong += rows.length - right;
    print(`${group.letter}  ${group.title}`, rows.length, right);
  }
  await programme.close();
}

async function printSoundness(rig: Rig): Promise<void> {
  const node = values.alone ? undefined : otherNode();
  const faults = Math.ceil(Number(values.faults) / (node === undefined ? 1 : 2));
  const found = await testSoundness(rig, faults, seed);
  print('random faults, one message each', found.cases, `seeds ${seed} to ${seed + found.cases - 1}`);
  for (const [outcome, count] of Object.entries(found.outcomes)) print(`  ${outcome}`, count);
  print('  said to be safe, but the vendor had it', found.violations.length);
  print('  taken twice', found.doubles.length);
  const share = ((100 * found.overCautious) / Math.max(1, found.unknownOfSingle)).toFixed(1);
  print('  unknown, but it had not arrived', found.overCautious, `of ${found.unknownOfSingle} (${share} %)`);
  for (const each of [...found.violations, ...found.doubles, ...found.leaks]) print(`  ${each}`);
  wrong += found.violations.length + found.doubles.length;
  leaks += found.leaks.length;
  if (node !== undefined) repeatOn(node, faults);
}

/** The Node.js of the pinned n8n, where it is prepared and not the one that runs. */
function otherNode(): string | undefined {
  if (!existsSync(hostNode)) return undefined;
  const version = spawnSync(hostNode, ['--version'], { encoding: 'utf8' }).stdout.trim();
  return version === process.version ? undefined : hostNode;
}

/** The same on another Node.js, with other faults, in a process of its own that prints for itself. */
function repeatOn(node: string, faults: number): void {
  const options = [
    '--only',
    'random',
    '--faults',
    String(faults),
    '--seed',
    String(seed + faults),
    '--alone',
  ];
  const { status } = spawnSync(node, ['--import', 'tsx', __filename, ...options], { stdio: 'inherit' });
  if (status !== 0) wrong += 1;
}

async function printChaos(rig: Rig): Promise<void> {
  const total = { items: 0, connections: 0, executions: 0 };
  for (let batch = 0; batch < Number(values.batches); batch++) {
    const found = await chaos(rig, Number(values.items), seed + batch);
    total.items += found.items;
    total.connections += found.connections;
    total.executions += found.executions;
    const outcomes = Object.entries(found.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    print(`  seed ${found.seed}: ${found.what}`, `  ${outcomes.join(', ')}`);
    for (const each of found.wrong) print(`    ${each}`);
    wrong += found.wrong.length;
  }
  print('chaos: items', total.items, `${total.connections} connections`, `${total.executions} executions`);
}

async function printPacing(): Promise<void> {
  const broken = await promisedPacing();
  print('promises of the pace that were not kept', broken);
  wrong += broken;
}

async function main(): Promise<void> {
  const began = performance.now();
  const parts = {
    probes: printProbes,
    cases: printCases,
    random: printSoundness,
    chaos: printChaos,
    pacing: printPacing,
  };
  const rig = await Rig.start();
  print(`Node ${process.version}`);
  for (const [name, part] of Object.entries(parts))
    if (values.only.split(',').includes(name)) await part(rig);
  await rig.stop();
  print('secrets seen anywhere', leaks);
  print('wrong', wrong);
  print('seconds', Math.round((performance.now() - began) / 1000));
  process.exitCode = wrong + leaks === 0 ? 0 : 1;
}

void main();

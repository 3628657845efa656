import '../faults/rig/sourcesFirst';
import './quietLogs.js';
import { runNode, type Run } from './engine';
import { KeyDatabase, rowInFile } from './keyDatabase';

/**
 * One worker of an n8n that has several: a process of its own with n8n's engine in it, its keys in the row
 * that all of them share. Started with the row's file; runs what it is told and answers with the outcomes.
 */

/** What a worker is told. `held`: it reads the row for the first time, says so, and waits to go on. */
export type Told = { run: Run; held: boolean } | 'go on';

export type Said = 'ready' | 'has read' | string[];

const say = (said: Said): void => void process.send?.(said);

let goOn = (): void => undefined;

async function work(path: string): Promise<void> {
  const database = new KeyDatabase(rowInFile(path));
  await database.install();
  process.on('message', (told: Told) => {
    if (told === 'go on') goOn();
    else void runWith(database, told);
  });
  process.on('disconnect', () => process.exit(0));
  say('ready');
}

async function runWith(database: KeyDatabase, { run, held }: Exclude<Told, string>): Promise<void> {
  if (held)
    database.between = async () => {
      database.between = async () => undefined;
      const going = new Promise<void>((resolve) => (goOn = resolve));
      say('has read');
      await going;
    };
  const ran = await runNode(run);
  const outcomes = ran.outputs.flat().map(({ json }) => {
    const { outcome } = (json['details'] ?? json) as { outcome: string };
    return outcome;
  });
  say(outcomes);
}

const [, , path] = process.argv;
if (path !== undefined) void work(path);

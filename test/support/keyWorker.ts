import '../faults/rig/sourcesFirst';
import './quietLogs.js';
import { runNode, type Run } from './engine';
import { KeyDatabase, tableInFolder } from './keyDatabase';

/**
 * One worker of an n8n that has several: a process of its own with n8n's engine in it, its keys in the
 * table that all of them share. Started with the table's folder; runs what it is told and answers with the outcomes.
 */

/** What a worker is told. `held`: it has read that the key has no row, says so, and waits to go on. */
export type Told = { run: Run; held: boolean } | 'go on';

export type Said = 'ready' | 'has read' | string[];

const say = (said: Said): void => void process.send?.(said);

let goOn = (): void => undefined;

async function work(path: string): Promise<void> {
  const database = new KeyDatabase(tableInFolder(path));
  await database.install();
  process.on('message', (told: Told) => {
    if (told === 'go on') goOn();
    else void runWith(database, told);
  });
  process.on('disconnect', () => process.exit(0));
  say('ready');
}

async function runWith(database: KeyDatabase, { run, held }: Exclude<Told, string>): Promise<void> {
  // The first row that a run makes is the note that it began.
  let rows = 0;
  if (held)
    database.between = async (id) => {
      if (id.includes('trial')) return;
      rows += 1;
      if (rows < 2) return;
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

import { Listr, PRESET_TIMER, type ListrTask } from 'listr2';
import { openDataFolder } from './dataFolder';
import { Demo } from './demo';
import { describeFailure } from './failure';
import { greet } from './greeting';
import { readMemory } from './memory';
import { endOfLog } from './n8n';
import { claimFolder } from './onlyOnce';
import { buildPackage, packageIsBuilt } from './packageBuild';
import { watchParent } from './parent';
import { dataFolder } from './places';
import { expectation, preparationTasks } from './preparing';
import { showWaiting } from './waiting';

/** What `npm start` runs, after `start.js` has seen that it can. */

let stopping = false;

async function main(): Promise<void> {
  const folder = openDataFolder(dataFolder);
  const refusal = await claimFolder(folder);
  if (refusal) return leave(refusal);

  const demo = new Demo(readMemory(folder), folder);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop(demo, signal));
  watchParent(() => void stop(demo, 'SIGTERM'));
  try {
    await bringUp(demo);
  } catch (failure) {
    if (stopping) return;
    await demo.stop();
    return leave(describeFailure(failure));
  }
  greet(demo);
  void demo.n8n?.ended.then((how) => explainEnd(demo, how));
}

async function bringUp(demo: Demo): Promise<void> {
  const first = expectation();
  if (first) console.log(`\n${first}\n`);
  const tasks: ListrTask[] = [
    ...preparationTasks(),
    {
      title: 'Building the package',
      enabled: () => !packageIsBuilt(),
      task: (_, task) => showWaiting(task, 10, buildPackage),
    },
    { title: 'Starting the simulated vendors', task: () => demo.startSimulator() },
    { title: 'Starting n8n', task: (_, task) => showWaiting(task, 15, () => demo.startN8n()) },
    { title: 'Importing credentials and examples', task: () => demo.fill() },
  ];
  const timer = { timer: PRESET_TIMER };
  await new Listr(tasks, {
    rendererOptions: timer,
    fallbackRendererOptions: timer,
    registerSignalListeners: false,
  }).run();
}

async function stop(demo: Demo, signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log('\nStopping n8n and the simulated vendors ...');
  await demo.stop();
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

async function explainEnd(demo: Demo, how: string): Promise<void> {
  if (stopping || !demo.n8n) return;
  stopping = true;
  await demo.stop();
  leave(`${endOfLog(demo.n8n.logFile)}\n\n${how} Type npm start to start it again; your workflows are kept.`);
}

function leave(sentence: string): void {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

main().catch((failure: unknown) => leave(describeFailure(failure)));

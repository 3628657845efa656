import { Listr, PRESET_TIMER, type ListrTask } from 'listr2';
import { openDataFolder } from './dataFolder';
import { Demo } from './demo';
import { describeFailure } from './failure';
import { greet, greetEarly } from './greeting';
import { readMemory } from './memory';
import { endOfLog } from './n8n';
import { claimFolder } from './onlyOnce';
import { buildPackage, packageIsBuilt } from './packageBuild';
import { watchParent } from './parent';
import { dataFolder } from './places';
import { Preparation } from './preparing';
import { showWaiting } from './waiting';
import { words } from './words';

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
  const say = words();
  const isBuilt = packageIsBuilt();
  const building = { name: 'building', seconds: 10 };
  const starting = { name: 'n8n', seconds: 15 };
  const preparation = new Preparation([...(isBuilt ? [] : [building]), starting]);
  const { estimate } = preparation;

  const simulator: ListrTask = { title: say.startingVendors, task: () => demo.startSimulator() };
  if (!preparation.isDone) {
    preparation.begin();
    await run([simulator, { title: say.sendingSamples, task: () => demo.sendSamples() }]);
    greetEarly(demo, preparation);
  }
  const wait = (task: { output: string }, name: string, work: () => Promise<void>) =>
    showWaiting(task, estimate, name, estimate.during(name, work));
  await run([
    ...preparation.tasks(),
    {
      title: say.building,
      enabled: () => !isBuilt,
      task: (_, task) => wait(task, building.name, buildPackage),
    },
    { ...simulator, enabled: () => demo.simulator === null },
    { title: say.startingN8n, task: (_, task) => wait(task, starting.name, () => demo.startN8n()) },
    { title: say.importing, task: () => demo.fill() },
  ]);
}

async function run(tasks: ListrTask[]): Promise<void> {
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
  console.log(`\n${words().stopping}`);
  await demo.stop();
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

async function explainEnd(demo: Demo, how: string): Promise<void> {
  if (stopping || !demo.n8n) return;
  stopping = true;
  await demo.stop();
  leave(`${endOfLog(demo.n8n.logFile)}\n\n${words().startAgain(how)}`);
}

function leave(sentence: string): void {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

main().catch((failure: unknown) => leave(describeFailure(failure)));

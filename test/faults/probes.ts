import type { INode } from 'n8n-workflow';
import { retryExecution, type Ran, type Run } from '../support/engine';
import { asTimeout, type Rig, type Shot } from './rig/rig';
import type { Stand } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

/** What sends messages twice with other nodes: five messages, one of which fails, and somebody tries again. */
export interface Probe {
  id: string;
  what: string;
  /** How often the vendor took each message. */
  copies: readonly number[];
  /** How often it must have taken them. */
  expected: readonly number[];
  leaks: number;
}

const ITEMS = [0, 1, 2, 3, 4];

const FORMS: ReadonlyArray<readonly [name: string, onError: INode['onError']]> = [
  ['Stop', 'stopWorkflow'],
  ['Continue', 'continueRegularOutput'],
  ['Error Output', 'continueErrorOutput'],
];

interface Failure {
  name: string;
  /** What the vendor answers to the failing message the first time, and then. */
  first: Answer;
  then: (stand: Stand) => Answer;
  /** How often the failing message is taken in the end. */
  copies: 0 | 1;
  /** Whether the run goes on behind it with On Error = Stop. */
  passes: boolean;
}

const NO: Answer = { status: 400, body: { message: 'No.', error: 'No.' } };
const BUSY: Answer = { status: 503, headers: { 'retry-after': '0' } };

const FAILURES: readonly Failure[] = [
  { name: 'is refused', first: NO, then: () => NO, copies: 0, passes: false },
  { name: 'meets a busy vendor once', first: BUSY, then: ({ yes }) => yes, copies: 1, passes: true },
  {
    name: 'ends unknown, but was taken',
    first: { status: 500, takes: true },
    then: ({ yes }) => yes,
    copies: 1,
    passes: false,
  },
];

const PLACES: ReadonlyArray<readonly [id: string, name: string, item: number]> = [
  ['F01', 'third', 2],
  ['F02', 'first', 0],
  ['F01', 'last', 4],
];

/** Retry On Fail with three tries: every failure at every place in every form of On Error. */
export async function retryOnFailProbes(rig: Rig, stand: Stand): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const [id, place, failing] of PLACES)
    for (const failure of FAILURES)
      for (const [form, onError] of FORMS) {
        const onward = onError !== 'stopWorkflow' || failure.passes;
        const expected = ITEMS.map((item) => {
          if (item === failing) return failure.copies;
          return item < failing || onward ? 1 : 0;
        });
        const more = { retryOnFail: true, maxTries: 3 };
        const shot = { onError, more, script: scriptOf(failure, stand, failing) };
        const what = `Retry On Fail, ${form}: the ${place} of five ${failure.name}`;
        probes.push({ id, what, expected, ...(await copiesOf(rig, stand, shot)) });
      }
  return probes;
}

/** *Retry execution* in its two forms, after the third of five stopped the run. */
export async function retryExecutionProbes(rig: Rig, stand: Stand): Promise<Probe[]> {
  const probes: Probe[] = [];
  const edited = (run: Run): Run => ({
    ...run,
    parameters: {
      ...run.parameters,
      options: { ...(run.parameters['options'] as object), timeout: asTimeout(500) },
    },
  });
  const retries: ReadonlyArray<readonly [string, string, (run: Run) => Run]> = [
    ['F03', 'the original workflow', (run) => run],
    ['F04', 'the currently saved workflow', edited],
  ];
  for (const [id, workflow, change] of retries)
    for (const failure of FAILURES) {
      const again = async (ran: Ran, run: Run): Promise<Ran> => await retryExecution(ran, change(run));
      const shot: Partial<Shot> = {
        onError: 'stopWorkflow',
        options: { attempts: 1 },
        script: scriptOf(failure, stand, 2),
        afterwards: again,
      };
      const onward = failure.passes ? 1 : 0;
      probes.push({
        id,
        what: `Retry execution with ${workflow}: the third of five ${failure.name}`,
        expected: [1, 1, failure.copies, onward, onward],
        ...(await copiesOf(rig, stand, shot)),
      });
    }
  return probes;
}

function scriptOf(failure: Failure, stand: Stand, failing: number): NonNullable<Shot['script']> {
  return (earlier, lead) => {
    if (!lead.endsWith(`-${failing}`)) return stand.yes;
    return earlier === 0 ? failure.first : failure.then(stand);
  };
}

async function copiesOf(
  rig: Rig,
  stand: Stand,
  shot: Partial<Shot>,
): Promise<Pick<Probe, 'copies' | 'leaks'>> {
  // One after another, so that it is known what had left when a run ended.
  const options = { parallelRequests: 1, ...shot.options };
  const { leads, leaks } = await rig.fire({ stand, items: ITEMS.length, ...shot, options });
  return { copies: leads.map((lead) => rig.double.count(lead).taken), leaks: leaks.length };
}

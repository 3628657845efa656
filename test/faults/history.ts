import fc from 'fast-check';
import type { INodeExecutionData, IRun, IRunExecutionData } from 'n8n-workflow';
import { crashed, storedCopy } from '../support/crash';
import { retryExecution, runNode, type Ran, type Run } from '../support/engine';
import type { KeyDatabase } from '../support/keyDatabase';
import { asTimeout, phoneOf, type Rig } from './rig/rig';
import type { Stand } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

/**
 * What a workflow can go through with one node: executions, the vendor's answers, n8n's own retries, the user's
 * retries with and without edits, and workers that are killed. The engine and the vendor double do it for real
 * (`History`); what may come of it is a rule of a few lines (`Rule`).
 */

const ANSWERS = {
  yes: 'yes',
  refused: { status: 400, body: { message: 'No.', error: 'No.' } },
  busy: { status: 429 },
  'busy until told': { status: 503, headers: { 'retry-after': '1' } },
  'broken, taken': { status: 500, takes: true },
  'broken, not taken': { status: 502 },
  'cut off, taken': { raw: 'HTTP/1.1 20', then: 'reset', takes: true },
  'unclear, taken': { status: 200, body: '<html></html>', takes: true },
} as const satisfies Record<string, Answer | 'yes'>;

type AnswerName = keyof typeof ANSWERS;

const NAMES = Object.keys(ANSWERS) as AnswerName[];

/** After these nobody can know whether the message was taken. */
const isDoubtful = (name: AnswerName): boolean => name.includes('taken');

const FORMS = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** A worker that is killed when the n-th request of a run leaves, from 0; it may still reach the vendor. */
interface Kill {
  at: number;
  arrives: boolean;
  /** Whether n8n stores an execution after each node. */
  progress: boolean;
}

/** An execution that failed or was killed, as n8n offers it to be retried. */
interface Stored {
  run: Pick<IRun, 'data'>;
  /** Its messages are those of this execution. */
  execution: number;
  items: INodeExecutionData[];
  wasRetried: boolean;
}

/** What was seen of one run. */
interface Seen {
  requests: Array<{ lead: string; answer: AnswerName }>;
  /** What the node says of each message; nothing where an error ended the run, or the worker was killed. */
  outcomes: Map<string, string>;
  /** How many items must have come out; undefined where none could. */
  items?: number;
  /** The message that was on its way when the worker was killed. */
  killed?: string;
  /** How many executions n8n offers to retry. */
  retryable: number;
  /** Whether it was the retry of an execution that was retried before. */
  isFork: boolean;
}

/** The nodes' settings, which the user may change before every run. */
interface Settings {
  onError: (typeof FORMS)[number];
  retryOnFail: boolean;
  parallelRequests: number;
  timeout: number;
  /** Which text is written in the node: editing it makes other messages of the same items. */
  wording: number;
}

let histories = 0;

/** One workflow in the real engine, before the vendor double. */
export class History {
  private readonly name = `h${(histories++).toString(36)}`;
  private executions = 0;
  private current: Pick<Stored, 'execution' | 'items'> = { execution: 0, items: [] };
  private answers: readonly AnswerName[] = ['yes'];
  private requests: Seen['requests'] = [];
  private stored: Stored[] = [];

  readonly settings: Settings = {
    onError: 'stopWorkflow',
    retryOnFail: false,
    parallelRequests: 5,
    timeout: asTimeout(400),
    wording: 0,
  };

  /** Everything that the runs left behind. */
  readonly left: Ran[] = [];

  constructor(
    private readonly rig: Rig,
    private readonly database: KeyDatabase,
    readonly stand: Stand,
  ) {
    rig.double.script(this.name, (earlier, lead) => this.answer(earlier, lead));
  }

  /** From now on each message's requests are answered so, in turn. */
  answerBy(answers: readonly AnswerName[]): void {
    this.answers = answers;
  }

  /** A new execution: new messages, whose sending is the user's wish. */
  async execute(items: number, kill?: Kill): Promise<Seen> {
    const execution = ++this.executions;
    const json = (item: number) => ({ place: String(item).padStart(2, '0'), phone: phoneOf(item) });
    this.current = {
      execution,
      items: Array.from({ length: items }, (_none, item) => ({ json: json(item) })),
    };
    return await this.run(async (test) => await runNode(test), kill);
  }

  /** Starts again from what n8n has stored of the last execution that failed, or of the n-th before it. */
  async retry(back: number, kill?: Kill): Promise<Seen> {
    const stored = this.stored.at(-1 - (back % this.stored.length)) as Stored;
    const { run, execution, items, wasRetried: isFork } = stored;
    stored.wasRetried = true;
    this.current = { execution, items };
    return { ...(await this.run(async (test) => await retryExecution({ run }, test), kill)), isFork };
  }

  private async run(start: (test: Run) => Promise<Ran>, kill?: Kill): Promise<Seen> {
    this.requests = [];
    const { items } = this.current;
    let leaving = 0;
    let beginning: IRunExecutionData | undefined;
    let killed: string | undefined;
    const test = this.test((lead) => {
      // Whatever a killed worker would still do does not happen.
      if (killed !== undefined) throw new Error('killed');
      if (leaving++ !== kill?.at) return;
      killed = lead;
      this.database.down = true;
      if (!kill.arrives) throw new Error('killed');
    });
    const ran = await start({ ...test, started: (_cancel, data) => (beginning = storedCopy(data)) });
    this.database.down = false;
    const ended = killed === undefined && ran.error === undefined;
    if (killed === undefined) this.left.push(ran);
    if (!ended) {
      const { run } = killed === undefined ? ran : crashed(beginning!, items, kill?.progress === true);
      this.stored.push({ run, ...this.current, wasRetried: false });
    }
    return {
      requests: this.requests,
      outcomes: new Map(ended ? this.outcomesOf(ran) : []),
      ...(ended && { items: items.length }),
      ...(killed !== undefined && { killed }),
      retryable: this.stored.length,
      isFork: false,
    };
  }

  private test(leaving: (lead: string) => void): Run {
    const { name, stand } = this;
    const { onError, retryOnFail, parallelRequests, timeout } = this.settings;
    return {
      node: 'sendText',
      parameters: {
        ...stand.parameters,
        text: `=${this.lead('{{ $json.place }}')}`,
        options: { parallelRequests, timeout, totalTime: 900 },
      },
      items: this.current.items,
      credential: { ...stand.credential(`http://127.0.0.1:${this.rig.plain}/${name}`), id: name },
      onError,
      retryOnFail,
      maxTries: 3,
      leaving: (request) => {
        const written = JSON.stringify([request.body ?? null, request.qs ?? null, request.url]);
        leaving(LEAD.exec(written)?.[0] ?? '');
      },
    };
  }

  /** The double knows a message by this word; another wording is another message. */
  private lead(place: string): string {
    return `lead-${this.name}x${this.current.execution}-${this.settings.wording}${place}`;
  }

  private answer(earlier: number, lead: string): Answer {
    const place = Number(lead.slice(-2)) || 0;
    const chosen = this.answers[(place + earlier) % this.answers.length] as AnswerName;
    if (LEAD.test(lead)) this.requests.push({ lead, answer: chosen });
    return chosen === 'yes' ? this.stand.yes : ANSWERS[chosen];
  }

  private outcomesOf({ outputs }: Ran): Array<[string, string]> {
    return outputs.flat().map(({ json, pairedItem }) => {
      const { item } = pairedItem as { item: number };
      const { outcome } = (json['details'] ?? json) as { outcome: string };
      return [this.lead(String(item).padStart(2, '0')), outcome];
    });
  }
}

const LEAD = /lead-[a-z0-9]+-\d+/;

/** What is known of each message, and what may therefore still happen to it: once it is closed, nothing. */
export class Rule {
  retryable = 0;

  private readonly closed = new Map<string, 'taken' | 'doubtful' | 'killed'>();

  /** Whether there is something of which not every run can know. */
  private isUnclear = false;

  /** Throws where a run broke the rule. */
  judge(seen: Seen, stand: Stand): void {
    this.retryable = seen.retryable;
    for (const { lead, answer } of seen.requests) {
      if (this.closed.has(lead))
        throw new Error(`${lead} was sent again after it was ${this.closed.get(lead)}.`);
      if (answer === 'yes') this.closed.set(lead, 'taken');
      else if (isDoubtful(answer)) this.closed.set(lead, 'doubtful');
    }
    if (seen.killed !== undefined) {
      this.closed.set(seen.killed, 'killed');
    }
    if (seen.killed !== undefined || seen.isFork) this.isUnclear = true;
    if (seen.items !== undefined && seen.outcomes.size !== seen.items)
      throw new Error(`${seen.items} items went in, ${seen.outcomes.size} came out.`);
    for (const [lead, outcome] of seen.outcomes) this.judgeOutcome(lead, outcome, stand);
  }

  private judgeOutcome(lead: string, outcome: string, { taken }: Stand): void {
    const state = this.closed.get(lead);
    const right: string[] = state === 'taken' ? [taken] : state === undefined ? ['rejected', 'notSent'] : [];
    if (state === 'doubtful' || state === 'killed' || this.isUnclear) right.push('unknown');
    if (!right.includes(outcome))
      throw new Error(`${lead} is called ${outcome}, but it was ${state ?? 'not taken'}.`);
    // What is unclear to one retry may be known to another one.
    if (outcome === 'unknown' && !this.isUnclear) this.closed.set(lead, 'doubtful');
  }
}

/** One thing that happens. */
type Command = fc.AsyncCommand<Rule, History>;

const isStored = ({ retryable }: Readonly<Rule>): boolean => retryable > 0;

function command(
  what: string,
  run: (history: History, rule: Rule) => Promise<void>,
  check: Command['check'] = () => true,
): Command {
  return { check, run: async (rule, history) => await run(history, rule), toString: () => what };
}

/** The vendor is in another mood from now on. */
const vendorAnswers = (names: AnswerName[]): Command =>
  command(`vendor answers ${names.join(', ')}`, async (history) => history.answerBy(names));

/** The user changes a setting that has nothing to do with what is sent. */
const settingChanges = (settings: Partial<Settings>): Command =>
  command(`settings ${JSON.stringify(settings)}`, async (history) => {
    Object.assign(history.settings, settings);
  });

const execution = (items: number, kill?: Kill): Command =>
  command(`execute ${items} items${killing(kill)}`, async (history, rule) =>
    rule.judge(await history.execute(items, kill), history.stand),
  );

/**
 * @param back how many failed executions before the last one; with 0 the last one
 * @param wording undefined for a retry with the message as it was
 */
const executionRetry = (back: number, wording?: number, kill?: Kill): Command =>
  command(
    `retry the execution ${back} before the last${wording === undefined ? '' : ` with wording ${wording}`}${killing(kill)}`,
    async (history, rule) => {
      history.settings.wording = wording ?? history.settings.wording;
      rule.judge(await history.retry(back, kill), history.stand);
    },
    isStored,
  );

const killing = (kill?: Kill): string =>
  kill === undefined
    ? ''
    : `, killed at request ${kill.at}, which ${kill.arrives ? 'arrives' : 'does not arrive'}`;

const kill = fc.record({ at: fc.nat({ max: 5 }), arrives: fc.boolean(), progress: fc.boolean() });
const back = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 4 }));
const answers = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 });
const settings = fc.record(
  {
    onError: fc.constantFrom(...FORMS),
    retryOnFail: fc.boolean(),
    parallelRequests: fc.constantFrom(0, 1, 5),
    timeout: fc.constantFrom(asTimeout(400), asTimeout(500)),
  },
  { requiredKeys: [] },
);
const items = fc.integer({ min: 1, max: 5 });

/** Everything that can happen, in any order. */
export const commands: ReadonlyArray<fc.Arbitrary<Command>> = [
  answers.map(vendorAnswers),
  settings.map(settingChanges),
  items.map((count) => execution(count)),
  back.map((before) => executionRetry(before)),
  fc.tuple(back, fc.nat({ max: 2 })).map(([before, wording]) => executionRetry(before, wording)),
  fc.tuple(items, kill).map(([count, at]) => execution(count, at)),
  fc
    .tuple(back, fc.option(fc.nat({ max: 2 }), { nil: undefined }), kill)
    .map(([before, wording, at]) => executionRetry(before, wording, at)),
];

import fc from 'fast-check';
import type { INode, INodeExecutionData, IRun, IRunExecutionData } from 'n8n-workflow';
import { retryExecution, runNode, type Ran, type Run } from '../support/engine';
import { phoneOf, type Rig } from './rig/rig';
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
  /** Whether n8n offers to retry the execution. */
  retryable: boolean;
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
  private items: INodeExecutionData[] = [];
  private answers: readonly AnswerName[] = ['yes'];
  private requests: Seen['requests'] = [];
  private stored: { run: Pick<IRun, 'data'> } | undefined;

  readonly settings: Settings = {
    onError: 'stopWorkflow',
    retryOnFail: false,
    parallelRequests: 5,
    timeout: 60,
    wording: 0,
  };

  /** Everything that the runs left behind. */
  readonly left: Ran[] = [];

  constructor(
    private readonly rig: Rig,
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
    this.executions += 1;
    this.items = Array.from({ length: items }, (_none, item) => ({
      json: { place: String(item).padStart(2, '0'), phone: phoneOf(item) },
    }));
    return await this.run(async (test) => await runNode(test), kill);
  }

  /** Starts again from what n8n has stored of the last execution. */
  async retry(kill?: Kill): Promise<Seen> {
    const stored = this.stored!;
    return await this.run(async (test) => await retryExecution(stored, test), kill);
  }

  private async run(start: (test: Run) => Promise<Ran>, kill?: Kill): Promise<Seen> {
    this.requests = [];
    let leaving = 0;
    let data: IRunExecutionData | undefined;
    let atTheKill: IRunExecutionData | undefined;
    let killed: string | undefined;
    const test = this.test((lead) => {
      // Whatever a killed worker would still do does not happen.
      if (atTheKill !== undefined) throw new Error('killed');
      if (leaving++ !== kill?.at) return;
      atTheKill = storedCopy(data as IRunExecutionData);
      killed = lead;
      if (!kill.arrives) throw new Error('killed');
    });
    const ran = await start({ ...test, started: (_cancel, current) => (data = current) });
    if (atTheKill === undefined) {
      this.left.push(ran);
      this.stored = ran;
    } else this.stored = { run: { data: this.waitingAgain(atTheKill) } };
    const ended = atTheKill === undefined && ran.error === undefined;
    return {
      requests: this.requests,
      outcomes: new Map(ended ? this.outcomesOf(ran) : []),
      ...(ended && { items: this.items.length }),
      ...(killed !== undefined && { killed }),
      retryable: !ended,
    };
  }

  /** The node that was running comes first again, with the items that it had. */
  private waitingAgain(data: IRunExecutionData): IRunExecutionData {
    data.executionData!.nodeExecutionStack.unshift({
      node: { name: 'tested' } as INode,
      data: { main: [this.items] },
      source: { main: [{ previousNode: 'start' }] },
    });
    return data;
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
      items: this.items,
      credential: { ...stand.credential(`http://127.0.0.1:${this.rig.plain}/${name}`), id: name },
      onError,
      retryOnFail,
      maxTries: 3,
      leaving: (request) => {
        request.timeout = 400;
        const written = JSON.stringify([request.body ?? null, request.qs ?? null, request.url]);
        leaving(LEAD.exec(written)?.[0] ?? '');
      },
    };
  }

  /** The double knows a message by this word; another wording is another message. */
  private lead(place: string): string {
    return `lead-${this.name}x${this.executions}-${this.settings.wording}${place}`;
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

/** As n8n would have it in its database. */
const storedCopy = (data: IRunExecutionData): IRunExecutionData =>
  JSON.parse(JSON.stringify(data)) as IRunExecutionData;

/** What is known of each message, and what may therefore still happen to it: once it is closed, nothing. */
export class Rule {
  retryable = false;

  private readonly closed = new Map<string, 'taken' | 'doubtful' | 'killed'>();

  private wasKilled = false;

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
      this.wasKilled = true;
    }
    if (seen.items !== undefined && seen.outcomes.size !== seen.items)
      throw new Error(`${seen.items} items went in, ${seen.outcomes.size} came out.`);
    for (const [lead, outcome] of seen.outcomes) this.judgeOutcome(lead, outcome, stand);
  }

  private judgeOutcome(lead: string, outcome: string, { taken }: Stand): void {
    const state = this.closed.get(lead);
    const right: string[] = state === 'taken' ? [taken] : state === undefined ? ['rejected', 'notSent'] : [];
    // What else was on its way in the moment of a kill may have been begun, have left, or have been answered.
    if (state === 'doubtful' || state === 'killed' || this.wasKilled) right.push('unknown');
    if (!right.includes(outcome))
      throw new Error(`${lead} is called ${outcome}, but it was ${state ?? 'not taken'}.`);
    if (outcome === 'unknown') this.closed.set(lead, 'doubtful');
  }
}

/** One thing that happens. */
type Command = fc.AsyncCommand<Rule, History>;

const isStored = ({ retryable }: Readonly<Rule>): boolean => retryable;

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

/** @param wording undefined for a retry with the message as it was */
const executionRetry = (wording?: number, kill?: Kill): Command =>
  command(
    `retry the execution${wording === undefined ? '' : ` with wording ${wording}`}${killing(kill)}`,
    async (history, rule) => {
      history.settings.wording = wording ?? history.settings.wording;
      rule.judge(await history.retry(kill), history.stand);
    },
    isStored,
  );

const killing = (kill?: Kill): string =>
  kill === undefined
    ? ''
    : `, killed at request ${kill.at}, which ${kill.arrives ? 'arrives' : 'does not arrive'}`;

const kill = fc.record({ at: fc.nat({ max: 5 }), arrives: fc.boolean() });
const answers = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 });
const settings = fc.record(
  {
    onError: fc.constantFrom(...FORMS),
    retryOnFail: fc.boolean(),
    parallelRequests: fc.constantFrom(1, 5),
    timeout: fc.constantFrom(60, 90),
  },
  { requiredKeys: [] },
);
const items = fc.integer({ min: 1, max: 5 });

/** Everything that can happen, in any order. */
export const commands: ReadonlyArray<fc.Arbitrary<Command>> = [
  answers.map(vendorAnswers),
  settings.map(settingChanges),
  items.map((count) => execution(count)),
  fc.constant(executionRetry()),
  fc.nat({ max: 2 }).map((wording) => executionRetry(wording)),
  fc.tuple(items, kill).map(([count, at]) => execution(count, at)),
  fc
    .tuple(fc.option(fc.nat({ max: 2 }), { nil: undefined }), kill)
    .map(([wording, at]) => executionRetry(wording, at)),
];

import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { clock } from '../../../nodes/shared/running/clock';
import { runNode, type Ran, type Run } from '../../support/engine';
import { canariesIn, everythingOf, Listening } from './canaries';
import { makeCertificates, type Certificates } from './certificates';
import { FaultProxy, type Fault } from './faultProxy';
import { Random } from './random';
import type { Stand } from './stands';
import { VendorDouble, type Counted, type Script } from './vendorDouble';

/** One message, or several, sent through n8n's engine into a fault. */
export interface Shot {
  stand: Stand;
  tls?: boolean;
  /** What the n-th connection meets; nothing where it is missing. */
  faultOf?: (connection: number) => Fault;
  script?: Script;
  /** In the place of the double's own address, e.g. one that refuses. */
  address?: string;
  items?: number;
  /** Put into every item beside its text and its phone. */
  fields?: IDataObject;
  /** In milliseconds of real time. */
  timeout?: number;
  options?: IDataObject;
  parameters?: INodeParameters;
  onError?: INode['onError'];
  /** Called right before the n-th request leaves, from 0. */
  leaving?: (request: number) => void;
  /** What the user does after the run, e.g. retries it; what comes of that is looked at. */
  afterwards?: (ran: Ran, test: Run) => Promise<Ran>;
  /** Anything else of the run. */
  more?: Partial<Run>;
  random?: Random;
}

/** What came of one item, and what the double knows of it. */
export interface Result extends Counted {
  outcome: string;
  attempts: number;
  httpStatus: number | null;
  vendorCode: string | null;
  /** The sentence of a failure. */
  words: string;
  nextStep: string;
  json: IDataObject;
}

export interface Fired {
  results: Result[];
  connections: number;
  ran: Ran;
  /** What was sent, to run it again. */
  test: Run;
  /** Secrets that could be seen anywhere. */
  leaks: string[];
  leads: string[];
  /** Messages that arrived whole with other words, because bytes were changed on the way. */
  garbled: Counted;
}

/** How long a request may take by default, in real milliseconds: far longer than an answer takes on a busy machine. */
const TIMEOUT = 2_000;

/** The least that the node allows, in milliseconds. In the rig only what is above it passes. */
const LEAST = 5_000;

/** The node's *Timeout*, in seconds, that lets a request take so many real milliseconds in the rig. */
export const asTimeout = (milliseconds: number): number => (LEAST + milliseconds) / 1_000;

/** Everything that the faults need, running. */
export class Rig {
  private cases = 0;
  private underWay = 0;

  private constructor(
    readonly double: VendorDouble,
    /** The double's ports: without TLS and with it. */
    readonly plain: number,
    readonly secure: number,
    readonly certificates: Certificates,
    private readonly listening: Listening,
    private readonly restoreTime: () => void,
  ) {}

  static async start(): Promise<Rig> {
    const certificates = await makeCertificates();
    const double = new VendorDouble();
    const [plain, secure] = [await double.listen(), await double.listen(certificates.good)];
    return new Rig(double, plain, secure, certificates, new Listening(), hurry());
  }

  async stop(): Promise<void> {
    this.listening.stop();
    this.restoreTime();
    await this.double.close();
  }

  /** Sends through the fault and counts what arrived. */
  async fire(shot: Shot): Promise<Fired> {
    // Cases at one server are one account: what an earlier one did to it is long over. Those at the same time wait
    // for answers, whose time would be over, too.
    if (this.underWay === 0) time.ahead += BETWEEN_CASES;
    this.underWay += 1;
    try {
      return await this.fireOne(shot);
    } finally {
      this.underWay -= 1;
    }
  }

  private async fireOne(shot: Shot): Promise<Fired> {
    const name = `c${(this.cases++).toString(36)}`;
    const { stand, tls = false, items = 1, timeout = TIMEOUT, random = new Random(this.cases) } = shot;
    this.double.script(name, shot.script ?? (() => stand.yes));
    const { faultOf } = shot;
    const port = tls ? this.secure : this.plain;
    const proxy = faultOf && new FaultProxy(port, faultOf, random);
    const address =
      shot.address ?? `${tls ? 'https' : 'http'}://127.0.0.1:${(await proxy?.listen()) ?? port}`;
    const leads = Array.from({ length: items }, (_none, item) => `lead-${name}-${item}`);
    let leaving = 0;
    const test: Run = {
      node: 'sendText',
      parameters: {
        ...stand.parameters,
        ...shot.parameters,
        options: { totalTime: 900, timeout: asTimeout(timeout), ...shot.options },
      },
      items: leads.map(
        (text, item): INodeExecutionData => ({ json: { text, phone: phoneOf(item), ...shot.fields } }),
      ),
      credential: { ...stand.credential(`${address}/${name}`), id: name },
      onError: shot.onError ?? 'continueRegularOutput',
      leaving: () => shot.leaving?.(leaving++),
      ...shot.more,
    };
    const first = await runNode(test);
    const ran = (await shot.afterwards?.(first, test)) ?? first;
    await proxy?.close();
    await this.double.quiet(proxy?.vendorPorts ?? []);
    const seen = everythingOf(ran.outputs, ran.error, ran.hints, ran.run.data);
    const leaks = canariesIn(`${seen}\n${this.listening.take()}`, stand.canaries);
    return {
      results: this.resultsOf(ran, leads),
      connections: proxy?.connections ?? 0,
      ran,
      test,
      leaks,
      leads,
      garbled: this.double.count(name),
    };
  }

  /** What came of each item, by its place among the inputs; one that did not come out is missing. */
  private resultsOf(ran: Ran, leads: readonly string[]): Result[] {
    const results: Result[] = [];
    for (const { json, pairedItem } of ran.outputs.flat()) {
      const item = (pairedItem as { item: number } | undefined)?.item ?? 0;
      if (results[item] !== undefined) throw new Error(`Item ${item} came out twice.`);
      results[item] = this.resultOf(json, leads[item] as string);
    }
    return results;
  }

  private resultOf(json: IDataObject, lead: string): Result {
    const details = (json['details'] ?? json) as IDataObject;
    return {
      ...this.double.count(lead),
      outcome: String(details['outcome']),
      attempts: Number(details['attempts']),
      httpStatus: details['httpStatus'] as number | null,
      vendorCode: (details['vendorCode'] ?? null) as string | null,
      words: String(json['error'] ?? ''),
      nextStep: String(details['nextStep'] ?? ''),
      json,
    };
  }
}

export const phoneOf = (item: number): string => `55119${String(10_000_000 + item)}`;

/** Longer than a breaker stays open, a pause lasts and a budget takes to be full again, in milliseconds. */
const BETWEEN_CASES = 3_600_000;

/** The longest that a case waits whose *Timeout* stands for milliseconds; see `asTimeout`. */
const LONGEST = 2_000;

/** How much longer the node waits for an upload. */
const UPLOAD_FACTOR = 3;

/** The node's time in the rig. */
export const time = {
  /** Milliseconds that pauses have skipped. */
  ahead: 0,
  /** Milliseconds that pass with each look at the clock, for cases in which nobody pauses. */
  perLook: 0,
};

/** Lets the node's pauses pass at once, and the patience that a case sets by `asTimeout` end soon; gives back the way it was. */
function hurry(): () => void {
  const { now, sleep } = clock;
  const { timeout } = AbortSignal;
  clock.now = () => performance.now() + (time.ahead += time.perLook);
  clock.sleep = async (milliseconds) => {
    const wake = clock.now() + milliseconds;
    await new Promise((later) => setImmediate(later));
    time.ahead = Math.max(time.ahead, wake - performance.now());
  };
  AbortSignal.timeout = (milliseconds) => {
    const hurried = [1, UPLOAD_FACTOR]
      .map((factor) => milliseconds / factor - LEAST)
      .find((wanted) => wanted > 0 && wanted <= LONGEST);
    return timeout.call(AbortSignal, hurried ?? milliseconds);
  };
  return () => {
    Object.assign(clock, { now, sleep });
    AbortSignal.timeout = timeout;
  };
}

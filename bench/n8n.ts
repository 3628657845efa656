import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../host/packageBuild';
import { prepare } from '../host/prepare';
import { startN8n, type RunningN8n } from '../host/n8n';
import type { Workflow, WorkflowNode } from '../host/api';
import { UNPACED } from '../test/support/accounts';
import { recordedExchange } from '../test/support/recordedExchanges';
import { credentialAt, forEachServer } from '../test/support/vendorStands';
import { standThat } from './account';
import { cpuOf, forgetPeak, memoryOf } from './process';

const ITEMS = 1_000;
const ROUNDS = 3;
const DELAYS = [0, 50, 300] as const;

/** One way to send the items. */
interface Way {
  name: string;
  /** @param address of the vendor, which ends in how long it takes for an answer */
  node(address: string, key: string): Partial<WorkflowNode>;
  /** Ways that take minutes for slow answers are left out there. */
  longestDelay?: number;
}

/** What one run of one way took. */
interface Figures {
  perSecond: number;
  cpuPerItem: number;
  megabytes: number;
  connections: number;
  mostAtOnce: number;
}

const stand = standThat('says that it has sent a text', ({ vendor, samples }) => {
  const { sendText: sample } = samples;
  return sample !== undefined && recordedExchange(vendor.id, sample).exchange.receipt?.outcome === 'sent';
});
const { input, response: yes } = recordedExchange(stand.vendor.id, stand.samples.sendText ?? '').exchange;

const sendText = (options: Record<string, unknown> = {}) => ({
  type: 'n8n-nodes-mensageiro.sendText',
  typeVersion: 1,
  parameters: {
    ...input,
    vendor: stand.vendor.id,
    to: '={{ $json.phone }}',
    text: '=Hi {{ $json.name }}',
    options,
  },
  onError: 'continueRegularOutput',
});

const httpRequest = (address: string, more: Record<string, unknown> = {}) => ({
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    method: 'POST',
    url: `${address}/messages`,
    sendBody: true,
    specifyBody: 'json',
    jsonBody: '={{ JSON.stringify({ to: $json.phone, text: "Hi " + $json.name }) }}',
    options: {},
    ...more,
  },
  onError: 'continueRegularOutput',
});

const HEADER_AUTH = { authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' };

const atOnce = (parallelRequests: number): Way => ({
  name: `Send Text, ${parallelRequests} in parallel`,
  node: () => sendText({ parallelRequests }),
  ...(parallelRequests === 1 && { longestDelay: 50 }),
});

const WAYS: readonly Way[] = [
  { name: 'Send Text, as dragged in', node: () => sendText() },
  {
    name: 'Send Text, with a key for each item',
    node: (_address, key) => sendText({ deduplicationKey: `=${key} {{ $json.phone }}` }),
  },
  ...[1, 5, 10, 50].map(atOnce),
  { name: "n8n's HTTP Request, header credential", node: (address) => httpRequest(address, HEADER_AUTH) },
  { name: "n8n's HTTP Request, no credential", node: (address) => httpRequest(address) },
  {
    name: "n8n's HTTP Request, batches of 50",
    node: (address) =>
      httpRequest(address, {
        ...HEADER_AUTH,
        options: { batching: { batch: { batchSize: 50, batchInterval: 100 } } },
      }),
  },
  {
    name: 'A node that awaits each request',
    node: (address) => ({
      type: 'CUSTOM.awaitingLoop',
      typeVersion: 1,
      parameters: { url: `${address}/messages`, to: '={{ $json.phone }}', text: '=Hi {{ $json.name }}' },
    }),
    longestDelay: 50,
  },
];

/** As most community nodes send: item by item, each awaited, by the helper that signs. */
const AWAITING_LOOP = `
class AwaitingLoop {
  description = {
    displayName: 'Awaiting Loop', name: 'awaitingLoop', group: ['output'], version: 1, description: '',
    defaults: { name: 'Awaiting Loop' }, inputs: ['main'], outputs: ['main'],
    credentials: [{ name: 'httpHeaderAuth', required: true }],
    properties: ['url', 'to', 'text'].map((name) => ({ displayName: name, name, type: 'string', default: '' })),
  };
  async execute() {
    const results = [];
    for (let item = 0; item < this.getInputData().length; item += 1) {
      const [url, to, text] = ['url', 'to', 'text'].map((name) => this.getNodeParameter(name, item));
      const request = { method: 'POST', url, body: { to, text }, json: true };
      const json = await this.helpers.httpRequestWithAuthentication.call(this, 'httpHeaderAuth', request);
      results.push({ json, pairedItem: { item } });
    }
    return [results];
  }
}
module.exports = { AwaitingLoop };
`;

/**
 * The same thousand messages through one n8n, by this package and by what people use otherwise. Each way sends to
 * one vendor on loopback that answers after 0, 50 and 300 ms; the ways take turns, and the middle of the rounds
 * counts. `npm run bench n8n`; with a number, so many items: `npm run bench n8n 10000`.
 */
export async function n8n([asked]: readonly string[] = []): Promise<void> {
  const items = Number(asked ?? ITEMS);
  await prepare();
  await buildPackage();
  const userFolder = mkdtempSync(join(tmpdir(), 'mensageiro-bench-'));
  const vendor = new LoopbackVendor();
  const custom = join(userFolder, 'custom');
  mkdirSync(custom);
  writeFileSync(join(custom, 'AwaitingLoop.node.js'), AWAITING_LOOP);
  let running: RunningN8n | undefined;
  try {
    const port = await vendor.start();
    running = await startN8n({ userFolder, env: { N8N_CUSTOM_EXTENSIONS: custom } });
    const bench = new Bench(running, vendor, items);
    await bench.signIn(port);
    console.log(
      `${cpus().length} cores (${cpus()[0]?.model}), Node.js ${process.version}; ${items} items, the middle of ${ROUNDS} rounds\n`,
    );
    await bench.floor(port);
    for (const delay of DELAYS) await bench.compare(`http://127.0.0.1:${port}/after${delay}`, delay);
  } finally {
    await running?.stop();
    vendor.stop();
    rmSync(userFolder, { recursive: true, force: true });
  }
}

class LoopbackVendor {
  private child: ChildProcess | undefined;
  private port = 0;

  async start(): Promise<number> {
    const answer = [String(yes.status ?? 200), JSON.stringify(yes.body)];
    this.child = spawn(process.execPath, [join(__dirname, 'loopbackVendor.js'), ...answer], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [printed] = (await once(this.child.stdout!, 'data')) as [Buffer];
    this.port = Number(printed.toString().trim());
    return this.port;
  }

  /** What it has seen since it was asked before. */
  async figures(): Promise<{ messages: number; connections: number; most: number }> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/figures`);
    return (await answer.json()) as { messages: number; connections: number; most: number };
  }

  stop(): void {
    this.child?.kill();
  }
}

class Bench {
  private readonly header: { id: string; name: string } = { id: '', name: 'Header' };
  private readonly accounts = new Map<number, { id: string; name: string }>();
  private runs = 0;

  constructor(
    private readonly running: RunningN8n,
    private readonly vendor: LoopbackVendor,
    private readonly items: number,
  ) {}

  async signIn(port: number): Promise<void> {
    const { api } = this.running;
    this.header.id = await api.importCredential({
      name: this.header.name,
      type: 'httpHeaderAuth',
      data: { name: 'Authorization', value: 'Bearer intf_bench' },
    });
    for (const delay of DELAYS) {
      const name = `Answers after ${delay} ms`;
      // With a secret of its own each is an account of its own.
      const { type, data } = credentialAt(
        stand,
        forEachServer(() => `http://127.0.0.1:${port}/after${delay}`),
        `${stand.secretPrefix}bench${delay}`,
      );
      const id = await api.importCredential({ name, type, data: { ...data, ...UNPACED } });
      this.accounts.set(delay, { id, name });
    }
  }

  /** What Node.js itself needs: one kept connection after the other, ten at a time. */
  async floor(port: number): Promise<void> {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 10 });
    const body = JSON.stringify({ to: '5511987654321', text: 'Hi Ana' });
    const cpu = process.cpuUsage();
    const began = performance.now();
    let left = this.items;
    const send = async (): Promise<void> => {
      while (left-- > 0) await post(`http://127.0.0.1:${port}/after0/messages`, agent, body);
    };
    await Promise.all(Array.from({ length: 10 }, send));
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    agent.destroy();
    await this.vendor.figures();
    console.log(
      `The floor, kept connections without n8n: ${Math.round(this.items / seconds)} items/s, ` +
        `${((user + system) / 1000 / this.items).toFixed(2)} ms CPU an item\n`,
    );
  }

  async compare(address: string, delay: number): Promise<void> {
    const ways = WAYS.filter(({ longestDelay = Infinity }) => delay <= longestDelay);
    const rounds = new Map<Way, Figures[]>(ways.map((way) => [way, []]));
    // Everything is loaded and compiled before anything is measured.
    for (const way of ways) await this.run(way, address, delay, Math.min(100, this.items));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const way of ways) rounds.get(way)?.push(await this.run(way, address, delay, this.items));
    console.log(
      `| Answers after ${delay} ms | items/s | ms CPU an item | MB at most | sockets | most at once |`,
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
    for (const [way, figures] of rounds) console.log(row(way, figures));
    console.log('');
  }

  private async run(way: Way, address: string, delay: number, items: number): Promise<Figures> {
    const { api, processId } = this.running;
    const key = `run ${(this.runs += 1)}`;
    const { id } = await api.importWorkflow(this.workflow(way.node(address, key), delay, items));
    await this.vendor.figures();
    forgetPeak(processId);
    const before = { cpu: cpuOf(processId), memory: memoryOf(processId) };
    const execution = await api.runWorkflow(id, 'Start', 600_000);
    const cpu = cpuOf(processId) - before.cpu;
    const { messages, connections, most } = await this.vendor.figures();
    const outputs = execution.items('Send')[0] ?? [];
    if (execution.status !== 'success' || messages !== items || outputs.length !== items)
      throw new Error(
        `${way.name}: ${messages} of ${items} arrived; ${JSON.stringify(execution.error ?? outputs[0])}`,
      );
    const [run] = execution.data.resultData.runData['Send'] as unknown as Array<{ executionTime: number }>;
    return {
      perSecond: items / ((run?.executionTime ?? 0) / 1000),
      cpuPerItem: cpu / items,
      megabytes: memoryOf(processId, 'peak') - before.memory,
      connections,
      mostAtOnce: most,
    };
  }

  private workflow(node: Partial<WorkflowNode>, delay: number, items: number): Workflow {
    const leads = `={{ JSON.stringify({ leads: Array.from({ length: ${items} }, (_none, lead) => ({ name: 'Ana', phone: String(5511980000000 + lead) })) }) }}`;
    const chain: WorkflowNode[] = [
      { ...named('Start'), type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
      {
        ...named('Leads'),
        type: 'n8n-nodes-base.set',
        typeVersion: 3.4,
        parameters: { mode: 'raw', jsonOutput: leads, options: {} },
      },
      {
        ...named('Split'),
        type: 'n8n-nodes-base.splitOut',
        typeVersion: 1,
        parameters: { fieldToSplitOut: 'leads', options: {} },
      },
      {
        ...named('Send'),
        credentials: {
          [stand.vendor.credential.type]: this.accounts.get(delay)!,
          httpHeaderAuth: this.header,
        },
        ...node,
      } as WorkflowNode,
    ];
    const connections = Object.fromEntries(
      chain
        .slice(1)
        .map(({ name }, index) => [chain[index]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
    );
    return { name: `Bench ${this.runs}`, nodes: chain, connections };
  }
}

const named = (name: string) => ({ id: name, name, position: [0, 0] });

async function post(url: string, agent: http.Agent, body: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent }, (response) =>
      response.resume().on('end', () => resolve()),
    );
    request.on('error', reject).end(body);
  });
}

const row = ({ name }: Way, figures: readonly Figures[]): string => {
  const middle = (of: keyof Figures): number =>
    figures.map((each) => each[of]).sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
  const whole = (['megabytes', 'connections', 'mostAtOnce'] as const).map((of) => Math.round(middle(of)));
  return `| ${[name, Math.round(middle('perSecond')), middle('cpuPerItem').toFixed(2), ...whole].join(' | ')} |`;
};

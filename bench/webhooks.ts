import { createHmac } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as open } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startN8n, type RunningN8n } from '../host/n8n';
import { ensurePackageIsBuilt } from '../host/packageBuild';
import { checkout } from '../host/places';
import { prepare } from '../host/prepare';
import type { Credential } from '../host/api';
import { executionsOf, publish } from '../test/e2e/support/triggerWorkflow';
import { standThat } from './account';
import { cpuOf, memoryOf } from './process';

/**
 * The Status Trigger in the pinned n8n beside n8n's own Webhook node, and what strangers cost it. Printed by
 * `npm run bench webhooks`. Every number is of this machine at this moment; the ratios are what matters.
 */

const OWN = "n8n's Webhook node";
const SECRET = 'bench secret';
const CONNECTIONS = 10;
const ROUNDS = 3;
const ROUND_MS = 8_000;
const STRANGERS = 10_000;

const credential: Credential = {
  name: 'Bench',
  type: 'mensageiroWebhookApi',
  data: {
    secret: SECRET,
    headerName: 'X-Signature',
    algorithm: 'sha256',
    encoding: 'hex',
    signedContent: 'body',
  },
};

const { vendor } = standThat('reports statuses', ({ reports }) => reports !== undefined);

const parameters = { source: vendor.id, statuses: ['delivered'], authentication: 'hmac', options: {} };

/** Appended to the copy that n8n runs: tells in a header how long our own part took, in milliseconds. */
const STOPWATCH = `
const measured = exports.receive;
exports.receive = async (context) => {
  const start = process.hrtime.bigint();
  const result = await measured(context);
  const response = context.getResponseObject();
  if (!response.headersSent) response.setHeader('x-own-time', String(Number(process.hrtime.bigint() - start) / 1e6));
  return result;
};
`;

interface Answer {
  status: number;
  ownTime: number;
}

let messages = 0;

function post(url: string, agent: Agent, status: string, secret = SECRET): Promise<Answer> {
  const data = { message_id: `msg_${++messages}`, status, timestamp: '2024-01-15T10:30:05Z' };
  const body = JSON.stringify({ event: 'message.status_updated', data });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-signature': signature,
  };
  return new Promise((resolve, reject) => {
    const request = open(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, ownTime: Number(response.headers['x-own-time']) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

interface Rate {
  perSecond: number;
  /** Of n8n, in milliseconds for one request; steadier than the rate where other programs run too. */
  cpu: number;
}

/** Sends over 10 connections that never pause. */
async function rate(
  n8n: RunningN8n,
  send: (agent: Agent) => Promise<Answer>,
  milliseconds: number,
): Promise<Rate> {
  const cpuBefore = cpuOf(n8n.processId);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const start = performance.now();
  let count = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      const { status } = await send(agent);
      if (status !== 200) throw new Error(`n8n answered ${status}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  const perSecond = (count * 1000) / (performance.now() - start);
  return { perSecond, cpu: (cpuOf(n8n.processId) - cpuBefore) / count };
}

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

async function compareRates(n8n: RunningN8n): Promise<void> {
  const own = await publish(n8n.api, 'webhook', {
    httpMethod: 'POST',
    responseMode: 'onReceived',
    options: {},
  });
  const trigger = await publish(n8n.api, 'statusTrigger', parameters, credential);
  const kinds = {
    [OWN]: (agent: Agent) => post(own.url, agent, 'delivered'),
    'Status Trigger': (agent: Agent) => post(trigger.url, agent, 'delivered'),
    'Status Trigger, not chosen': (agent: Agent) => post(trigger.url, agent, 'sent'),
  };
  for (const send of Object.values(kinds)) await rate(n8n, send, 3_000);
  const rates = new Map<string, Rate[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, send] of Object.entries(kinds))
      rates.set(name, [...(rates.get(name) ?? []), await rate(n8n, send, ROUND_MS)]);
  }
  const base = median((rates.get(OWN) ?? []).map(({ perSecond }) => perSecond));
  for (const [name, found] of rates) {
    const perSecond = median(found.map((one) => one.perSecond));
    const each = found.map((one) => one.perSecond.toFixed(0)).join(', ');
    const cpu = median(found.map((one) => one.cpu)).toFixed(1);
    const times = (perSecond / base).toFixed(2);
    console.log(`${name}: ${perSecond.toFixed(0)} a second (${each}), ${times} times; ${cpu} ms of CPU each`);
  }
}

async function ownTime(n8n: RunningN8n): Promise<void> {
  const trigger = await publish(n8n.api, 'statusTrigger', parameters, credential);
  // A kept connection that n8n closes while it is idle would break a request that is just sent on it.
  const agent = new Agent({ keepAlive: false });
  const answers: Array<Promise<Answer>> = [];
  for (let sent = 0; sent < 1_000; sent++) {
    answers.push(post(trigger.url, agent, sent % 2 === 0 ? 'delivered' : 'sent'));
    await pause(20);
  }
  const times = (await Promise.all(answers)).map((answer) => answer.ownTime).sort((a, b) => a - b);
  agent.destroy();
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? NaN).toFixed(1);
  console.log(
    `Our own time at 50 a second: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${times.at(-1)?.toFixed(1)} ms`,
  );
}

async function strangers(n8n: RunningN8n): Promise<void> {
  const trigger = await publish(n8n.api, 'statusTrigger', parameters, credential);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = async (count: number): Promise<Set<number>> => {
    const statuses = new Set<number>();
    let left = count;
    const connection = async (): Promise<void> => {
      while (left-- > 0) statuses.add((await post(trigger.url, agent, 'delivered', 'a guess')).status);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
    return statuses;
  };
  await send(STRANGERS / 5);
  const before = Math.round(memoryOf(n8n.processId));
  const statuses = await send(STRANGERS);
  const after = Math.round(memoryOf(n8n.processId));
  agent.destroy();
  const executions = (await executionsOf(n8n.api, trigger)).length;
  console.log(
    `${STRANGERS} forged deliveries: answered ${[...statuses].join()}, ${executions} executions, memory ${before} -> ${after} MB`,
  );
}

/** Runs all three in an n8n of its own. */
export async function webhooks(): Promise<void> {
  await prepare();
  await ensurePackageIsBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-bench-'));
  const packageFolder = join(folder, 'package');
  cpSync(join(checkout, 'dist'), join(packageFolder, 'dist'), { recursive: true });
  cpSync(join(checkout, 'package.json'), join(packageFolder, 'package.json'));
  appendFileSync(join(packageFolder, 'dist', 'nodes', 'StatusTrigger', 'receive.js'), STOPWATCH);
  const n8n = await startN8n({ userFolder: join(folder, 'data'), packageFolder });
  try {
    await compareRates(n8n);
    await ownTime(n8n);
    await strangers(n8n);
  } finally {
    await n8n.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

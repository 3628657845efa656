import { setTimeout as pause } from 'node:timers/promises';
import { ensurePackageIsBuilt } from '../../host/packageBuild';
import { prepare } from '../../host/prepare';
import { executionsOf, publish, until } from '../e2e/support/triggerWorkflow';
import {
  allEnded,
  begin,
  count,
  CountingVendor,
  durationOf,
  executions,
  freshPhones,
  outcomesOf,
  publishCampaign,
  retried,
  type Campaign,
} from './support/campaigns';
import { Fleet } from './support/fleet';
import { findPrograms, given, type Programs } from './support/programs';
import { fillTable, startPostgres, startRedis, type Server } from './support/servers';

/** `npm run test:queue`: main, webhook processor and two workers, and what becomes of messages when parts of it go. */

const KEY = { deduplicationKey: '={{ $json.phone }}' };

let vendor: CountingVendor;
let redis: Server;
let postgres: Server;
let fleet: Fleet;

beforeAll(async () => {
  const programs = findPrograms() as Programs;
  await prepare();
  if (process.env.QUEUE_TEST_PACKAGE === undefined) await ensurePackageIsBuilt();
  vendor = new CountingVendor();
  await vendor.listen();
  [redis, postgres] = await Promise.all([startRedis(programs), startPostgres(programs)]);
  fleet = new Fleet(redis, postgres);
  await fleet.start();
  print(`${'case'.padEnd(55)}  messages  arrived  doubled  lost  unknown`);
}, 600_000);

afterAll(async () => {
  await fleet?.remove();
  await Promise.all([redis?.remove(), postgres?.remove()]);
  await vendor?.close();
}, 60_000);

beforeEach(() => {
  vendor.answersAfter = 0;
});

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Notes what was seen at the vendor, and what n8n said became of it. */
function seen(title: string, phones: readonly string[], outcomes: readonly string[]) {
  const figures = {
    messages: phones.length,
    arrived: vendor.arrived(phones),
    doubled: vendor.doubled(phones),
    // Said to be sent, or said nothing of, and not at the vendor.
    lost: outcomes.filter(
      (outcome, index) =>
        ['sent', 'skipped', 'nothing'].includes(outcome) &&
        vendor.copiesOf(phones[index % phones.length] ?? '') === 0,
    ).length,
    unknown: count(outcomes, 'unknown'),
  };
  const cells = Object.values(figures).map((figure, index) =>
    String(figure).padStart([8, 7, 7, 4, 7][index] ?? 0),
  );
  print(`${title.padEnd(55)}  ${cells.join('  ')}`);
  return figures;
}

const isUnderWay = async (phones: readonly string[], least: number) =>
  await until(async () => vendor.arrived(phones) >= least, `${least} messages are at the vendor`);

const campaign = async (name: string, options: Record<string, unknown> = {}): Promise<Campaign> =>
  await publishCampaign(fleet.api, name, vendor, options);

/** Retries everything of a campaign that did not end well; gives the outcomes of each, by its first recipients. */
async function retryAll(of: Campaign): Promise<string[][]> {
  const outcomes: string[][] = [];
  for (const { id, status } of await executions(fleet.api, of))
    if (status !== 'success') outcomes.push(await retried(fleet.api, id));
  return outcomes;
}

/** What n8n goes on calling running although nothing runs is stopped by hand, as its user would. */
async function endedOrStopped(of: Campaign, least: number) {
  const ended = await allEnded(fleet.api, of, least, 40_000).catch(() => undefined);
  if (ended !== undefined) return ended;
  for (const { id, status } of await executions(fleet.api, of))
    if (/^(new|running)$/.test(status))
      await fleet.api.request('POST', `/rest/executions/${id}/stop`).catch(() => undefined);
  return await allEnded(fleet.api, of, least, 60_000);
}

const ownServers = given.postgres === undefined && given.redis === undefined ? test : test.skip;

describe('field Q1: n8n lost what an execution had done', () => {
  test('every process is killed while messages leave', async () => {
    const of = await campaign('All killed', { parallelRequests: 5 });
    const phones = freshPhones(60);
    vendor.answersAfter = 60;
    await begin(fleet.urlOf('webhook'), of, phones);
    await isUnderWay(phones, 20);
    await fleet.kill();
    await fleet.start();
    await allEnded(fleet.api, of, 1);
    const before = vendor.arrived(phones);
    const [outcomes = []] = await retryAll(of);
    const figures = seen('all processes killed by -9, then Retry', phones, outcomes);
    expect(figures).toMatchObject({ doubled: 0, lost: 0, arrived: before });
    expect(count(outcomes, 'unknown')).toBe(60);
  });

  test('a worker is killed while messages leave', async () => {
    const of = await campaign('Worker killed', { parallelRequests: 5 });
    const [phones, others] = [freshPhones(60), freshPhones(60)];
    vendor.answersAfter = 60;
    await begin(fleet.urlOf('webhook'), of, phones);
    await begin(fleet.urlOf('main'), of, others);
    await isUnderWay(phones, 15);
    await isUnderWay(others, 15);
    await fleet.kill('worker 1');
    await fleet.start('worker 1');
    await allEnded(fleet.api, of, 2, 240_000);
    const outcomes = await retryAll(of);
    const all = [...phones, ...others];
    const figures = seen('a worker killed by -9, then Retry', all, outcomes.flat());
    expect(figures).toMatchObject({ doubled: 0 });
    expect(vendor.arrived(all)).toBeLessThan(120);
  });

  ownServers.each([
    { seconds: 5, items: 100 },
    { seconds: 30, items: 100 },
  ])('the database is away for $seconds s while executions end', async ({ seconds, items }) => {
    const of = await campaign(`Database away ${seconds}`, { parallelRequests: 5 });
    const lists = [freshPhones(items), freshPhones(items)];
    vendor.answersAfter = 50;
    for (const phones of lists) await begin(fleet.urlOf('webhook'), of, phones);
    for (const phones of lists) await isUnderWay(phones, 20);
    await postgres.kill();
    await pause(seconds * 1_000);
    await postgres.start();
    await fleet.revive();
    await endedOrStopped(of, 2);
    const outcomes: string[] = [];
    for (const each of await retryAll(of)) outcomes.push(...each);
    const all = lists.flat();
    const figures = seen(`database away for ${seconds} s while executions end, then Retry`, all, outcomes);
    expect(figures).toMatchObject({ doubled: 0 });
  });

  ownServers('Redis is killed while messages leave', async () => {
    const of = await campaign('Redis killed', { parallelRequests: 5 });
    const lists = [freshPhones(50), freshPhones(50)];
    vendor.answersAfter = 60;
    for (const phones of lists) await begin(fleet.urlOf('webhook'), of, phones);
    for (const phones of lists) await isUnderWay(phones, 10);
    await redis.kill();
    await pause(3_000);
    await redis.start();
    await fleet.revive();
    await endedOrStopped(of, 2);
    const outcomes = await retryAll(of);
    const figures = seen('Redis killed while messages leave, then Retry', lists.flat(), outcomes.flat());
    expect(figures).toMatchObject({ doubled: 0 });
  });
});

describe('field Q2: different keys in two workers', () => {
  test('1,000 keys over both workers, twice', async () => {
    const of = await campaign('Different keys', { ...KEY, parallelRequests: 10 });
    const phones = freshPhones(1_000);
    const halves = [phones.slice(0, 500), phones.slice(500)];
    const outcomes: string[] = [];
    for (const round of [0, 2]) {
      for (const half of halves) await begin(fleet.urlOf('webhook'), of, half);
      const ended = await allEnded(fleet.api, of, round + 2, 240_000);
      for (const { id } of ended.slice(round)) outcomes.push(...(await outcomesOf(fleet.api, id)));
    }
    const figures = seen('1,000 different keys over both workers, twice', phones, outcomes);
    expect(figures).toEqual({ messages: 1_000, arrived: 1_000, doubled: 0, lost: 0, unknown: 0 });
    expect(count(outcomes, 'sent')).toBe(1_000);
    expect(count(outcomes, 'skipped')).toBe(1_000);
  });
});

describe('field Q3: one key in two workers at one instant', () => {
  test('150 keys', async () => {
    const of = await campaign('Same keys', { ...KEY, parallelRequests: 10 });
    const phones = freshPhones(150);
    vendor.answersAfter = 20;
    await Promise.all([begin(fleet.urlOf('main'), of, phones), begin(fleet.urlOf('webhook'), of, phones)]);
    const outcomes: string[] = [];
    for (const { id } of await allEnded(fleet.api, of, 2))
      outcomes.push(...(await outcomesOf(fleet.api, id)));
    await begin(fleet.urlOf('main'), of, phones);
    await begin(fleet.urlOf('webhook'), of, phones);
    const later = (await allEnded(fleet.api, of, 4)).slice(2);
    for (const { id } of later) outcomes.push(...(await outcomesOf(fleet.api, id)));
    const figures = seen('150 keys, each in both workers at one instant', phones, outcomes);
    expect(figures).toEqual({ messages: 150, arrived: 150, doubled: 0, lost: 0, unknown: 0 });
    expect(count(outcomes, 'skipped')).toBe(450);
  });
});

describe('field Q4: the database is away while keys are asked for', () => {
  ownServers.each([5, 30])('for %d s', async (seconds) => {
    const of = await campaign(`Keys away ${seconds}`, { ...KEY, parallelRequests: 5 });
    const phones = freshPhones(300);
    vendor.answersAfter = 50;
    await begin(fleet.urlOf('webhook'), of, phones);
    await isUnderWay(phones, 30);
    await postgres.kill();
    await pause(seconds * 1_000);
    await postgres.start();
    await fleet.revive();
    const [ended] = await endedOrStopped(of, 1);
    const stored = await outcomesOf(fleet.api, ended?.id ?? '').catch(() => []);
    // Again with the same keys, as the guide says.
    await begin(fleet.urlOf('webhook'), of, phones);
    const again = (await allEnded(fleet.api, of, 2)).at(-1);
    const outcomes = await outcomesOf(fleet.api, again?.id ?? '');
    print(
      `  (of the first execution: ${count(stored, 'sent')} sent, ${count(stored, 'notSent')} not sent, ${count(stored, 'unknown')} unknown)`,
    );
    const figures = seen(`database away for ${seconds} s with keys, then again`, phones, outcomes);
    expect(figures).toMatchObject({ doubled: 0, lost: 0 });
  });
});

describe('field Q5: a delivery that is repeated reaches another process', () => {
  /** A trigger, and how to give a process the delivery of a number. */
  async function listening() {
    const parameters = {
      source: 'interflow',
      statuses: ['delivered'],
      authentication: 'secretUrl',
      options: {},
    };
    const listener = await publish(fleet.api, 'statusTrigger', parameters);
    const path = new URL(listener.url).pathname;
    const timestamp = Math.floor(Date.now() / 1000);
    const deliver = async (role: 'main' | 'webhook', number: number): Promise<void> => {
      const data = { message_id: `repeated_${number}`, status: 'delivered', timestamp };
      const body = JSON.stringify({ event: 'message.status_updated', data });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${fleet.urlOf(role)}${path}`, { method: 'POST', headers, body });
      expect(answer.status).toBe(200);
    };
    return { deliver, started: async () => (await executionsOf(fleet.api, listener)).length };
  }
  const numbers = Array.from({ length: 30 }, (_none, number) => number);

  test('later: 30 deliveries, to the webhook processor, to main, and to the webhook processor again', async () => {
    const { deliver, started } = await listening();
    for (const number of numbers) await deliver('webhook', number);
    const once = await started();
    for (const role of ['main', 'webhook'] as const)
      for (const number of numbers) await deliver(role, number);
    const again = await started();
    print(
      `${'30 deliveries, repeated to another process'.padEnd(55)}  started ${once}, then ${again - once}`,
    );
    expect([once, again]).toEqual([30, 30]);
  });

  test('after the webhook processor was killed and began again', async () => {
    const { deliver, started } = await listening();
    for (const number of numbers) await deliver('webhook', number);
    const once = await started();
    await fleet.kill('webhook');
    await fleet.start('webhook');
    for (const number of numbers) await deliver('webhook', number);
    const again = await started();
    print(`${'30 deliveries, repeated after a restart'.padEnd(55)}  started ${once}, then ${again - once}`);
    expect([once, again]).toEqual([30, 30]);
  });

  // A process knows of another what that one has stored: the guide says that a repeat at the same instant can pass.
  test('at the same instant: none is lost', async () => {
    const { deliver, started } = await listening();
    await Promise.all(numbers.flatMap((number) => [deliver('webhook', number), deliver('main', number)]));
    const both = await started();
    print(`${'30 deliveries, to two processes at one instant'.padEnd(55)}  started ${both}`);
    expect(both).toBeGreaterThanOrEqual(30);
  });
});

describe('what a key costs', () => {
  ownServers('with a million keys remembered', async () => {
    const of = await campaign('Million keys', { ...KEY, parallelRequests: 10 });
    /** Milliseconds for each of 300 messages. */
    const each = async (before: number): Promise<number> => {
      await begin(fleet.urlOf('webhook'), of, freshPhones(300));
      const ended = (await allEnded(fleet.api, of, before + 1, 240_000)).at(-1);
      return (await durationOf(fleet.api, ended?.id ?? '')) / 300;
    };
    await each(0);
    const few = await each(1);
    const size = await fillTable(postgres, of.workflowId, 1_000_000);
    const many = await each(2);
    print(
      `a message with a key: ${few.toFixed(1)} ms with 600 keys remembered, ${many.toFixed(1)} ms with 1,000,000 (${size} MB)`,
    );
    expect(many).toBeLessThan(few * 4 + 20);
  });
});

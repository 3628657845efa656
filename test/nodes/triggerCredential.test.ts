import type { IWebhookFunctions } from 'n8n-workflow';
import { readCredential, rereadCredential, storedCredential } from '../../nodes/StatusTrigger/credential';

/** A trigger whose credential n8n gives as `secret` says, or refuses while that is null. */
class Trigger {
  secret: string | null = 'first';
  reads = 0;
  readonly context: IWebhookFunctions;

  constructor(workflow: string, node = 'node', credential: string | null = '1') {
    this.context = {
      getWorkflow: () => ({ id: workflow }),
      getNode: () => ({
        id: node,
        ...(credential && { credentials: { mensageiroWebhookApi: { id: credential } } }),
      }),
      getCredentials: async (name: string) => {
        this.reads += 1;
        if (this.secret === null) throw new Error('It is gone');
        return { secret: this.secret, name };
      },
    } as unknown as IWebhookFunctions;
  }
}

let now = 0;
let workflows = 0;
let trigger: Trigger;
beforeEach(() => {
  now = 1_000_000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  trigger = new Trigger(`workflow ${++workflows}`);
});
afterEach(() => jest.restoreAllMocks());

const secretOf = async (credential: Promise<object | null>) =>
  ((await credential) as { secret: string } | null)?.secret;

test('a credential is read once and then known for a minute', async () => {
  expect(await storedCredential(trigger.context)).toEqual({ secret: 'first', name: 'mensageiroWebhookApi' });
  trigger.secret = 'second';
  now += 60_000;
  expect(await secretOf(storedCredential(trigger.context))).toBe('first');
  now += 1;
  expect(await secretOf(storedCredential(trigger.context))).toBe('second');
  expect(trigger.reads).toBe(2);
});

test('many that ask at once wait for one reading', async () => {
  await Promise.all(Array.from({ length: 5 }, () => storedCredential(trigger.context)));
  expect(trigger.reads).toBe(1);
});

test('a credential is read anew where it is asked for as it is now', async () => {
  await storedCredential(trigger.context);
  trigger.secret = 'second';
  expect(await secretOf(readCredential(trigger.context))).toBe('second');
  expect(await secretOf(storedCredential(trigger.context))).toBe('second');
  expect(trigger.reads).toBe(2);
});

test('a credential that does not fit is read again, but not within five seconds', async () => {
  await storedCredential(trigger.context);
  trigger.secret = 'second';
  now += 4_999;
  expect(await rereadCredential(trigger.context)).toBeNull();
  now += 1;
  expect(await secretOf(rereadCredential(trigger.context))).toBe('second');
  expect(await rereadCredential(trigger.context)).toBeNull();
  expect(trigger.reads).toBe(2);
});

test('a credential of which nothing is known is read where it does not fit', async () => {
  expect(await secretOf(rereadCredential(trigger.context))).toBe('first');
});

test('what could not be read is asked for again by the next', async () => {
  trigger.secret = null;
  await expect(storedCredential(trigger.context)).rejects.toThrow('It is gone');
  trigger.secret = 'back';
  expect(await secretOf(storedCredential(trigger.context))).toBe('back');
  expect(trigger.reads).toBe(2);
});

test('a reading that fails late does not take away a newer one', async () => {
  let fail: (cause: Error) => void = () => undefined;
  const slow = { ...trigger.context, getCredentials: () => new Promise((_, reject) => (fail = reject)) };
  const first = storedCredential(slow as unknown as IWebhookFunctions);
  expect(await secretOf(readCredential(trigger.context))).toBe('first');
  fail(new Error('It is gone'));
  await expect(first).rejects.toThrow('It is gone');
  expect(await secretOf(storedCredential(trigger.context))).toBe('first');
  expect(trigger.reads).toBe(1);
});

test.each<[string, Trigger]>([
  ['workflow', new Trigger('another workflow')],
  ['node', new Trigger('the same', 'another node')],
  ['credential', new Trigger('the same', 'node', '2')],
  ['credential that is none', new Trigger('the same', 'node', null)],
])('another %s is another reading', async (_, other) => {
  const same = new Trigger('the same');
  await readCredential(same.context);
  other.secret = 'of the other';
  expect(await secretOf(storedCredential(other.context))).toBe('of the other');
  expect(await secretOf(storedCredential(same.context))).toBe('first');
});

test('a node, its workflow and its credential are told apart, however they are called', async () => {
  await readCredential(new Trigger('a', 'bc').context);
  const other = new Trigger('ab', 'c');
  await storedCredential(other.context);
  expect(other.reads).toBe(1);
});

import type { INodeParameters } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, openLink, retryExecution, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const PERSON = '5511999999991';

const question = (more: Partial<Run> = {}, parameters: INodeParameters = {}): Run => ({
  node: 'sendAndWait',
  parameters: {
    vendor: 'interflow',
    operation: 'sendAndWait',
    to: '={{ $json.phone }}',
    message: '=May {{ $json.name }} have it?',
    ...parameters,
  },
  items: itemsOf({ phone: PERSON, name: 'Ana' }),
  credential: world.accounts.interflowV1,
  ...more,
});

const both = { values: { approvalType: 'double', disapproveLabel: 'Não' } };
const limit = (resumeAmount: string | number, resumeUnit = 'minutes'): INodeParameters => ({
  limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } },
});

const texts = () => world.simulator.inbox.map(({ text }) => text ?? '');
const linksIn = (text = '') => [...text.matchAll(/https?:\S+/g)].map(([link]) => link);
const requests = () => world.simulator.requests.length;

test('asks by the chosen vendor, with a signed link for each answer, and waits', async () => {
  const { run, outputs } = await runNode(question({}, { approvalOptions: both }));
  expect(run.waitTill?.getFullYear()).toBe(3000);
  expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent', to: PERSON });
  expect(texts()).toEqual([
    expect.stringMatching(/^May Ana have it\?\n\nApprove:\nhttp\S+\n\nNão:\nhttp\S+$/),
  ]);
  const links = linksIn(texts()[0]).map((link) => new URL(link));
  expect(links.map(({ searchParams }) => searchParams.get('approved'))).toEqual(['true', 'false']);
  for (const link of links) {
    expect(link.pathname).toMatch(/^\/webhook-waiting\/\d+\/tested$/);
    expect(link.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
    expect(link.searchParams.get('question')).toMatch(/^[0-9a-f]{32}$/);
  }
});

test('asks once for all items, with the values of the first', async () => {
  const items = itemsOf({ phone: PERSON, name: 'Ana' }, { phone: '5511999999992', name: 'Bia' });
  await runNode(question({ items }));
  expect(texts()).toEqual([expect.stringMatching(/^May Ana/)]);
});

test.each([
  ['stopWorkflow', true],
  ['continueRegularOutput', false],
  ['continueErrorOutput', false],
] as const)(
  'a question of which nobody knows whether it was asked is not asked again, is not waited for, and says so (On Error = %s)',
  async (onError, stops) => {
    const items = itemsOf({ phone: RECIPIENTS.internalError, name: 'Ana' });
    const ran = await runNode(question({ items, onError, retryOnFail: true, maxTries: 3 }));
    expect(requests()).toBe(1);
    expect(ran.run.waitTill).toBeUndefined();
    if (stops) expect(ran.error?.description).toContain('Outcome: unknown.');
    else expect(JSON.stringify(ran.outputs)).toContain('"outcome":"unknown"');
  },
);

test('who wants such a question passed on gets it flagged, and it is waited for only where that has an end', async () => {
  const items = itemsOf({ phone: RECIPIENTS.internalError, name: 'Ana' });
  const endless = await runNode(question({ items }, { options: { onUnknown: 'passOn' } }));
  expect(endless.run.waitTill).toBeUndefined();
  expect(endless.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'unknown' });
  const limited = await runNode(question({ items }, { options: { onUnknown: 'passOn', ...limit(5) } }));
  expect(limited.run.waitTill).toBeDefined();
});

test('a refused question fails like any message, and nothing waits', async () => {
  const items = itemsOf({ phone: RECIPIENTS.notOnWhatsApp, name: 'Ana' });
  const ran = await runNode(question({ items, retryOnFail: true, maxTries: 2 }));
  expect(ran.run.waitTill).toBeUndefined();
  expect(ran.error?.description).toContain('Outcome: rejected.');
});

test('Retry execution of one that asked and could not wait asks nobody again, and says that the links are dead', async () => {
  const first = await runNode(question());
  // As if n8n had not taken it to wait.
  delete first.run.data.waitTill;
  delete first.run.data.resultData.runData['tested'];
  const retried = await retryExecution(first, question());
  expect(requests()).toBe(1);
  expect(retried.run.waitTill).toBeUndefined();
  expect(retried.error).toMatchObject({
    message: expect.stringContaining('has asked this question already'),
    description: expect.stringContaining('Start the workflow anew to ask again.'),
  });
  const again = await retryExecution(retried, question());
  expect(requests()).toBe(1);
  expect(again.error?.message).toContain('has asked this question already');
});

test('without an answer in time the workflow goes on with the item that came in', async () => {
  const test = question({}, { options: limit(45) });
  const before = Date.now();
  const first = await runNode(test);
  const wait = (first.run.waitTill?.getTime() ?? 0) - before;
  expect(wait).toBeGreaterThanOrEqual(45 * 60_000);
  expect(wait).toBeLessThan(46 * 60_000);
  // As n8n goes on when the time is over.
  const later = await retryExecution(first, test);
  expect(later.outputs).toEqual([[expect.objectContaining({ json: { phone: PERSON, name: 'Ana' } })]]);
  expect(requests()).toBe(1);
});

test.each([
  ['Amount', limit('soon')],
  ['Amount', limit(-1)],
  ['Unit', limit(1, 'years')],
])('a limit whose "%s" is none is refused before anybody is asked', async (label, options) => {
  const ran = await runNode(question({}, { options }));
  expect(requests()).toBe(0);
  expect(ran.error?.message).toContain(`"${label}"`);
});

test.each(['   ', '={{ "" }}'])('the message %j is refused before anybody is asked', async (message) => {
  const ran = await runNode(question({}, { message }));
  expect(requests()).toBe(0);
  expect(ran.error?.message).toMatch(/"Message" is empty/);
});

test('a message that is too long with its links is refused in the words of the node', async () => {
  const ran = await runNode(question({}, { message: 'x'.repeat(4090) }));
  expect(requests()).toBe(0);
  expect(ran.error?.message).toContain('"Message", with its links,');
});

test('field U18: who is asked is not left to the model', async () => {
  const tool = { calls: [{ who: PERSON }], by: 'the engine' } as const;
  const to = "={{ $fromAI('who', 'Whom to ask', 'string') }}";
  const ran = await runNode(
    question({ asTool: { ...tool, calls: [...tool.calls] }, onError: 'continueRegularOutput' }, { to }),
  );
  expect(requests()).toBe(0);
  expect(JSON.stringify(ran.outputs)).toContain('\\"To\\" is left to the model');
});

test('a dry run shows what would be asked and does not wait', async () => {
  const ran = await runNode(question({}, { options: { dryRun: true } }));
  expect(requests()).toBe(0);
  expect(ran.run.waitTill).toBeUndefined();
  expect(JSON.stringify(ran.outputs)).toContain('May Ana have it?');
});

describe('a link', () => {
  const press = { method: 'POST' };

  test.each([
    ['approves', 0, true],
    ['declines', 1, false],
  ])('%s only by the button on its page', async (_what, which, approved) => {
    const test = question({}, { approvalOptions: both });
    const waiting = await runNode(test);
    const link = linksIn(texts()[0])[which] ?? '';
    for (const method of ['GET', 'HEAD']) {
      const seen = await openLink(waiting, test, link, { method });
      expect(seen).toMatchObject({ status: 200, items: undefined });
      expect(seen.page).toContain(approved ? 'Yes, approve' : 'Não');
      expect(seen.page).not.toMatch(/src=|href=|url\(|<script/);
    }
    const pressed = await openLink(waiting, test, link, press);
    expect(pressed.items).toEqual([{ json: { data: { approved } } }]);
    expect(pressed.page).toContain(approved ? 'Approved' : 'Declined');
  });

  test.each([
    ['of another answer', (link: URL) => link.searchParams.set('approved', 'false')],
    ['without an answer', (link: URL) => link.searchParams.delete('approved')],
    ['of no answer', (link: URL) => link.searchParams.set('approved', 'yes')],
    ['without its question', (link: URL) => link.searchParams.delete('question')],
    ['of another question', (link: URL) => link.searchParams.set('question', '0'.repeat(32))],
  ])('that was made one %s decides nothing', async (_what, forge) => {
    const test = question();
    const waiting = await runNode(test);
    const link = new URL(linksIn(texts()[0])[0] ?? '');
    forge(link);
    for (const method of ['GET', 'POST'])
      expect(await openLink(waiting, test, link.toString(), { method })).toMatchObject({
        status: 403,
        items: undefined,
        page: expect.stringContaining('This link is not valid now'),
      });
  });

  test('of an earlier question of a loop does not answer the later one', async () => {
    const first = question();
    const firstWaiting = await runNode(first);
    const [earlier = ''] = linksIn(texts()[0]);
    // The same execution has gone round and asks again.
    const loop = JSON.parse(JSON.stringify(firstWaiting.run.data)) as typeof firstWaiting.run.data;
    const store = Object.values(loop.executionData?.contextData ?? {})[0] as Record<string, object>;
    store['mensageiroQuestion'] = { ...store['mensageiroQuestion'], run: 1, secret: 'f'.repeat(32) };
    const answered = await openLink({ run: { data: loop } }, first, earlier, press);
    expect(answered).toMatchObject({ status: 403, items: undefined });
  });
});

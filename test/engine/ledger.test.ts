import type { INode } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/fixtures';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { accountsAt } from '../support/accounts';
import { itemsOf, retryExecution, runNode, type Run } from '../support/engine';

let simulator: Simulator;
let accounts: ReturnType<typeof accountsAt>;

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0 });
  accounts = accountsAt(simulator.urls);
});

afterAll(async () => await simulator.close());

beforeEach(() => simulator.reset());

const phones = ['5511999999991', '5511999999992', '5511999999993', '5511999999994', '5511999999995'];

/** Five leads, of which the one at `failing` has a number that is not on WhatsApp. */
function campaign(failing: number, more: Partial<Run> = {}): Run {
  const leads = phones.map((phone, index) => ({
    phone: index === failing ? RECIPIENTS.notOnWhatsApp : phone,
  }));
  return {
    node: 'sendText',
    parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' },
    items: itemsOf(...leads),
    credential: accounts.interflowV1,
    ...more,
  };
}

/** How many messages each recipient's phone shows. */
const arrived = () =>
  Object.fromEntries(phones.map((phone) => [phone, simulator.inbox.filter(({ to }) => to === phone).length]));

const once = (...which: number[]) =>
  Object.fromEntries(phones.map((phone, index) => [phone, which.includes(index) ? 1 : 0]));

const FORMS: Array<[string, INode['onError']]> = [
  ['Stop', 'stopWorkflow'],
  ['Continue', 'continueRegularOutput'],
  ['Error Output', 'continueErrorOutput'],
];

describe.each(FORMS)('Retry On Fail with three tries, On Error = %s', (form, onError) => {
  const reached = (failing: number) =>
    form === 'Stop'
      ? [0, 1, 2, 3, 4].filter((item) => item < failing)
      : [0, 1, 2, 3, 4].filter((item) => item !== failing);

  test.each([
    ['the third item', 2],
    ['the first item', 0],
    ['the last item', 4],
  ])('gives every recipient one copy when %s fails', async (_which, failing) => {
    await runNode(campaign(failing, { onError, retryOnFail: true, maxTries: 3 }));
    expect(arrived()).toEqual(once(...reached(failing)));
  });

  test.each([
    ['the third item', 2],
    ['the first item', 0],
  ])('never sends again what ended unknown (%s)', async (_which, failing) => {
    const leads = itemsOf(
      ...phones.map((phone, index) => ({ phone: index === failing ? RECIPIENTS.internalError : phone })),
    );
    await runNode(campaign(9, { items: leads, onError, retryOnFail: true, maxTries: 3 }));
    expect(arrived()).toEqual(once(...reached(failing)));
    expect(simulator.requests.filter(({ answered }) => answered.status === 500)).toHaveLength(1);
  });
});

describe('Retry execution', () => {
  test('with the original workflow sends only what had not gone out, and gives the receipts of the rest', async () => {
    const failed = await runNode(campaign(2));
    expect(failed.error).toBeDefined();
    const retried = await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
    expect(arrived()).toEqual(once(0, 1, 3, 4));
    expect(retried.outputs[0]?.map(({ json }) => json['reused'] ?? json['outcome'] ?? 'failed')).toEqual([
      true,
      true,
      'failed',
      'sent',
      'sent',
    ]);
  });

  test('gives the very receipt that the vendor gave', async () => {
    const failed = await runNode(campaign(2));
    const ids = simulator.inbox.map(({ messageId }) => messageId);
    const retried = await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
    expect(retried.outputs[0]?.[0]?.json).toMatchObject({
      outcome: 'sent',
      messageId: ids[0],
      status: 'sent',
      to: phones[0],
      attempts: 1,
      httpStatus: 201,
      sentAt: expect.stringMatching(/Z$/),
      reused: true,
    });
  });

  test('after editing the message sends the edited one; after editing an option it does not', async () => {
    const failed = await runNode(campaign(2));
    const edited = { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' };
    await retryExecution(failed, campaign(2, { parameters: { ...edited, options: { timeout: 30 } } }));
    expect(arrived()).toEqual(once(0, 1));
    await retryExecution(failed, campaign(2, { parameters: { ...edited, text: 'Hello' } }));
    expect(simulator.inbox.filter(({ to }) => to === phones[0]).map(({ text }) => text)).toEqual([
      'Hi',
      'Hello',
    ]);
  });

  test('does not send again although the text depends on the clock', async () => {
    const parameters = {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      text: '=It is {{ Date.now() }} {{ Math.random() }}',
    };
    const failed = await runNode(campaign(2, { parameters }));
    await retryExecution(failed, campaign(2, { parameters, onError: 'continueRegularOutput' }));
    expect(arrived()).toEqual(once(0, 1, 3, 4));
  });
});

describe('the ledger', () => {
  test('holds no text, no number and no secret', async () => {
    const failed = await runNode(
      campaign(2, {
        parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Top secret offer' },
      }),
    );
    const ledger = JSON.stringify(failed.run.data.executionData?.contextData);
    expect(ledger).toContain('0:0');
    expect(ledger).not.toContain('offer');
    expect(ledger).not.toContain('55119999');
    expect(ledger).not.toContain(String(accounts.interflowV1.data.apiKey));
  });

  test('is empty after a run in which all went well', async () => {
    const ran = await runNode(campaign(9));
    expect(ran.run.data.executionData?.contextData['node:tested'] ?? {}).toEqual({});
  });

  test('takes a ledger that cannot be read as empty, and says so', async () => {
    const failed = await runNode(campaign(2));
    failed.run.data.executionData!.contextData['node:tested'] = { mensageiro: 'broken' };
    const retried = await retryExecution(failed, campaign(2, { onError: 'continueRegularOutput' }));
    expect(retried.outputs[0]).toHaveLength(5);
    expect(retried.hints.map(({ message }) => message)).toContain(
      'What an earlier try of this execution had sent could not be read; every item was taken as new.',
    );
  });
});

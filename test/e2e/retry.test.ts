import type { WorkflowNode } from '../../host/api';
import { RECIPIENTS } from '../../simulator/recipients';
import { campaignWorkflow } from './support/campaignWorkflow';
import { startEverything, startPatience, type Running } from './support/running';
import { executionsOf } from './support/triggerWorkflow';

const phones = ['5511999999991', '5511999999992', '5511999999993', '5511999999994', '5511999999995'];

describe('Retry in a real n8n', () => {
  let running: Running;
  let credential: { id: string; name: string };

  beforeAll(async () => {
    running = await startEverything();
    const interflow = running.credentials.find(({ type }) => type === 'interflowApi');
    if (interflow === undefined) throw new Error('There is no credential for Interflow.');
    credential = { id: await running.n8n.api.importCredential(interflow), name: interflow.name };
  }, startPatience);

  afterAll(() => running?.stop());

  beforeEach(() => running.simulator.reset());

  /** Five leads, of which the third ends unknown or is refused, and what is to happen on a failure. */
  async function importCampaign(third: string, more: Partial<WorkflowNode> = {}): Promise<string> {
    const workflow = campaignWorkflow({
      phones: phones.map((phone, index) => (index === 2 ? third : phone)),
      credential,
      text: '=It is {{ Date.now() }}',
      // One after another, so that it is known how far a run came.
      options: { attempts: 1, parallelRequests: 1 },
      more,
    });
    return (await running.n8n.api.importWorkflow(workflow)).id;
  }

  const copies = () => phones.map((phone) => running.simulator.inbox.filter(({ to }) => to === phone).length);

  async function retry(executionId: string, loadWorkflow: boolean): Promise<void> {
    await running.n8n.api.request('POST', `/rest/executions/${executionId}/retry`, { loadWorkflow });
  }

  test.each([
    ['Stop', 'stopWorkflow', [1, 1, 0, 0, 0]],
    ['Continue', 'continueRegularOutput', [1, 1, 0, 1, 1]],
    ['Error Output', 'continueErrorOutput', [1, 1, 0, 1, 1]],
  ])(
    'F01 Retry On Fail with three tries and On Error = %s gives nobody a second copy',
    async (_form, onError, expected) => {
      const id = await importCampaign(RECIPIENTS.notOnWhatsApp, {
        onError,
        retryOnFail: true,
        maxTries: 3,
        waitBetweenTries: 10,
      });
      await running.n8n.api.runWorkflow(id, 'Start');
      expect(copies()).toEqual(expected);
    },
  );

  test.each([
    ['the original workflow', false],
    ['the currently saved workflow', true],
  ])('F03, F04 Retry execution with %s sends only what had not gone out', async (_form, loadWorkflow) => {
    const id = await importCampaign(RECIPIENTS.notOnWhatsApp);
    const first = await running.n8n.api.runWorkflow(id, 'Start');
    expect(first.status).toBe('error');
    expect(copies()).toEqual([1, 1, 0, 0, 0]);
    const before = running.simulator.requests.length;
    await retry(first.id, loadWorkflow);
    // The third lead is refused again and stops the run: the two before it were not asked again.
    expect(running.simulator.requests.slice(before).map(({ json }) => (json as { to: string }).to)).toEqual([
      RECIPIENTS.notOnWhatsApp,
    ]);
    expect(copies()).toEqual([1, 1, 0, 0, 0]);
  });

  test.each([
    ['the original workflow', false],
    ['the currently saved workflow', true],
  ])(
    'Retry execution with %s goes on where a vendor that was busy stopped it',
    async (_form, loadWorkflow) => {
      const id = await importCampaign(phones[2] as string);
      const { simulator, n8n } = running;
      // Two go through; then the vendor asks for a long pause and the run stops.
      const accept = (messageId: string) => ({
        status: 201,
        body: { success: true, data: { id: messageId, status: 'sent' } },
      });
      simulator.answerNext('interflow', accept('msg_one'));
      simulator.answerNext('interflow', accept('msg_two'));
      simulator.answerNext('interflow', { status: 503, headers: { 'retry-after': '0' }, body: {} });
      const first = await n8n.api.runWorkflow(id, 'Start');
      expect(first.status).toBe('error');
      expect(simulator.requests).toHaveLength(3);
      await retry(first.id, loadWorkflow);
      expect(simulator.requests.slice(3).map(({ json }) => (json as { to: string }).to)).toEqual(
        phones.slice(2),
      );
    },
  );

  test('Retry execution of one that was retried before sends nothing that the first retry has sent', async () => {
    const { simulator, n8n } = running;
    const id = await importCampaign(phones[2] as string);
    const busy = { status: 503, headers: { 'retry-after': '0' }, body: {} };
    const accept = { status: 201, body: { success: true, data: { id: 'msg_one', status: 'sent' } } };
    simulator.answerNext('interflow', busy);
    const first = await n8n.api.runWorkflow(id, 'Start');
    expect(first.status).toBe('error');
    // The first retry gets through to one lead only.
    for (const answer of [accept, busy]) simulator.answerNext('interflow', answer);
    await retry(first.id, false);
    const reached = simulator.requests.length;
    await retry(first.id, false);
    expect(simulator.requests).toHaveLength(reached);
    const executions = await executionsOf(n8n.api, { url: '', workflowId: id });
    expect(executions.map(({ status }) => status)).toEqual(['error', 'error', 'error']);
    // Its newest useful retry goes on where it stopped.
    await retry(executions[1]?.id ?? '', false);
    const sentTo = simulator.requests.slice(reached).map(({ json }) => (json as { to: string }).to);
    expect(sentTo).toEqual(phones.slice(1));
  });
});

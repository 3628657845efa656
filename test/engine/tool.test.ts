import type { IDataObject } from 'n8n-workflow';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

/** Older agents call a tool themselves, newer ones ask the engine to run it. */
describe.each(['the agent itself', 'the engine'] as const)('F18 as the tool of an agent, run by %s', (by) => {
  /** The agent chooses the words, the workflow the recipient. */
  const tool = (calls: IDataObject[], more: Partial<Run> = {}): Run => ({
    node: 'sendText',
    asTool: { calls, by },
    parameters: {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      text: "={{ $fromAI('words', 'What to say', 'string') }}",
    },
    items: itemsOf({ phone: '5511999999991' }),
    credential: world.accounts.interflowV1,
    ...more,
  });

  const answersOf = async (run: Run) => {
    const ran = await runNode(run);
    expect(JSON.stringify(ran.run)).not.toContain(INTERFLOW.v1Key);
    return JSON.stringify(ran.outputs[0]?.map(({ json }) => json['answer']));
  };

  const arrived = () => world.simulator.inbox.map(({ to, text }) => [to, text]);

  test('sends each call once and answers with the outcome, without a secret', async () => {
    const answers = await answersOf(tool([{ words: 'Hi Ana' }, { words: 'Your order is here' }]));
    expect(arrived()).toEqual([
      ['5511999999991', 'Hi Ana'],
      ['5511999999991', 'Your order is here'],
    ]);
    expect(answers.match(/"outcome":"sent"/g)).toHaveLength(2);
    for (const { messageId } of world.simulator.inbox) expect(answers).toContain(messageId);
  });

  test('sends the same words again when the agent says so after a success', async () => {
    await answersOf(tool([{ words: 'Hi' }, { words: 'Hi' }]));
    expect(arrived()).toHaveLength(2);
  });

  test.each([
    ['Stop', 'stopWorkflow'],
    ['Continue', 'continueRegularOutput'],
    ['Error Output', 'continueErrorOutput'],
  ] as const)(
    'never sends again what ended unknown, neither by Retry On Fail nor by the agent (On Error = %s)',
    async (_form, onError) => {
      const calls = [{ words: 'Hi' }, { words: 'Hi' }, { words: 'Bye' }];
      const items = itemsOf({ phone: RECIPIENTS.internalError });
      await answersOf(tool(calls, { items, onError, retryOnFail: true, maxTries: 3 }));
      const asked = world.simulator.requests.map(
        ({ json }) => (json as { content: { text: string } }).content.text,
      );
      expect(asked.filter((words) => words === 'Hi')).toHaveLength(1);
    },
  );
});

test('F18 what the model says never takes the place of what the item holds', async () => {
  const run: Run = {
    node: 'sendText',
    asTool: { calls: [{ phone: '5511988880000' }], by: 'the agent itself' },
    parameters: {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      text: "=Call {{ $fromAI('phone', 'The number to call back', 'string') }}",
    },
    items: itemsOf({ phone: '5511999999991' }),
    credential: world.accounts.interflowV1,
  };
  await runNode(run);
  expect(world.simulator.inbox.map(({ to, text }) => [to, text])).toEqual([
    ['5511999999991', 'Call 5511988880000'],
  ]);
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const IN_ITEM = '5511999999991';
const MADE_UP = '5511999999992';

const sendText = (options: INodeParameters, more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi', options },
  items: itemsOf({ phone: IN_ITEM }),
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const reached = () => world.simulator.inbox.map(({ to }) => to);

test('a list lets nobody else through, and nothing is sent to find out', async () => {
  const items = itemsOf({ phone: '(11) 99999-9991' }, { phone: MADE_UP });
  const options = { allowedRecipients: 'list', recipientList: '+55 11 99999-9993\n11 99999-9991' };
  const { outputs } = await runNode(sendText(options, { items }));
  expect(reached()).toEqual([IN_ITEM]);
  expect(world.simulator.requests).toHaveLength(1);
  expect(JSON.stringify(outputs[0]?.[1]?.json)).toMatch(
    /which is not in \\"Recipient List\\", so nothing was sent/,
  );
});

test('an empty list lets nobody through', async () => {
  await runNode(sendText({ allowedRecipients: 'list' }));
  expect(world.simulator.requests).toEqual([]);
});

test('a number of the item goes through, one that was typed does not', async () => {
  const typed = { vendor: 'interflow', to: MADE_UP, text: 'Hi', options: { allowedRecipients: 'itemOnly' } };
  await runNode(sendText({ allowedRecipients: 'itemOnly' }));
  await runNode(sendText({}, { parameters: typed }));
  expect(reached()).toEqual([IN_ITEM]);
});

describe.each(['the agent itself', 'the engine'] as const)('field U18: as a tool, run by %s', (by) => {
  const tool = (to: string, calls: IDataObject[], options: INodeParameters = {}): Run =>
    sendText(options, {
      asTool: { calls, by },
      parameters: { vendor: 'interflow', to, text: 'Hi', options },
      items: itemsOf({ lead: { phones: ['+55 (11) 99999-9991'] } }),
    });
  const CHOSEN = "={{ $fromAI('number', 'Whom to write to', 'string') }}";

  test('a number that the model chose must have come in with the item', async () => {
    const { outputs } = await runNode(tool(CHOSEN, [{ number: MADE_UP }, { number: IN_ITEM }]));
    expect(reached()).toEqual([IN_ITEM]);
    expect(JSON.stringify(outputs)).toContain('Allowed Recipients');
  });

  test('what else the model says beside it does not make it one', async () => {
    await runNode(tool(CHOSEN, [{ number: MADE_UP, lead: { phones: [MADE_UP] }, also: MADE_UP }]));
    expect(world.simulator.requests).toEqual([]);
  });

  test('anyone goes only where that was chosen', async () => {
    await runNode(tool(CHOSEN, [{ number: MADE_UP }], { allowedRecipients: 'anyone' }));
    expect(reached()).toEqual([MADE_UP]);
  });

  test('a list holds for the model, too', async () => {
    const options = { allowedRecipients: 'list', recipientList: MADE_UP };
    await runNode(tool(CHOSEN, [{ number: IN_ITEM }, { number: MADE_UP }], options));
    expect(reached()).toEqual([MADE_UP]);
  });

  test.each([
    ['Vendor', { vendor: "={{ $fromAI('vendor') }}" }],
    ['Allowed Recipients', { options: { allowedRecipients: "={{ $fromAI('who') }}" } }],
    ['Recipient List', { options: { allowedRecipients: 'list', recipientList: "={{ $fromaI('list') }}" } }],
  ])('%s is not left to the model', async (label, parameters) => {
    const run = tool(IN_ITEM, [{ vendor: 'interflow', who: 'anyone', list: IN_ITEM }]);
    const { outputs } = await runNode({ ...run, parameters: { ...run.parameters, ...parameters } });
    expect(world.simulator.requests).toEqual([]);
    expect(JSON.stringify(outputs)).toContain(`\\"${label}\\" is left to the model`);
  });
});

import type { IDataObject } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

/** One item for each of these variables, given as JSON. */
const template = (variables: unknown[], more: Partial<Run> = {}): Run => ({
  node: 'sendTemplate',
  parameters: {
    vendor: 'interflow',
    to: '5511999999999',
    template: 'order_confirmation',
    language: 'pt_BR',
    variablesMode: 'json',
    variablesJson: '={{ $json.variables }}',
  },
  items: itemsOf(...variables.map((each) => ({ variables: each }) as IDataObject)),
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const CORRECT = 'Correct it under "Variables".';

const REFUSED: ReadonlyArray<readonly [variables: unknown, sentence: string]> = [
  [{ 1: 'a', 3: 'c' }, `The variable "2" is missing. ${CORRECT}`],
  [{ 2: 'b' }, `The variable "1" is missing. ${CORRECT}`],
  [{ 1: '' }, `The variable "1" has no value. ${CORRECT}`],
  [{ 1: null }, `The variable "1" has no value. ${CORRECT}`],
  [
    [
      { name: '1', value: 'a' },
      { name: '1', value: 'b' },
    ],
    `The variable "1" is there twice. ${CORRECT}`,
  ],
  [[{ name: '', value: 'a' }], `A variable under "Variables" has no name. ${CORRECT}`],
  [{ 1: { deep: 'a' } }, `The variable "1" is a list or an object, not text. ${CORRECT}`],
  [{ 1: ['a'] }, `The variable "1" is a list or an object, not text. ${CORRECT}`],
  [{ 1: { deep: { deeper: 'a' } } }, `The variable "1" is a list or an object, not text. ${CORRECT}`],
];

test('H11 variables that are missing, given twice or nested fail their items alone, each with its sentence', async () => {
  const ran = await runNode(template([...REFUSED.map(([variables]) => variables), { 1: 'Ana', 2: '12' }]));
  expect(ran.outputs[0]?.map(({ json }) => json['error'] ?? json['outcome'])).toEqual([
    ...REFUSED.map(([, sentence]) => sentence),
    'sent',
  ]);
  expect(world.simulator.requests).toHaveLength(1);
});

test('H11 a variable that the vendor has no place for is refused before anything is sent', async () => {
  const ran = await runNode({
    node: 'addToCampaign',
    parameters: {
      vendor: 'talkme',
      to: '5511999999999',
      campaign: '12345',
      variablesMode: 'json',
      variablesJson: '{"nome": "Ana", "colour": "red"}',
    },
    items: itemsOf({}),
    credential: world.accounts.talkme,
    onError: 'continueRegularOutput',
  });
  expect(ran.outputs[0]?.[0]?.json['error']).toMatch(
    /^The variable "colour" is no contact field of Talk\.me, and its campaigns read nothing else\./,
  );
  expect(world.simulator.requests).toHaveLength(0);
});

test('H11 one variable more than the template has is the vendor to refuse, and its words come through', async () => {
  world.simulator.answerNext('interflow', {
    status: 400,
    body: { success: false, error: { code: 'TEMPLATE_PARAMS', message: 'Expected 2 parameters, got 3' } },
  });
  const ran = await runNode(template([{ 1: 'Ana', 2: '12', 3: 'extra' }]));
  expect(ran.outputs[0]?.[0]?.json).toMatchObject({
    error: expect.stringContaining('Expected 2 parameters, got 3'),
    details: { outcome: 'rejected', vendorCode: 'TEMPLATE_PARAMS' },
  });
});

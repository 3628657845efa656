import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const PERSON = '5511999999991';

const question = (more: Partial<Run> = {}, parameters: Run['parameters'] = {}): Run => ({
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

const texts = () => world.simulator.inbox.map(({ text }) => text ?? '');
const linksIn = (text = '') => [...text.matchAll(/https?:\S+/g)].map(([link]) => new URL(link));

test('asks by the chosen vendor, with a signed link for each answer, and waits', async () => {
  const { run } = await runNode(
    question({}, { approvalOptions: { values: { approvalType: 'double', disapproveLabel: 'Não' } } }),
  );
  expect(run.waitTill?.getFullYear()).toBe(3000);
  expect(texts()).toEqual([
    expect.stringMatching(/^May Ana have it\?\n\nApprove:\nhttp\S+\n\nNão:\nhttp\S+$/),
  ]);
  const links = linksIn(texts()[0]);
  expect(links.map(({ searchParams }) => searchParams.get('approved'))).toEqual(['true', 'false']);
  for (const link of links) {
    expect(link.pathname).toMatch(/^\/webhook-waiting\/\d+\/tested$/);
    expect(link.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
    expect(link.searchParams.get('question')).toMatch(/^[0-9a-f]{32}$/);
  }
});

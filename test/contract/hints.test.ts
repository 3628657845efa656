import { SendText } from '../../nodes/SendText/SendText.node';
import { SendMedia } from '../../nodes/SendMedia/SendMedia.node';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { AddToCampaign } from '../../nodes/AddToCampaign/AddToCampaign.node';
import { StatusTrigger } from '../../nodes/StatusTrigger/StatusTrigger.node';
import { messagesPerMinute } from '../../credentials/shared/pacing';
import { batchHints, USUAL_PACE } from '../../nodes/shared/editor/hints';
import { credentialTypes } from '../support/packageTypes';
import { read } from '../docs/markdown';

const holds = (condition: unknown, count: number): boolean => {
  const [, low, high = 'Infinity'] = /length > (\d+)(?: && .*length <= (\d+))?/.exec(String(condition)) ?? [];
  return count > Number(low) && count <= Number(high);
};

describe('the lines beside a node that runs over many items', () => {
  it.each([new SendText(), new SendMedia(), new SendTemplate(), new AddToCampaign()])(
    'stand at every sending node',
    ({ description }) => expect(description.hints).toBe(batchHints),
  );

  it.each([1, 100, 101, 300, 301, 1000, 1001, 3000, 3001, 10_000, 10_001, 1_000_000])(
    'are one for %d items, and none up to 100',
    (count) => {
      const shown = batchHints.filter(({ displayCondition }) => holds(displayCondition, count));
      expect(shown).toHaveLength(count > 100 ? 1 : 0);
    },
  );

  it('say a time that the pace of a new credential gives, and hold no expression', () => {
    expect(USUAL_PACE).toBe(messagesPerMinute.default);
    expect(batchHints[0]?.message).toContain('about 2 to 5 minutes');
    expect(batchHints[3]?.message).toContain('about 50 minutes to 3 hours');
    for (const { message } of batchHints) {
      expect(message).not.toMatch(/[{}=]/);
      expect(message).toContain('Press Stop');
    }
  });
});

test('field U12: the trigger says in our words how to try it', () => {
  const { triggerPanel, eventTriggerDescription } = new StatusTrigger().description;
  const said = JSON.stringify([triggerPanel, eventTriggerDescription]);
  expect(said.match(/Delivered/g)).toHaveLength(3);
  expect(said).toContain('send yourself a message');
  expect(said).not.toMatch(/create an event|\{\{/);
});

describe('field U13: credentials', () => {
  const guided = credentialTypes().filter(({ displayName }) =>
    read('docs/credentials.md').text.includes(`\n## ${displayName}\n`),
  );

  test('are in our own guide', () => expect(guided.length).toBeGreaterThanOrEqual(6));

  test.each(guided.map((type) => [type.displayName, type] as const))(
    '%s opens our own guide at its section',
    (name, { documentationUrl = '' }) => {
      const [page, anchor] = documentationUrl.split('#');
      expect(page).toBe('https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md');
      const guide = read('docs/credentials.md').text;
      const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replace(/ /g, '-'),
      );
      expect([name, headings]).toEqual([name, expect.arrayContaining([anchor])]);
    },
  );
});

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { MODES, call, deliveryOf } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

const FOLDER = join(__dirname, 'payloads');

const names = readdirSync(FOLDER)
  .filter((file) => /^[\w-]+\.json$/.test(file))
  .map((file) => file.replace('.json', ''));

const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

function parametersFor(name: string): INodeParameters {
  const file = `${name}.parameters.json`;
  const own = existsSync(join(FOLDER, file)) ? (read(file) as INodeParameters) : {};
  return parametersOf({ source: name.split('-')[0] ?? '', ...own });
}

const [secretUrl] = MODES;
if (secretUrl === undefined) throw new Error('There is no such mode');

test.each(names)('the payload %s gives its expected events', async (name) => {
  const listening = await listen({ parameters: parametersFor(name) });
  try {
    const expected = read(`${name}.expected.json`) as object[];
    const answered = await call(listening.url, deliveryOf(secretUrl, read(`${name}.json`)));
    expect(answered.status).toBe(200);
    const runs =
      expected.length === 0 ? [] : [expected.map((event) => ({ ...event, receivedAt: expect.any(String) }))];
    expect(listening.executions).toEqual(runs);
    for (const item of listening.executions.flat())
      expect(new Date(String(item['receivedAt'])).toISOString()).toBe(item['receivedAt']);
  } finally {
    await listening.close();
  }
});

test('there are payloads of several senders that a user describes', () => {
  expect(names.filter((name) => name.startsWith('custom-')).length).toBeGreaterThan(3);
});

test('every expected file has its payload', () => {
  const others = readdirSync(FOLDER).filter((file) => /\.(expected|parameters)\.json$/.test(file));
  expect(others.filter((file) => !names.includes(file.split('.')[0] ?? ''))).toEqual([]);
});

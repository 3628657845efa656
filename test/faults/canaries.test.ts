import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { canariesIn, everythingOf, Listening } from './rig/canaries';
import { STANDS } from './rig/stands';

const [SECRET] = STANDS.flatMap(({ canaries }) => canaries) as [string];

/** The search itself: one that finds nothing anywhere would pass every case. */
describe('the search for secrets', () => {
  test.each([
    ['as it is', SECRET],
    ['in an address', encodeURIComponent(SECRET)],
    ['in a form', new URLSearchParams({ x: SECRET }).toString()],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 after one other character', Buffer.from(`x${SECRET}`).toString('base64')],
    ['in base64 after a user name', Buffer.from(`me:${SECRET}`).toString('base64')],
    ['in base64 for addresses', Buffer.from(`xy${SECRET}`).toString('base64url')],
  ])('finds one %s', (_form, text) => {
    expect(canariesIn(`before ${text} after`, [SECRET])).toEqual([SECRET]);
  });

  test('finds one that only the inspector of Node shows', () => {
    const hidden = Object.defineProperty({}, 'config', { value: { token: SECRET }, enumerable: false });
    expect(canariesIn(everythingOf({ a: [{ b: hidden }] }), [SECRET])).toEqual([SECRET]);
  });

  test('finds one in the cause of a cause', () => {
    const thrown = new Error('a', { cause: new Error('b', { cause: new Error(SECRET) }) });
    expect(canariesIn(everythingOf(thrown), [SECRET])).toEqual([SECRET]);
  });

  test('finds nothing where there is nothing', () => {
    expect(canariesIn(everythingOf({ a: 'some other text' }), [SECRET])).toEqual([]);
  });

  test("hears the console and n8n's log, and is deaf afterwards", () => {
    const listening = new Listening();
    console.error('x', new Error(SECRET));
    Container.get(Logger).debug('x', { token: SECRET });
    const heard = listening.take();
    listening.stop();
    expect(heard.split(SECRET).length - 1).toBeGreaterThanOrEqual(2);
    expect(listening.take()).toBe('');
  });
});

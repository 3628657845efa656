import { ADVICE } from '../../../vendors/meta/advice';
import { message } from '../../../vendors/meta/message';
import { outcomeOfCode } from '../../../vendors/families/metaCodes';

const CONFIG = {
  baseUrl: 'https://graph.facebook.com',
  apiVersion: 'v25.0',
  phoneNumberId: undefined,
  businessAccountId: undefined,
};

/** What became of a message, by Meta's code alone: its HTTP statuses are not promised. */
describe('a code of Meta', () => {
  test.each([4, 17, 341, 613, 80007, 80008, 130429, 131056, 131057])('%i asks to come back', (code) => {
    expect(outcomeOfCode(code, ADVICE)).toBe('notSent');
  });

  test.each([1, 2, 131000, 131016])('%i leaves open whether the message went out', (code) => {
    expect(outcomeOfCode(code, ADVICE)).toBe('unknown');
  });

  test.each([3, 100, 190, 131026, 131045, 131048, 131064, 132018, 133010, 133016])('%i is a no', (code) => {
    expect(outcomeOfCode(code, ADVICE)).toBe('rejected');
  });

  test.each([135000, 999999, Number.NaN])('%p leaves it to the HTTP status', (code) => {
    expect(outcomeOfCode(code, ADVICE)).toBeUndefined();
  });
});

/** A user id is left as it was typed, and a number may be typed where one is expected. */
describe('the recipient at Meta', () => {
  const addressed = (to: string) => {
    const { body } = message({ to, phoneNumberId: '1' }, CONFIG, 'text', { body: 'Oi' });
    const { to: number, recipient } = (body as { json: Record<string, unknown> }).json;
    return { number, recipient };
  };

  test.each([
    ['BR.13491208655302741918', { recipient: 'BR.13491208655302741918' }],
    ['5511987654321', { number: '5511987654321' }],
    ['+55 (11) 98765-4321', { number: '+5511987654321' }],
  ])('%s', (to, expected) => {
    expect(addressed(to)).toEqual(expected);
  });
});

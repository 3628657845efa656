import { ADVICE } from '../../../vendors/meta/advice';
import { outcomeOfCode } from '../../../vendors/families/metaCodes';

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

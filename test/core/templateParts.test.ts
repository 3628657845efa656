import type { z } from 'zod/v4';
import { requiredText } from '../../core/contract/inputs';
import { buttons, headerOf, headerType, headerValue } from '../../core/contract/templateParts';
import { variables } from '../../core/contract/variables';

function refusal(schema: z.ZodType, given: unknown): string {
  const read = schema.safeParse(given);
  if (read.success) throw new Error('It was taken.');
  return read.error.issues.map(({ message }) => message).join(' ');
}

const CORRECT = 'Correct it under "Buttons".';
const url = { index: 0, kind: 'url', value: 'summer' };

describe('the header of a template', () => {
  it.each(['text', 'image', 'video', 'document'] as const)('may be of type %s', (type) => {
    expect(headerType.parse(type)).toBe(type);
    const value = type === 'text' ? 'x' : 'https://x.example/a';
    expect(headerOf({ headerType: type, headerValue: value })).toEqual({ type, value });
  });

  it.each([undefined, null, ''])('may be left out: %j', (given) => {
    expect(headerType.parse(given)).toBeUndefined();
    expect(headerValue.parse(given)).toBeUndefined();
    expect(headerOf({})).toBeUndefined();
  });

  it.each([
    ['none', 'none'],
    ['Image', 'Image'],
    [7, '7'],
    [true, 'true'],
    [['image'], 'a list'],
    [{ type: 'image' }, 'an object'],
  ])('is refused by name as %j', (given, words) => {
    expect(refusal(headerType, given)).toBe(
      `"Header" has no "${words}". Choose one of: text, image, video, document.`,
    );
  });

  it.each([[true], [NaN], [Infinity], [['a']], [{ a: 1 }], [() => 'a']])(
    'has no value such as %p',
    (given) => {
      expect(refusal(headerValue, given)).toBe(
        '"Header Value" is not text. Give it as text, not as a list or an object.',
      );
    },
  );

  it('takes a finite number as its text', () => expect(headerValue.parse(12.5)).toBe('12.5'));
});

describe('the buttons of a template', () => {
  it('have a place, a kind and a value each', () => {
    expect(buttons.parse([url, { index: '1', kind: 'copy_code', value: 10 }])).toEqual([
      url,
      { index: 1, kind: 'copy_code', value: '10' },
    ]);
  });

  it.each([undefined, null, '', [[]]])('may be left out: %j', (given) => {
    expect(buttons.parse(Array.isArray(given) ? given[0] : given)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [{ values: [url] }, '"Buttons" must be a list. Add each button by its form.'],
    ['summer', '"Buttons" must be a list. Add each button by its form.'],
    [true, '"Buttons" must be a list. Add each button by its form.'],
    [Array(11).fill(url), '"Buttons" has 11 buttons, more than the 10 that a template has.'],
    [['summer'], `Button 1 under "Buttons" is no button. ${CORRECT}`],
    [[url, null], `Button 2 under "Buttons" is no button. ${CORRECT}`],
    [[[0, 'url', 'summer']], `Button 1 under "Buttons" is no button. ${CORRECT}`],
    ...[undefined, '', ' ', 'first', -1, 10, 0.5, NaN, null, true, [0], {}, '0x1'].map(
      (index): [unknown, string] => [
        [{ ...url, index }],
        `Button 1 under "Buttons" has no "Position" from 0 to 9. ${CORRECT}`,
      ],
    ),
    ...[undefined, '', 'URL', 0, ['url'], { url: 1 }, true].map((kind): [unknown, string] => [
      [{ ...url, kind }],
      `Button 1 under "Buttons" has no "Kind" such as url, quick_reply, copy_code. ${CORRECT}`,
    ]),
    ...[undefined, '', null].map((value): [unknown, string] => [
      [{ ...url, value }],
      `The "Value" of button 1 under "Buttons" is empty. ${CORRECT}`,
    ]),
    ...[true, NaN, Infinity, ['a'], {}, () => 'a', 1n].map((value): [unknown, string] => [
      [{ ...url, value }],
      `The "Value" of button 1 under "Buttons" is not text. ${CORRECT}`,
    ]),
    [
      [{ ...url, value: 'x'.repeat(2049) }],
      `The "Value" of button 1 under "Buttons" has 2049 characters, more than the 2048 that fit. ${CORRECT}`,
    ],
    [
      [url, { ...url, index: 1 }, { ...url, index: '1' }],
      `Button 3 under "Buttons" has the "Position" 1, as another one has. ${CORRECT}`,
    ],
  ])('are refused by name as %p', (given, sentence) => {
    expect(refusal(buttons, given)).toBe(sentence);
  });
});

it.each([NaN, Infinity, -Infinity])('%p is no text and no variable', (given) => {
  expect(refusal(requiredText('Text', 10), given)).toMatch(/^"Text" is not text\. /);
  expect(refusal(variables, { name: given })).toBe(
    'The variable "name" is a number that cannot be written. Correct it under "Variables".',
  );
});

import { isAmong } from '../../core/recipients/allowed';

const among = (to: unknown, allowed: unknown[], code = '55'): boolean => isAmong(to, allowed, code);

describe('a recipient is among those allowed, however it is written', () => {
  it.each([
    ['+55 11 98765-4321', '5511987654321'],
    ['(11) 98765-4321', '+55 11 98765-4321'],
    ['11987654321', 5511987654321],
    // With and without the ninth digit it is the same person.
    ['551187654321', '5511987654321'],
    ['5511987654321@s.whatsapp.net', '11 98765-4321'],
    ['+1 415 523 8886', '14155238886'],
    ['contact-7', ' contact-7 '],
  ])('%j as %j', (to, allowed) => expect(among(to, ['nobody', allowed])).toBe(true));

  it.each([
    ['5511987654321', ['5511987654322', '5521987654321']],
    ['5511987654321', []],
    ['5511987654321', [null, undefined, true, { phone: '5511987654321' }, ['5511987654321']]],
    // A number inside a sentence is no number that came in.
    ['5511987654321', ['Write to 5511987654321 please']],
    ['', ['', ' ']],
    [' ', [' ']],
    [undefined, [undefined]],
    [{}, ['[object Object]']],
    ['contact-7', ['contact-70', 'CONTACT-7']],
  ])('but not %j among %j', (to, allowed) => expect(among(to, allowed)).toBe(false));

  it('adds no country code where none is to be added', () => {
    expect(among('+14155238886', ['4155238886'], '1')).toBe(true);
    expect(among('+14155238886', ['4155238886'], '')).toBe(false);
  });
});

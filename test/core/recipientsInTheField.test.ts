import fc from 'fast-check';
import { normalizeRecipient, RecipientRefused, type RecipientOptions } from '../../core/recipients/phone';

/** Recipients as sheets, forms and copied texts hold them: what goes out, what is refused and in which words. */

const usual: RecipientOptions = { form: 'international', defaultCountryCode: '55', ninthDigit: 'keep' };
const TALK_ME: RecipientOptions = { ...usual, form: 'national' };

const read = (value: unknown, options: Partial<RecipientOptions> = {}) =>
  normalizeRecipient(value, { ...usual, ...options });

function refusal(value: unknown, options: Partial<RecipientOptions> = {}): string {
  try {
    const { to, note } = read(value, options);
    return `sent to ${to} ${note ?? ''}`;
  } catch (refused) {
    if (!(refused instanceof RecipientRefused)) throw refused;
    expect(refused.message).toMatch(/^[A-Z"].+".+[:,;] .+[.]$/);
    expect(refused.message).not.toMatch(/error|problem|failure/i);
    return refused.message;
  }
}

const refusedEverywhere = (value: unknown, said: string) => {
  expect(refusal(value)).toContain(said);
  expect(refusal(value, TALK_ME)).toContain(said);
};

describe('field A6: the country code', () => {
  it.each<[string, unknown, string]>([
    ['a number', 55, '5511987654321'],
    ['missing', undefined, '5511987654321'],
    ['null', null, '5511987654321'],
    ['text with a plus', '+55', '5511987654321'],
    ['text with blanks', ' 55\n', '5511987654321'],
  ])('is read when it is %s', (_, defaultCountryCode, wanted) => {
    expect(read('11 98765-4321', { defaultCountryCode }).to).toBe(wanted);
  });

  it('is read as a number of another country', () => {
    expect(read('212 555 1234', { defaultCountryCode: 1 }).to).toBe('12125551234');
    expect(read('1 212 555 1234', { defaultCountryCode: 1 }).to).toBe('12125551234');
    expect(read('912 345 670', { defaultCountryCode: 351 }).to).toBe('351912345670');
    expect(read('+55 11 98765-4321', { defaultCountryCode: 351 }).to).toBe('5511987654321');
  });

  it.each([0, 5555, 5.5, -55, Number.NaN, true, {}, ['55'], 'BR', 'undefined', '999', '55.0'])(
    'is refused by its name when it is %j',
    (defaultCountryCode) => {
      expect(refusal('11 98765-4321', { defaultCountryCode })).toContain('"Country Code"');
    },
  );

  it('is added to a longer number where that is no number of another country', () => {
    expect(read('9876543210123', { defaultCountryCode: 49 }).to).toBe('499876543210123');
    expect(refusal('9876543', { defaultCountryCode: 1 })).toContain('too short');
  });

  it('stands behind a plus where the vendor wants one', () => {
    expect(read('11 98765-4321', { plus: true }).to).toBe('+5511987654321');
    expect(read('+1 212 555 1234', { plus: true }).to).toBe('+12125551234');
  });

  it('that is none is refused', () => {
    expect(refusal('+210 1234567')).toContain('no country code');
  });

  it('whose numbers look otherwise gets a note, since the plus says that it is meant', () => {
    expect(read('+351 112 345 67')).toMatchObject({
      to: '35111234567',
      note: expect.stringContaining('check'),
    });
    expect(refusal('+91 98765 43210 1')).toContain('sent to');
    expect(refusal('+11 98765-43210')).toContain('too many digits');
  });

  it('is never added where it is empty', () => {
    expect(read('5511987654321', { defaultCountryCode: '' }).to).toBe('5511987654321');
    expect(refusal('11 98765-4321', { defaultCountryCode: '' })).toContain('no country code');
    expect(refusal('11 98765-4321', { defaultCountryCode: ' ' })).toContain('no country code');
  });
});

describe('field N1: 00 is no area code', () => {
  it.each([
    '(00) 98765-4321',
    '00 98765-4321',
    '00987654321',
    '00 3333-4444',
    '(00)3333-4444',
    '+55 00 98765-4321',
  ])('%s is refused', (given) => refusedEverywhere(given, '(DDD) 00'));

  it.each([
    ['0055 11 98765-4321', '5511987654321'],
    ['00 55 11 98765-4321', '5511987654321'],
    ['00 1 415 555 2671', '14155552671'],
    ['00351912345670', '351912345670'],
    ['00 52 1 55 1234 5670', '5215512345670'],
    ['00 44 (0)20 7946 0958', '442079460958'],
  ])('%s stays a number with its country code', (given, wanted) => {
    expect(read(given).to).toBe(wanted);
  });

  it('a number after 00 that no country has is refused', () => {
    refusedEverywhere('00 98765-43210', '00');
    refusedEverywhere('00 21 2345 67890 12', '00');
  });
});

describe('field N2: no area code begins with 0', () => {
  it.each(['1', '2', '3', '4', '5', '6', '7', '8', '9'])('0%s is refused however it is written', (digit) => {
    for (const area of [
      `(0${digit}) `,
      `0${digit} `,
      `+55 0${digit} `,
      `55 (0${digit}) `,
      `+55 0${digit}`,
      `0${digit}`,
    ]) {
      refusedEverywhere(`${area}98765-4321`, '(DDD)');
      expect(refusal(`${area}98765-4321`)).not.toContain('sent to');
    }
    refusedEverywhere(`(0${digit}) 3333-4444`, `(DDD) 0${digit}`);
  });

  it.each([
    ['(011) 98765-4321', '5511987654321'],
    ['011987654321', '5511987654321'],
    ['0 11 98765-4321', '5511987654321'],
    ['(0) 11 98765-4321', '5511987654321'],
    ['+55 (0)11 98765-4321', '5511987654321'],
    ['(049) 8765-4321', '554987654321'],
    ['0 49 8765-4321', '554987654321'],
    ['04933334444', '554933334444'],
  ])('%s has a trunk 0, which is dropped', (given, wanted) => {
    expect(read(given).to).toBe(wanted);
  });
});

describe('field N3: a digit too many goes to nobody abroad', () => {
  it.each([
    '(91) 98765-43210',
    '91) 98765-43210',
    '[49] 98765-43210',
    '(041) 98765-43210',
    '11 11 98765-4321',
    '1111987654321',
    '4949987654321',
    '49 49 98765-4321',
    '(41) 3333-4444 (12)',
    '(49) 3333-4444 12',
    '49 3333-4444 12',
    '1. 11 98765-4321',
    '2. 11 98765-4321',
    '4) 41 98765-4321',
    '1. 19 8765-4321',
    '21 29876-543210',
    '21 2987 654 321 0',
    '11 9876-5432 1',
    '55 98765-43210',
    '(55) 98765-43210',
    '123456789012345',
    '20240512103000',
    '1716900000000',
    '11987654321 9',
  ])('%s is refused', (given) => {
    refusedEverywhere(given, 'too many digits');
  });

  it.each([
    '0021 11 98765-4321',
    '00 21 11 98765-4321',
    '(212) 555-1234',
    '212-555-1234',
    '212 555 1234',
    '(1) 98765-4321',
    '1 98765-4321',
    '55 1 98765-4321',
  ])('%s is refused', (given) => refusedEverywhere(given, ''));

  it.each([
    ['351912345670', '351912345670'],
    ['351 912 345 670', '351912345670'],
    ['(351) 912 345 670', '351912345670'],
    ['5491123456780', '5491123456780'],
    ['54 9 11 2345-6780', '5491123456780'],
    ['4915123456780', '4915123456780'],
    ['447911123450', '447911123450'],
    ['44 07911 123450', '447911123450'],
    ['393471234560', '393471234560'],
    ['390612345670', '390612345670'],
  ])('%s is a number of another country, whole and without a plus', (given, wanted) => {
    expect(read(given)).toEqual({ to: wanted, ...(given !== wanted && { toOriginal: given }) });
  });

  it('one that may be Brazilian with a digit too many is sent with a note', () => {
    expect(read('919876543210')).toMatchObject({ to: '919876543210', note: expect.stringContaining('91') });
    expect(read('81 90 1234 5670')).toMatchObject({
      to: '819012345670',
      note: expect.stringContaining('81'),
    });
    expect(read('+91 98765 43210')).not.toHaveProperty('note');
  });

  it('a Mexican number with the old 1 is sent with a note, as WhatsApp names accounts so', () => {
    for (const given of ['5215512345670', '+52 1 55 1234 5670', '5215512345670@s.whatsapp.net'])
      expect(read(given)).toMatchObject({ to: '5215512345670', note: expect.stringContaining('Mexico') });
  });
});

describe('field N4: a digit missing', () => {
  it.each([
    '(41) 98765-432',
    '41 98765-432',
    '041 98765 432',
    '+55 41 98765-432',
    '5541 98765-432',
    '41 9 8765-432',
    '(41) 9876-543',
    '4198765-432',
  ])('%s is refused, whatever becomes of the ninth digit', (given) => {
    for (const ninthDigit of ['keep', 'add', 'remove'] as const)
      expect(refusal(given, { ninthDigit })).toContain('digit missing');
  });

  it.each(['4198765432', '41 98765432', '554198765432', '+554198765432', 4198765432])(
    '%s is sent with a note, as it may be a mobile in its old form',
    (given) => {
      expect(read(given)).toMatchObject({ to: '554198765432', note: expect.stringContaining('8 digits') });
      expect(read(given, { ninthDigit: 'add' })).toMatchObject({ note: expect.stringContaining('8 digits') });
    },
  );

  it.each(['(41) 9876-5432', '41 9876 5432', '554198765432@s.whatsapp.net', '41 98765-4320'])(
    '%s is whole and has no note',
    (given) => expect(read(given)).not.toHaveProperty('note'),
  );
});

describe('field N5: an area code in the place of the country code', () => {
  it.each([
    ['+11 98765-4321', '+55 11 98765-4321'],
    ['+11987654321', '+55 11 98765-4321'],
    ['+(11) 98765-4321', '+55 11 98765-4321'],
    ['+21 98765-4321', '+55 21 98765-4321'],
    ['+11 3333-4444', '+55 11 3333-4444'],
    ['+99 98765 4321', '+55 99 98765-4321'],
    ['+49 98765-4321', '+55 49 98765-4321'],
    ['+51 98765-4321', '+55 51 98765-4321'],
    ['https://wa.me/11987654321', '+55 11 98765-4321'],
    ['11987654321@s.whatsapp.net', '+55 11 98765-4321'],
  ])('%s is refused with its right form', (given, form) => {
    refusedEverywhere(given, form);
  });

  it.each([
    ['+51 987 654 321', '51987654321'],
    ['+51987654321', '51987654321'],
    ['https://wa.me/51987654321', '51987654321'],
    ['+49 151 23456780', '4915123456780'],
    ['+1 (212) 555-1234', '12125551234'],
    ['+61 8 9876 5430', '61898765430'],
  ])('%s is foreign', (given, wanted) => expect(read(given).to).toBe(wanted));
});

describe('field N6: an advised number is certain', () => {
  it.each(['(011) 98765-43210', '(021) 98765-43210', '0219876543210', '021 98765-43210', '021 31333-32222'])(
    '%s has too many digits and names nobody',
    (given) => {
      const said = refusal(given);
      expect(said).toContain('too many digits');
      expect(said.replaceAll('+55 11 98765-4321', '')).not.toContain('+55');
    },
  );

  it.each([
    ['0 15 11 98765-4320', '+55 11 98765-4320'],
    ['015 11 98765-4320', '+55 11 98765-4320'],
    ['01511987654320', '+55 11 98765-4320'],
    ['0 21 31 3333-2222', '+55 31 3333-2222'],
    ['Ana 11 98765-4320', '+55 11 98765-4320'],
    ['11 98765-4320 (Ana)', '+55 11 98765-4320'],
    ['5511987654320 - Ana', '+55 11 98765-4320'],
    ['(11) 3333-4444 ramal 12', '+55 11 3333-4444'],
    ['tel:+55-11-3333-4444;ext=12', '+55 11 3333-4444'],
  ])('%s is refused with its right form', (given, form) => refusedEverywhere(given, form));

  it.each([
    'Ana 41 98765-432',
    'Ana 2 11 98765-4320',
    'Peru +51 987654321',
    'John 212-555-1234',
    'John 2125551234',
    'CPF 119.876.543-21',
    'Ana',
  ])('%s has none', (given) => {
    expect(refusal(given).replaceAll('+55 11 98765-4321', '')).not.toMatch(/\+55|sent to/);
  });
});

describe('field N7: a document is no phone number', () => {
  it.each([
    '119.876.543-21',
    '119876543-21',
    '119 876 543 21',
    '119.876.543.21',
    '119.876.543–21',
    'CPF: 119.876.543-21',
  ])('%s is a CPF', (given) => refusedEverywhere(given, 'is a CPF'));
  it.each(['11.222.333/0001-81', '11222333/0001-81', '11222333000181', 'CNPJ 11.222.333/0001-81'])(
    '%s is a CNPJ',
    (given) => refusedEverywhere(given, 'is a CNPJ'),
  );
  it.each(['119 8765-4321', '11.98765.4321', '+351 912 345-67', '11.987.654.321'])(
    '%s is neither',
    (given) => {
      expect(refusal(given)).not.toMatch(/CPF|CNPJ/);
    },
  );
});

describe('field N8: service numbers and apostrophes', () => {
  it.each([
    '0800 123 4567',
    '08001234567',
    '0800 123 456',
    '800 123 4567',
    '+55 800 123 4567',
    '0300-123-4567',
    '0500 1234567',
    '0900 123 4567',
    '0303 123 4567',
  ])('%s is a service number', (given) => refusedEverywhere(given, '0800'));
  it.each(['4004-1234', '4003 1234', '3003-1234', '4020-1234', '40041234'])(
    '%s is one without an area code',
    (given) => refusedEverywhere(given, '4004'),
  );
  it.each(['190', '192', '10315', 190])('%s is one for calls', (given) => refusedEverywhere(given, '190'));

  it.each([
    "'11987654321",
    '’11 98765-4321',
    '`(11) 98765-4321',
    '"11987654321"',
    '="11987654321"',
    "'+55 11 98765-4321'",
    '11987654321,',
    '"11987654321",',
    '11987654321;',
    '11 98765-4321 / ',
  ])('the apostrophe or the quotes of %s are dropped', (given) => {
    expect(read(given).to).toBe('5511987654321');
  });

  it('a landline that begins like one of them is a landline', () => {
    expect(read('11 4004-1234')).toMatchObject({
      to: '551140041234',
      note: expect.stringContaining('landline'),
    });
  });
});

describe('field N9: what is unmistakably a number', () => {
  it.each([
    'whatsapp:+5511987654321',
    'WhatsApp: (11) 98765-4321',
    'tel:+55-11-98765-4321',
    'Tel.: 11 98765-4321',
    'cel 11 98765-4321',
    'Celular: 11987654321',
    'p:+5511987654321',
    'https://wa.me/5511987654321',
    'wa.me/+5511987654321',
    'HTTPS://WA.ME/5511987654321/',
    `https://wa.me/5511987654321?text=${'Quero%20saber%20mais%20'.repeat(40)}`,
    'https://api.whatsapp.com/send?phone=5511987654321',
    'https://api.whatsapp.com/send/?phone=%2B5511987654321&text=Oi 11 99999&type=phone_number',
    'https://web.whatsapp.com/send?text=Oi&phone=5511987654321#x',
    'whatsapp://send?phone=5511987654321',
    'https://wa.me/c/5511987654321',
    '5511987654321@s.whatsapp.net',
    '5511987654321:12@s.whatsapp.net',
    '5511987654321@c.us',
    '+5511987654321@C.US',
    '(0xx11) 98765-4321',
    '0xx11 98765-4321',
    '0XX(11)98765-4321',
    '(xx11) 98765-4321',
    '(0**11) 98765-4321',
    '+55 (0xx11) 98765-4321',
    '11/98765-4321',
    '(11) / 98765-4321',
    '11 98765-4321 (WhatsApp)',
    '11 98765-4321 - cel',
    '11,987,654,321',
    '11.987.654.321',
    '11_98765_4321',
    '11\u00B798765\u00B74321',
    '1️⃣1️⃣987654321',
    '（11）98765－4321',
    '+55 55 11 98765-4321',
    '55 5511987654321',
    '(55) 11 98765-4321',
    '(5511) 98765-4321',
    '(0055) 11 98765-4321',
    '\u00A0 11\u00A098765\u20114321 \u200B',
  ])('%s is sent', (given) => {
    expect(read(given).to).toBe('5511987654321');
    expect(read(given, TALK_ME).to).toBe('11987654321');
  });

  it('a country code that stands twice is told', () => {
    expect(read('+55 55 11 98765-4321').note).toContain('twice');
    refusedEverywhere('+55 55 55 11 98765-4321', 'too many digits');
  });

  it.each([
    ['120363025246125486@g.us', 'group'],
    ['5511987654321-1234567890@g.us', 'group'],
    ['"120363025246125486@g.us",', 'group'],
    ['5511987654321@g.us?', 'group'],
    ['https://chat.whatsapp.com/AbCdEf123456', 'group'],
    ['123456789012345@lid', '@lid'],
    ['status@broadcast', 'broadcast'],
    ['1234567890@broadcast', 'broadcast'],
    ['120363025246125486@newsletter', 'channel'],
    ['https://wa.me/message/ABCDEF', 'without a phone number'],
    ['https://wa.me/?text=Oi', 'without a phone number'],
    ['https://api.whatsapp.com/send?text=5511987654321', 'without a phone number'],
    ['@s.whatsapp.net', 'without a phone number'],
    ['ana11987654321@example.com', 'e-mail'],
    ['https://t.me/5511987654321', 'letters'],
    ['https://evil.example/wa.me/5511987654321', 'letters'],
    ['https://wa.me.example/5511987654321', 'letters'],
    ['11 98765-4321 / 11 98765-4320', 'several numbers'],
    ['11 98765-4321 ou 11 98765-4320', 'several numbers'],
    ['11 98765-4321\n11 98765-4320', 'one number per item'],
    ['11 98765-4321/4320', 'several numbers'],
    ['987654321.0', 'decimal'],
    ['11987654321,00', 'decimal'],
    ['11.987.654.321,00', 'decimal'],
    ['5,51199E+12', 'scientific'],
    ['5,51199 E+12', 'scientific'],
    ['11 9876O-4321', 'letters'],
    ['(11) 9xxxx-4321', 'letters'],
    ['R$ 1.234,56', 'letters'],
  ])('%s stays refused', (given, said) => refusedEverywhere(given, said));
});

describe('field N10: a number that looks made up', () => {
  it.each([
    '11 99999-9999',
    '(11) 90000-0000',
    '11 98888-8888',
    '11 91234-5678',
    '1133333333',
    '21 3232-3232',
    '11 99000-0000',
    '99999999999',
    '+1 555 555 5555',
    '+1 212 555 0123',
    '+351 999 999 999',
    5511990000000,
  ])('%s is sent with a note', (given) => {
    expect(read(given)).toMatchObject({ note: expect.stringContaining('made up') });
  });

  it.each([
    '11 98765-4321',
    '11 90000-0004',
    '11 99999-9991',
    '11 97777-1234',
    '+1 212 555 1234',
    '11 98123-4567',
  ])('%s has no note', (given) => expect(read(given)).not.toHaveProperty('note'));
});

describe('field N3: ten thousand recipients', () => {
  const pieces = fc.constantFrom(
    ...[
      '+',
      '55',
      '0',
      '00',
      '0xx',
      '(',
      ')',
      '11',
      '(11)',
      '41',
      '98765',
      '8765',
      '-',
      '4321',
      ' ',
      '432',
      '1',
      '9',
    ],
    ...[
      '.0',
      'E+',
      ',',
      '/',
      'Ana',
      '@s.whatsapp.net',
      'wa.me/',
      '\u00A0',
      '\u200B',
      'ramal ',
      "'",
      '\n',
      '１１',
      '𝟭',
    ],
  );
  const dirty = fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(''));
  const nearly = fc.stringMatching(/^(\+55 ?|55|\()?[1-9][1-9]\)? ?9?[2-9]\d{3}-?\d{3,5}$/);
  const anything = fc.oneof(
    { arbitrary: dirty, weight: 6 },
    { arbitrary: nearly, weight: 2 },
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
  );
  const options = fc.record({
    form: fc.constantFrom<RecipientOptions['form']>('international', 'national'),
    defaultCountryCode: fc.constantFrom<unknown>('55', 55, '', undefined, '351', 1),
    ninthDigit: fc.constantFrom<RecipientOptions['ninthDigit']>('keep', 'add', 'remove'),
  });

  it('are read or refused in a sentence, and nothing else is thrown', () => {
    let sent = 0;
    fc.assert(
      fc.property(anything, options, (value, given) => {
        try {
          expect(normalizeRecipient(value, given).to).toMatch(/^[1-9]\d{6,14}$/);
          sent += 1;
        } catch (refused) {
          if (!(refused instanceof RecipientRefused)) throw refused;
          expect(refused.message).toMatch(/^[A-Z"].+".+[:,;] .+[.]$/);
          expect(refused.message.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(sent).toBeGreaterThan(500);
  });

  it('that are long are refused at once', () => {
    for (const part of ['1', ' ', '(', '0xx', '1.', '"', ',', '1 ', 'wa.me/', '@', '\u200B', '1/'])
      expect(refusal(part.repeat(100_000))).toContain('"To"');
    expect(refusal(`https://wa.me/?${'phone&'.repeat(20_000)}`)).toContain('too long');
  });
});

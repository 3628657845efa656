import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import {
  isGroupId,
  normalizeRecipient,
  numberVariants,
  RecipientRefused,
  type RecipientOptions,
} from '../../core/recipients/phone';

const international: RecipientOptions = {
  form: 'international',
  defaultCountryCode: '55',
  ninthDigit: 'keep',
};
const national: RecipientOptions = { ...international, form: 'national' };
const neverAdd: RecipientOptions = { ...international, defaultCountryCode: '' };
const add: RecipientOptions = { ...international, ninthDigit: 'add' };
const remove: RecipientOptions = { ...international, ninthDigit: 'remove' };

const areaCodes = [
  [11, 19],
  [21, 22],
  [24, 24],
  [27, 28],
  [31, 35],
  [37, 38],
  [41, 49],
  [51, 51],
  [53, 55],
  [61, 69],
  [71, 71],
  [73, 75],
  [77, 77],
  [79, 79],
  [81, 89],
  [91, 99],
].flatMap(([first = 0, last = 0]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${first + index}`),
);

const areaCode = fc.constantFrom(...areaCodes);
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const mobile = fc.tuple(areaCode, digits(8)).map(([area, rest]) => `${area}9${rest}`);
const landline = fc
  .tuple(areaCode, fc.constantFrom('2', '3', '4', '5'), digits(7))
  .map(([area, first, rest]) => area + first + rest);
const oldMobile = fc
  .tuple(areaCode, fc.constantFrom('6', '7', '8', '9'), digits(7))
  .map(([area, first, rest]) => area + first + rest);
const brazilian = fc.oneof(mobile, landline, oldMobile);
const anyOptions = fc.record({
  form: fc.constantFrom<RecipientOptions['form']>('international', 'national'),
  defaultCountryCode: fc.constantFrom('55', ''),
  ninthDigit: fc.constantFrom<RecipientOptions['ninthDigit']>('keep', 'add', 'remove'),
  stripCountryCode: fc.option(fc.boolean(), { nil: undefined }),
});

const to = (value: unknown, options = international) => normalizeRecipient(value, options).to;

function refusal(value: unknown, options = international): string {
  try {
    const accepted = normalizeRecipient(value, options);
    throw new Error(`accepted as ${accepted.to}`);
  } catch (refused) {
    if (!(refused instanceof RecipientRefused)) throw refused;
    return refused.message;
  }
}

describe('a Brazilian recipient', () => {
  it.each([
    ['digits with country code', '5511987654321', '5511987654321'],
    ['digits without country code', '11987654321', '5511987654321'],
    ['a plus', '+5511987654321', '5511987654321'],
    ['00', '005511987654321', '5511987654321'],
    ['00 with spaces', '00 55 11 98765-4321', '5511987654321'],
    ['the usual mask', '(11) 98765-4321', '5511987654321'],
    ['a mask with country code', '+55 (11) 9.8765-4321', '5511987654321'],
    ['a plus inside brackets', '(+55) 11 98765-4321', '5511987654321'],
    ['square and curly brackets', '[11] {98765}-4321', '5511987654321'],
    ['no-break, thin and ideographic spaces', '11\u00A098765\u2009432\u30001', '5511987654321'],
    ['tabs and line ends', '\t11 98765\n4321\r\n', '5511987654321'],
    [
      'en dash, em dash, minus sign and no-break hyphen',
      '11\u201398\u2014765\u22124\u2011321',
      '5511987654321',
    ],
    [
      'direction marks and zero-width spaces',
      '\u202A+55\u200B11\u2066987654321\u202C\uFEFF',
      '5511987654321',
    ],
    ['a soft hyphen and a variation selector', '1198765\u00AD432\uFE0F1', '5511987654321'],
    ['a NUL', '1198765\u00004321', '5511987654321'],
    ['full-width digits and plus', '\uFF0B５５１１９８７６５４３２１', '5511987654321'],
    ['Arabic-Indic digits', '١١٩٨٧٦٥٤٣٢١', '5511987654321'],
    ['mathematical digits', '𝟭𝟭𝟵𝟴𝟳𝟲𝟱𝟰𝟯𝟮𝟭', '5511987654321'],
    ['a JSON number with country code', 5511987654321, '5511987654321'],
    ['a JSON number without', 11987654321, '5511987654321'],
    ['a trunk 0', '011 98765-4321', '5511987654321'],
    ['a trunk 0 before a landline', '01133332222', '551133332222'],
    ['a trunk 0 after the country code', '+55 (011) 98765-4321', '5511987654321'],
    ['a trunk 0 after a bare country code', '55011987654321', '5511987654321'],
    ['a landline', '11 3333-2222', '551133332222'],
    ['a mobile in its old form', '11 8765-4321', '551187654321'],
    ['area code 55', '55987654321', '5555987654321'],
    ['area code 55 and a landline', '5532221111', '555532221111'],
    ['area code 55 with country code', '5555987654321', '5555987654321'],
  ])('is read from %s', (_case, given, wanted) => {
    expect(to(given)).toBe(wanted);
  });

  it('keeps the value as given beside a changed number, and only then', () => {
    expect(normalizeRecipient(' (11) 98765-4321', international)).toEqual({
      to: '5511987654321',
      toOriginal: ' (11) 98765-4321',
    });
    expect(normalizeRecipient(11987654321, international).toOriginal).toBe('11987654321');
    expect(normalizeRecipient('5511987654321', international)).toEqual({ to: '5511987654321' });
    expect(normalizeRecipient(5511987654321, international)).toEqual({ to: '5511987654321' });
  });

  it('carries a note when it is a landline', () => {
    expect(normalizeRecipient('1133332222', international).note).toContain('landline');
    expect(normalizeRecipient('1133332222', national).note).toContain('landline');
    expect(normalizeRecipient('11 6333-2222', international)).not.toHaveProperty('note');
    expect(normalizeRecipient('11963332222', international)).not.toHaveProperty('note');
  });

  it('needs one of the 67 area codes in use', () => {
    expect(areaCodes).toHaveLength(67);
    const accepted: string[] = [];
    for (let code = 10; code < 100; code += 1) {
      try {
        accepted.push(to(`+55${code}987654321`).slice(2, 4));
      } catch (refused) {
        expect((refused as Error).message).toMatch(/DDD|area code/);
      }
    }
    expect(accepted).toEqual(areaCodes);
  });

  it('is refused with its area code where that is not in use', () => {
    expect(refusal('20987654321')).toContain('(DDD) 20');
    expect(refusal('+55 23 3333-2222')).toContain('(DDD) 23');
  });

  it.each(['+55 98765-4321', '558765432', '98765-4321', '3333-2222', '0 98765-4321', '+55 3333-2222', '+55'])(
    'is refused without an area code: %s',
    (given) => {
      expect(refusal(given)).toContain('no area code (DDD)');
    },
  );

  it.each([
    '11887654321',
    '1103332222',
    '1113332222',
    '+55 11 887654321',
    '+55 11 9 98765-4321',
    '55011198765432',
    '12125551234',
  ])('is refused where the digits after the area code fit no number: %s', (given) => {
    expect(refusal(given)).toContain('not a Brazilian number');
  });

  it.each([
    ['0 15 11 98765-4321', '+55 11 98765-4321'],
    ['0 21 31 3333-2222', '+55 31 3333-2222'],
    ['+55 0 15 11 98765-4321', '+55 11 98765-4321'],
    ['0055 0 15 11 3333-2222', '+55 11 3333-2222'],
    ['00 15 55 11 98765-4321', '+55 11 98765-4321'],
    ['00 21 55 31 3333-2222', '+55 31 3333-2222'],
    ['0 55 11 98765-4321', '+55 11 98765-4321'],
  ])('with a carrier selection code is refused and shown in its right form: %s', (given, form) => {
    for (const options of [international, neverAdd, national]) {
      const message = refusal(given, options);
      expect(message).toContain('carrier selection code');
      expect(message).toContain(form);
    }
  });

  it('gets no country code where none may be added', () => {
    expect(to('12125551234', neverAdd)).toBe('12125551234');
    expect(to('5511987654321', neverAdd)).toBe('5511987654321');
    expect(refusal('5598765432', neverAdd)).toContain('no area code');
    expect(refusal('011987654321', neverAdd)).toContain('starts with 0');
    expect(refusal('999998888', neverAdd)).toContain('too short');
  });
});

describe('a foreign recipient', () => {
  it.each([
    ['+1 (212) 555-1234', '12125551234'],
    ['001 212 555 1234', '12125551234'],
    ['+351 912 345 678', '351912345678'],
    ['351912345678', '351912345678'],
    ['+683 4002', '6834002'],
    ['+54 9 11 1234-5678', '5491112345678'],
  ])('keeps its country code: %s', (given, wanted) => {
    expect(to(given)).toBe(wanted);
  });

  it('gets the default country code of another country when it is bare', () => {
    const portugal = { ...international, defaultCountryCode: '351' };
    expect(to('2125551234', { ...international, defaultCountryCode: '1' })).toBe('12125551234');
    expect(to('2125551234', { ...international, defaultCountryCode: ' +1 ' })).toBe('12125551234');
    expect(to('5511987654321', portugal)).toBe('5511987654321');
    expect(refusal('0912345678', portugal)).toContain('starts with 0');
  });

  it.each(['BR', '0055', '5555', '5 5', '++55'])(
    'is refused when the default is no country code: %s',
    (code) => {
      expect(refusal('11987654321', { ...international, defaultCountryCode: code })).toContain(
        '"Country Code"',
      );
    },
  );

  it('is refused when its country code starts with 0 or its length is none that exists', () => {
    expect(refusal('+0 11 98765-4321')).toContain('No country code starts with 0');
    expect(refusal('000 11 98765-4321')).toContain('No country code starts with 0');
    expect(refusal('+12345')).toContain('too short');
    expect(refusal('1234567890123456')).toContain('too many digits');
    expect(refusal('+1234567890123456')).toContain('too many digits');
    expect(refusal('55119876543210000')).toContain('too many digits');
    expect(refusal('9'.repeat(30))).toContain('too many digits');
  });
});

describe('what is no recipient', () => {
  it.each([
    ['nothing', undefined, 'is empty'],
    ['null', null, 'is empty'],
    ['an empty text', '', 'is empty'],
    ['spaces', ' \u00A0 ', 'no digits'],
    ['only mask characters', '( ) -', 'no digits'],
    ['only a plus', '+', 'no digits'],
    ['a list', ['5511987654321'], 'a list'],
    ['an object', { phone: '5511987654321' }, 'not text'],
    ['an object that turns into a number', { toString: () => '5511987654321' }, 'not text'],
    ['a yes/no value', true, 'not text'],
    ['a big integer', 5511987654321n, 'not text'],
    ['a fraction', 11987654321.5, 'not a whole number'],
    ['a negative number', -11987654321, 'not a whole number'],
    ['a number beyond exactness', 2 ** 53, 'not a whole number'],
    ['NaN', Number.NaN, 'not a whole number'],
    ['infinity', Number.POSITIVE_INFINITY, 'not a whole number'],
    ['the number 0', 0, 'starts with 0|no area code'],
    ['letters', '11 98765-4321 Maria', 'letters'],
    ['a prefix of letters', 'skype:+5511987654321', 'letters'],
    ['letters of another script', '11987654321д', 'letters'],
    ['an e-mail address', 'ana@example.com', 'letters'],
    ['scientific notation', '5.51199E+12', 'scientific notation'],
    ['scientific notation with a comma', '5,51199E+12', 'scientific notation'],
    ['a decimal text, which would change the number', '1998765432.0', 'decimal number'],
    ['two numbers with a comma', '11987654321, 11987654322', 'several numbers'],
    ['two numbers with a semicolon', '11987654321;+5511987654322', 'several numbers'],
    ['a plus inside', '55+11987654321', 'character'],
    ['two pluses', '++5511987654321', 'character'],
    ['an emoji', '11987654321📞', 'character'],
    ['a star', '*11987654321', 'character'],
    ['a lone surrogate', '11987654321\uD800', 'character'],
    ['a pasted message', '1'.repeat(101), 'too long'],
    ['a group', '120363025246125486@g.us', 'group'],
    ['a group without its ending', '120363025246125486', 'group'],
    ['an old group', '5511987654321-1234567890@g.us', 'group'],
    ['an old group without its ending', '5511987654321-1234567890', 'group'],
  ])('is refused: %s', (_case, given, reason) => {
    for (const options of [international, national, neverAdd]) {
      expect(refusal(given, options)).toMatch(new RegExp(reason));
    }
  });

  it('is told apart from a group id', () => {
    expect(isGroupId('\u200B120363025246125486@G.US ')).toBe(true);
    expect(isGroupId('5511987654321')).toBe(false);
    expect(isGroupId(120363025246125486)).toBe(false);
  });

  it('is refused in one sentence with a next step, not in developer words', () => {
    const refused = [
      '',
      [],
      1.5,
      'x',
      '1e9',
      '1199999999.0',
      '1;2',
      '1+',
      '0 15 11 98765-4321',
      '98765-4321',
    ];
    refused.push('20987654321', '11187654321', '+0', '+12345', '1'.repeat(16), '120363025246125486@g.us');
    for (const value of refused) {
      const message = refusal(value);
      expect(message).toMatch(/^[A-Z"].+[:,;] .+[.]$/);
      expect(message.length).toBeLessThanOrEqual(300);
      expect(message).not.toMatch(/error|problem|failure|undefined|null/i);
    }
  });

  it('never has more of the value in its message than the right form needs', () => {
    for (const given of ['11 98765-4321 Maria', '++5511987654321', '11187654321', '98765-4321']) {
      expect(refusal(given).replaceAll('+55 11 98765-4321', '')).not.toMatch(/Maria|\d{5}/);
    }
  });
});

describe('the ninth digit', () => {
  it('is added only to mobiles in their old form', () => {
    expect(to('1187654321', add)).toBe('5511987654321');
    expect(to('+55 48 6123-4567', add)).toBe('5548961234567');
    expect(to('11987654321', add)).toBe('5511987654321');
    expect(to('1133332222', add)).toBe('551133332222');
    expect(to('1153332222', add)).toBe('551153332222');
    expect(to('+1 212 655 1234', add)).toBe('12126551234');
  });

  it('is removed only from area code 31 on, and only before 6 to 9', () => {
    expect(to('31987654321', remove)).toBe('553187654321');
    expect(to('+55 99 96123-4567', remove)).toBe('559961234567');
    expect(to('28987654321', remove)).toBe('5528987654321');
    expect(to('11987654321', remove)).toBe('5511987654321');
    expect(to('31957654321', remove)).toBe('5531957654321');
    expect(to('3187654321', remove)).toBe('553187654321');
    expect(to('3133332222', remove)).toBe('553133332222');
  });

  it('is in the value as given when it was changed', () => {
    expect(normalizeRecipient('551187654321', add).toOriginal).toBe('551187654321');
  });

  it('never changes a landline', () => {
    fc.assert(
      fc.property(landline, fc.constantFrom(add, remove, international), (number, options) => {
        expect(to(number, options)).toBe(`55${number}`);
      }),
    );
  });
});

describe('the national form', () => {
  it.each([
    ['5511987654321', '11987654321'],
    ['+55 (11) 98765-4321', '11987654321'],
    ['551133332222', '1133332222'],
    ['11987654321', '11987654321'],
    ['1133332222', '1133332222'],
    ['55987654321', '55987654321'],
    ['5555987654321', '55987654321'],
    ['5532221111', '5532221111'],
    ['+351 912 345 678', '351912345678'],
    ['+1 212 555 1234', '12125551234'],
  ])('has no 55 before 10 or 11 digits: %s', (given, wanted) => {
    expect(to(given, national)).toBe(wanted);
    expect(to(given, { ...national, stripCountryCode: true })).toBe(wanted);
  });

  it('keeps the country code where it shall not be taken off', () => {
    const keep = { ...national, stripCountryCode: false };
    expect(to('11987654321', keep)).toBe('5511987654321');
    expect(to('5511987654321', keep)).toBe('5511987654321');
    expect(to('+51 987 654 321', keep)).toBe('51987654321');
  });

  it('reads a bare number as Brazilian also where no country code may be added', () => {
    expect(to('11987654321', { ...national, defaultCountryCode: '' })).toBe('11987654321');
    expect(to('011987654321', { ...national, defaultCountryCode: '' })).toBe('11987654321');
  });

  it('refuses a foreign number that would reach a Brazilian phone', () => {
    expect(refusal('+51 987 654 321', national)).toContain('as a Brazilian one');
    expect(refusal('+65 9123 4567', national)).toContain('as a Brazilian one');
  });

  it('applies the ninth digit before the country code goes', () => {
    expect(to('551187654321', { ...national, ninthDigit: 'add' })).toBe('11987654321');
  });
});

describe('any recipient', () => {
  it('P19 gives the same Brazilian output when normalised again', () => {
    fc.assert(
      fc.property(brazilian, anyOptions, fc.constantFrom('+55', '55'), (number, options, prefix) => {
        const first = to(prefix + number, options);
        expect(normalizeRecipient(first, options)).toMatchObject({ to: first });
        expect(normalizeRecipient(first, options)).not.toHaveProperty('toOriginal');
      }),
      { numRuns: 1_000 },
    );
  });

  // Without a plus, ten or eleven digits are read as a number of the default country.
  it('P19 gives the same output when it is given back with a plus, whatever was given', () => {
    const near = fc.oneof(
      fc.stringMatching(/^\+?[0-9 ()\-.]{7,20}$/),
      fc
        .tuple(fc.constantFrom('+', '00', ''), fc.bigInt({ min: 1_000_000n, max: 999_999_999_999_999n }))
        .map(([before, digits]) => before + digits),
      fc.maxSafeInteger(),
      brazilian,
    );
    let accepted = 0;
    fc.assert(
      fc.property(near, anyOptions, (value, options) => {
        const whole = { ...options, form: 'international' as const, stripCountryCode: false };
        let first: string;
        try {
          first = to(value, whole);
        } catch (refused) {
          expect(refused).toBeInstanceOf(RecipientRefused);
          return;
        }
        accepted += 1;
        expect(normalizeRecipient(`+${first}`, whole).to).toBe(first);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it('gives the same output however it is masked', () => {
    const filler = fc.stringMatching(/^[ .()\-\u00A0\u200B\u2013\u202F]{0,4}$/);
    fc.assert(
      fc.property(brazilian, fc.array(filler, { maxLength: 11 }), (number, fillers) => {
        const masked = [...number].map((digit, index) => digit + (fillers[index] ?? '')).join('');
        expect(to(masked)).toBe(`55${number}`);
      }),
    );
  });

  it('gives digits only, 7 to 15 of them, or is refused in a sentence', () => {
    const nearNumbers = fc.stringMatching(/^[+0-9 ()\-.@a-z,\u0660-\u0669]{0,24}$/);
    const values = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), nearNumbers, fc.maxSafeInteger());
    fc.assert(
      fc.property(values, anyOptions, (value, options) => {
        try {
          expect(to(value, options)).toMatch(/^[1-9]\d{6,14}$/);
        } catch (refused) {
          if (!(refused instanceof RecipientRefused)) throw refused;
          expect(refused.message.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the published numbering plans on every Brazilian mobile and landline that they call valid', () => {
    let compared = 0;
    const threeNumbers = fc.tuple(areaCode, digits(9)).map(([area, rest]) => area + rest);
    fc.assert(
      fc.property(
        fc.oneof(mobile, landline, threeNumbers),
        fc.constantFrom('+55 ', '55', ''),
        (number, prefix) => {
          const known = parsePhoneNumberFromString(`+55${number}`);
          if (known === undefined || !known.isValid()) return;
          if (!['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE'].includes(known.getType() ?? '')) return;
          compared += 1;
          expect(`+${to(prefix + number)}`).toBe(known.number);
          expect(`+${to(known.formatInternational())}`).toBe(known.number);
          expect(`+${to(known.formatNational())}`).toBe(known.number);
        },
      ),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

describe('the variants of a number', () => {
  it.each([
    ['5511987654321', ['5511987654321', '551187654321']],
    ['551187654321', ['551187654321', '5511987654321']],
    ['+55 (31) 98765-4321', ['5531987654321', '553187654321']],
    ['553187654321@s.whatsapp.net', ['553187654321', '5531987654321']],
    ['5511987654321:12@s.whatsapp.net', ['5511987654321', '551187654321']],
    ['551133332222', ['551133332222']],
    ['5511957654321', ['5511957654321']],
    ['12125551234', ['12125551234']],
    ['', []],
  ])('of %s are those under which a report may name it', (phone, variants) => {
    expect(numberVariants(phone)).toEqual(variants);
  });

  it('are the same set from either of them', () => {
    fc.assert(
      fc.property(oldMobile, (number) => {
        const variants = numberVariants(`55${number}`);
        expect(variants).toHaveLength(2);
        expect(numberVariants(variants[1] as string).sort()).toEqual([...variants].sort());
      }),
    );
  });
});

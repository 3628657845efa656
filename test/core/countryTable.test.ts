import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  getCountries,
  getExampleNumber,
  isPossiblePhoneNumber,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { fitsCountry } from '../../core/recipients/country';
import { normalizeRecipient, RecipientRefused, type Recipient } from '../../core/recipients/phone';
import { countryTable } from '../../scripts/countryTable';

const options = { form: 'international', defaultCountryCode: '55', ninthDigit: 'keep' } as const;

function read(value: string): Recipient | RecipientRefused {
  try {
    return normalizeRecipient(value, options);
  } catch (refused) {
    if (refused instanceof RecipientRefused) return refused;
    throw refused;
  }
}

const isRefused = (result: Recipient | RecipientRefused): result is RecipientRefused =>
  result instanceof RecipientRefused;

const mobileOf = (country: CountryCode): string => getExampleNumber(country, examples)?.number.slice(1) ?? '';

/** Sixty countries, all over the list of their names. */
const abroad = getCountries().filter((country) => country !== 'BR' && mobileOf(country) !== '');
const sixty = abroad.filter((_, index) => index % Math.floor(abroad.length / 60) === 0).slice(0, 60);

test('the table of country codes is fresh: npm run countries makes it', () => {
  const path = join(__dirname, '../../core/recipients/countryCodes.ts');
  expect(readFileSync(path, 'utf8')).toBe(countryTable());
});

describe('field N3: beside libphonenumber', () => {
  it('nothing impossible of sixty countries goes out without a plus or a note, in 20,000 numbers', () => {
    expect(new Set(sixty).size).toBe(60);
    const number = fc
      .tuple(fc.constantFrom(...sixty), fc.nat({ max: 13 }), fc.stringMatching(/^\d{12}$/))
      .map(([country, kept, rest]) => {
        const mobile = mobileOf(country);
        return (mobile.slice(0, kept) + rest).slice(0, mobile.length + (Number(rest[0]) % 5) - 2);
      });
    const seen = { impossible: 0, sent: 0 };
    fc.assert(
      fc.property(number, (digits) => {
        const result = read(digits);
        const isPossible = isPossiblePhoneNumber(`+${digits}`);
        seen.impossible += isPossible ? 0 : 1;
        if (isRefused(result)) return;
        seen.sent += 1;
        // Without its country code it is a Brazilian one, which libphonenumber is asked for too.
        expect(isPossiblePhoneNumber(`+${result.to}`) || result.note !== undefined).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(seen.impossible).toBeGreaterThan(2_000);
    expect(seen.sent).toBeGreaterThan(2_000);
  });

  it.each(abroad)(
    'the mobile that it gives as the example of %s is sent, with a plus and without',
    (country) => {
      const digits = mobileOf(country);
      expect(fitsCountry(digits)).toBe(true);
      expect(read(`+${digits}`)).toMatchObject({ to: digits });
      const formatted = parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? '';
      expect(read(formatted)).toMatchObject({ to: digits });
      // 10 and 11 digits without a plus are read as Brazilian ones, less as numbers without an area code.
      if (digits.length > 11) expect(read(digits)).toMatchObject({ to: digits });
    },
  );

  const areas = [11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38].concat(
    [41, 42, 43, 44, 45, 46, 47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74],
    [75, 77, 79, 81, 82, 83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99],
  );
  const ways: ReadonlyArray<(area: string, first: string, last: string) => string> = [
    (area, first, last) => `+55${area}${first}${last}`,
    (area, first, last) => `+55 ${area} ${first}-${last}`,
    (area, first, last) => `+55 (${area}) ${first}-${last}`,
    (area, first, last) => `55${area}${first}${last}`,
    (area, first, last) => `55 ${area} ${first} ${last}`,
    (area, first, last) => `0055 ${area} ${first} ${last}`,
    (area, first, last) => `${area}${first}${last}`,
    (area, first, last) => `(${area}) ${first}-${last}`,
    (area, first, last) => `(${area})${first}${last}`,
    (area, first, last) => `(0${area}) ${first}-${last}`,
    (area, first, last) => `0${area} ${first}-${last}`,
    (area, first, last) => `0${area}${first}${last}`,
    (area, first, last) => `(0xx${area}) ${first}-${last}`,
    (area, first, last) => `${area}-${first}-${last}`,
    (area, first, last) => `${area}.${first}.${last}`,
    (area, first, last) => `${area}/${first}-${last}`,
    (area, first, last) => `${area} ${first[0]} ${first.slice(1)} ${last}`,
    (area, first, last) => `whatsapp:+55${area}${first}${last}`,
    (area, first, last) => `https://wa.me/55${area}${first}${last}`,
    (area, first, last) => `55${area}${first}${last}@s.whatsapp.net`,
    (area, first, last) => `'${area} ${first}–${last}`,
  ];

  it('no valid Brazilian number is refused, in all 67 area codes and every way of writing', () => {
    expect(areas).toHaveLength(67);
    for (const area of areas.map(String))
      for (const [first, last] of [
        ['98123', '4567'],
        ['99199', '0012'],
        ['3231', '4567'],
        ['2555', '0012'],
        ['4004', '1234'],
        ['5096', '7654'],
      ] as const) {
        const wanted = `55${area}${first}${last}`;
        expect(parsePhoneNumberFromString(`+${wanted}`)?.isValid()).toBe(true);
        for (const way of ways)
          expect([way(area, first, last), read(way(area, first, last))]).toMatchObject([
            expect.anything(),
            { to: wanted },
          ]);
      }
  });
});

import fc from 'fast-check';
import { adviceFor as adviceOf, codeInText } from '../../core/outcomes/advice';
import { type AdviceClass } from '../../core/contract/outcome';
import { WHATSAPP_ADVICE } from '../../core/outcomes/whatsappAdvice';

const WHATSAPP = [
  [
    0, 3, 4, 10, 190, 200, 250, 299, 368, 80007, 80008, 130429, 130472, 130497, 131000, 131005, 131008,
    131009,
  ],
  [131016, 131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050, 131051],
  [
    131052, 131053, 131056, 131057, 131058, 131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015,
    132016,
  ],
  [132018, 132068, 132069, 133016, 135000],
].flat();

/** What the core itself knows, without a vendor's table. */
const adviceFor = (code: string | number | null) => adviceOf({}, code);

const documented = WHATSAPP.map(String);
const ofClass = (wanted: AdviceClass): string[] =>
  documented.filter((code) => adviceFor(code)?.class === wanted).sort();

describe('advice', () => {
  it.each(documented)('is there for %s', (code) => {
    expect(adviceFor(code)).toBeDefined();
  });

  it('covers forty codes and more, and none that Meta does not name', () => {
    expect(Object.keys(WHATSAPP_ADVICE).length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(WHATSAPP_ADVICE).filter((code) => !documented.includes(code))).toEqual([]);
  });

  it('lets only those be sent again unchanged that WhatsApp calls temporary', () => {
    const temporary = ['4', '80007', '80008', '130429', '131000', '131016', '131056', '131057'];
    expect(ofClass('retryLater')).toEqual(temporary.sort());
  });

  it('tells a message that came too late to use a template', () => {
    expect(ofClass('useTemplate')).toEqual(['131047']);
    expect(adviceFor(131047)?.nextStep).toBe('Use Send Template with an approved template.');
  });

  it('sends nobody to try again where WhatsApp or the person said stop', () => {
    expect(ofClass('stop')).toEqual(['130472', '131048', '131049', '131050', '131064']);
  });

  it('takes the code as a number, as text and in any case', () => {
    expect(adviceFor(131026)).toBe(adviceFor(' 131026 '));
    const advice = { INVALID_PHONE: WHATSAPP_ADVICE[131026]! };
    expect(adviceOf({ advice }, ' invalid_phone ')).toBe(advice.INVALID_PHONE);
  });

  it('is one for the whole range of permissions', () => {
    for (let code = 200; code <= 299; code++) expect(adviceFor(code)).toBe(adviceFor(200));
    expect(adviceFor(199)).toBeUndefined();
    expect(adviceFor(300)).toBeUndefined();
    expect(adviceFor('2e2')).toBeUndefined();
    expect(adviceFor('0250')).toBeUndefined();
    expect(adviceFor('250.5')).toBeUndefined();
  });

  it.each([null, '', ' ', '1', '999999', -4, NaN, 'WHATEVER', 'constructor', '__proto__', 'toString'])(
    'is silent about %p',
    (code) => {
      expect(adviceFor(code)).toBeUndefined();
    },
  );

  it('is an advice or undefined for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const advice = adviceFor(text);
        expect(advice === undefined || advice.message.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a code within text', () => {
  it.each([
    ['(#131047) Re-engagement message', '131047'],
    ['Meta: (#4) Application request limit reached', '4'],
    ['Could not send: ERR_WAPP_NOT_INITIALIZED.', 'ERR_WAPP_NOT_INITIALIZED'],
    ['ERR_SENDING_WAPP_MSG (#131026)', '131026'],
  ])('is found in %p', (text, code) => {
    expect(codeInText(text)).toBe(code);
  });

  it.each(['', 'Message undeliverable', '131047', '#131047', '(#1310477)', '(#)', 'DERR_X', 'err_x'])(
    'is not seen in %p',
    (text) => {
      expect(codeInText(text)).toBeUndefined();
    },
  );

  it('is found around any other text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]*$/), fc.constantFrom(...WHATSAPP), (text, code) => {
        expect(codeInText(`${text}(#${code})${text}`)).toBe(String(code));
      }),
    );
  });
});

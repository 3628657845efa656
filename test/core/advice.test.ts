import fc from 'fast-check';
import { adviceFor, codeInText } from '../../core/outcomes/advice';
import { type AdviceClass } from '../../core/contract/outcome';
import { ADVICE } from '../../core/outcomes/whatsappAdvice';

const WHATSAPP = [
  [0, 3, 4, 10, 190, 200, 250, 299, 368, 80007, 130429, 130472, 130497, 131000, 131005, 131008, 131009],
  [131016, 131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050, 131051],
  [131052, 131053, 131056, 131057, 131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016],
  [132068, 132069, 133016, 135000],
].flat();

const INTERFLOW = `
  VALIDATION_ERROR UNAUTHORIZED FORBIDDEN CHANNEL_NOT_FOUND CONFLICT CHANNEL_DISCONNECTED RATE_LIMIT_EXCEEDED
  INTERNAL_ERROR SERVICE_UNAVAILABLE TOKEN_EXPIRED INVALID_TOKEN REVOKED_KEY REQUIRED_FIELD INVALID_FORMAT
  OUT_OF_RANGE INVALID_TYPE NOT_FOUND CUSTOMER_NOT_FOUND CHAT_NOT_FOUND MESSAGE_NOT_FOUND TEMPLATE_NOT_APPROVED
  INVALID_PHONE MESSAGE_TOO_LONG UNSUPPORTED_MEDIA FILE_TOO_LARGE QUOTA_EXCEEDED INSUFFICIENT_PERMISSIONS
  ORGANIZATION_MISMATCH API_KEY_ROUTE_DENIED API_KEY_IP_DENIED SUBSCRIPTION_INACTIVE`
  .trim()
  .split(/\s+/);

const WHATICKET = [
  'ERR_SESSION_EXPIRED',
  'ERR_NO_DEF_WAPP_FOUND',
  'ERR_WAPP_NOT_INITIALIZED',
  'ERR_SENDING_WAPP_MSG',
  'ERR_CHECK_NUMBER',
  'ERR_INTERNAL_ERROR',
];

const documented = [...WHATSAPP.map(String), ...INTERFLOW, ...WHATICKET];
const ofClass = (wanted: AdviceClass): string[] =>
  documented.filter((code) => adviceFor(code)?.class === wanted).sort();

describe('advice', () => {
  it.each(documented)('is there for %s', (code) => {
    expect(adviceFor(code)).toBeDefined();
  });

  it('covers sixty codes and more, and none that no document names', () => {
    expect(Object.keys(ADVICE).length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(ADVICE).filter((code) => !documented.includes(code))).toEqual([]);
  });

  it.each(Object.entries(ADVICE))(
    'says in two short sentences what %s means and what to do',
    (_code, { message, nextStep }) => {
      for (const sentence of [message, nextStep]) {
        expect(sentence).toMatch(/^[A-Z][^.!?]*\.$/);
        expect(sentence.length).toBeLessThanOrEqual(150);
        expect(sentence).not.toMatch(/\b(error|problem|failure|invalid|parameter|payload|HTTP|JSON)\b/i);
        // Neither a code of a vendor nor one of Node, which n8n would turn into advice of its own.
        expect(sentence).not.toMatch(/\b[A-Z]{2,}_|\bE[A-Z]{4,}\b|\d{4,}/);
      }
    },
  );

  it('lets only those be sent again unchanged that the vendors call temporary', () => {
    const temporary = ['4', '80007', '130429', '131000', '131016', '131056', '131057', 'RATE_LIMIT_EXCEEDED'];
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
    expect(adviceFor('invalid_phone')).toBe(adviceFor('INVALID_PHONE'));
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

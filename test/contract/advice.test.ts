import { z } from 'zod/v4';
import type { HttpResponse } from '../../core/contract/http';
import { MessagingError } from '../../core/contract/outcome';
import type { Vendor } from '../../core/contract/vendor';
import { adviceFor } from '../../core/outcomes/advice';
import { readResponse } from '../../core/outcomes/answer';
import { WHATSAPP_ADVICE } from '../../core/outcomes/whatsappAdvice';
import { reasonOf } from '../../core/webhook/reason';
import { vendors } from '../../vendors';
import { namesOf } from '../support/vendorNames';

const vendorOf = (id: string): Vendor => {
  const vendor = vendors.find((each) => each.id === id);
  if (vendor === undefined) throw new Error(`${id} is gone.`);
  return vendor;
};

const INTERFLOW = `
  VALIDATION_ERROR UNAUTHORIZED FORBIDDEN CHANNEL_NOT_FOUND CONFLICT CHANNEL_DISCONNECTED RATE_LIMIT_EXCEEDED
  INTERNAL_ERROR SERVICE_UNAVAILABLE TOKEN_EXPIRED INVALID_TOKEN REVOKED_KEY REQUIRED_FIELD INVALID_FORMAT
  OUT_OF_RANGE INVALID_TYPE NOT_FOUND CUSTOMER_NOT_FOUND CHAT_NOT_FOUND MESSAGE_NOT_FOUND TEMPLATE_NOT_APPROVED
  INVALID_PHONE MESSAGE_TOO_LONG UNSUPPORTED_MEDIA FILE_TOO_LARGE QUOTA_EXCEEDED INSUFFICIENT_PERMISSIONS
  ORGANIZATION_MISMATCH API_KEY_ROUTE_DENIED API_KEY_IP_DENIED SUBSCRIPTION_INACTIVE`;

const WHATICKET = `ERR_SESSION_EXPIRED ERR_NO_DEF_WAPP_FOUND ERR_WAPP_NOT_INITIALIZED ERR_SENDING_WAPP_MSG
  ERR_CHECK_NUMBER ERR_WAPP_INVALID_CONTACT ERR_WAPP_CHECK_CONTACT ERR_INTERNAL_ERROR`;

const codes = (list: string): string[] => list.trim().split(/\s+/).sort();

it.each([
  ['interflow', INTERFLOW],
  ['cleverchat', WHATICKET],
  ['logyca', WHATICKET],
])('%s explains the codes that its documents name, and no other', (id, documented) => {
  expect(Object.keys(vendorOf(id).advice ?? {}).sort()).toEqual(codes(documented));
});

const tables = [WHATSAPP_ADVICE, ...vendors.flatMap(({ advice }) => (advice === undefined ? [] : [advice]))];
const everyCode = [...new Set(tables.flatMap((table) => Object.keys(table)))];

it.each([...new Set(tables)].flatMap((table) => Object.entries(table)))(
  'says in two short sentences what %s means and what to do',
  (code, { message, nextStep }) => {
    expect(code).toBe(code.trim().toUpperCase());
    for (const sentence of [message, nextStep]) {
      expect(sentence).toMatch(/^[A-Z][^.!?]*\.$/);
      expect(sentence.length).toBeLessThanOrEqual(150);
      expect(sentence).not.toMatch(/\b(error|problem|failure|invalid|parameter|payload|HTTP|JSON)\b/i);
      // Neither a code of a vendor nor one of Node, which n8n would turn into advice of its own.
      expect(sentence).not.toMatch(/\b[A-Z]{2,}_|\bE[A-Z]{4,}\b|\d{4,}/);
    }
  },
);

/** The failure that a user reads when the vendor refuses with a body of its own. */
function failureOf(vendor: Vendor, response: Omit<HttpResponse, 'headers'>): MessagingError {
  const failure = readResponse(vendor, { accepted: z.never() }, { ...response, headers: {} }, (text) => text);
  if (!(failure instanceof MessagingError)) throw new Error(`${vendor.name} took it.`);
  return failure;
}

const others = (vendor: Vendor): Vendor[] => vendors.filter((each) => each !== vendor);

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
  'field X8: the words about %s',
  (_name, vendor) => {
    it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])(
      'name no other vendor, whatever its code, with status %i',
      (status) => {
        for (const code of [...everyCode, '250', 'WHATEVER']) {
          // The vendor with an answer that holds this code wherever it puts codes.
          const refusing: Vendor = {
            ...vendor,
            refusal: z.unknown().transform(() => ({ code, message: 'Not this one' })),
          };
          const failure = failureOf(refusing, { status, body: {} });
          const advice = adviceFor(vendor, code);
          const reason = reasonOf(code, null, vendor.advice);
          const said = [
            failure.message,
            failure.nextStep,
            advice?.message,
            advice?.nextStep,
            reason.message,
            reason.nextStep,
          ].join(' ');
          for (const other of others(vendor)) expect(said).not.toMatch(namesOf(other));
        }
      },
    );
  },
);

describe('field X8: AI Desk answering a code that another vendor explains', () => {
  const aidesk = vendorOf('aidesk');

  it.each(codes(INTERFLOW))('%s is told in the words of AI Desk', (code) => {
    for (const status of [400, 403]) {
      const failure = failureOf(aidesk, { status, body: { code, message: 'Sem permissão' } });
      expect(failure.message).toMatch(/AI Desk .*“Sem permissão”/);
      expect(failure.message).not.toMatch(/interflow/i);
      expect(failure.vendorCode).toBe(code);
      expect(adviceFor(aidesk, code)).toBeUndefined();
    }
  });

  it('keeps what WhatsApp itself says', () => {
    const failure = failureOf(aidesk, { status: 400, body: { message: '(#131047) Re-engagement message' } });
    expect(failure.nextStep).toBe('Use Send Template with an approved template.');
  });

  it("keeps Interflow's meaning for Interflow", () => {
    const body = { success: false, error: { code: 'FORBIDDEN', message: 'No' } };
    const failure = failureOf(vendorOf('interflow'), { status: 403, body });
    expect(failure.nextStep).toBe('Give the key the permission to send messages in Interflow.');
  });

  it("puts a vendor's own meaning before WhatsApp's", () => {
    const own = { message: 'Ours.', nextStep: 'Do ours.', class: 'stop' } as const;
    expect(adviceFor({ advice: { 131047: own } }, 131047)).toBe(own);
    expect(adviceFor({ advice: { 131047: own } }, 131026)).toBe(WHATSAPP_ADVICE[131026]);
    expect(reasonOf('131047', null, { 131047: own })).toMatchObject({ message: 'Ours.' });
  });
});

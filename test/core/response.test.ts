import { z } from 'zod/v4';
import { readResponse } from '../../core/outcomes/answer';
import { MessagingError, NOBODY_KNOWS } from '../../core/contract/outcome';
import { redactor } from '../../core/outcomes/redact';
import { ACME_CREDENTIAL, acme } from './acme';

const specification = acme.generations['large']?.operations.sendText;
if (specification === undefined) throw new Error('Acme sends no text.');

const redact = redactor([ACME_CREDENTIAL.password]);

const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readResponse(acme, specification, { status, headers, body }, redact);

const LOOK_FIRST = "Look in the vendor's panel whether it arrived before you send it again.";

describe('an answer', () => {
  it.each([200, 201, 202, 299])('of status %i with the documented id is a receipt', (status) => {
    expect(read(status, { ok: true, id: 'm1', more: 1 })).toEqual({
      outcome: 'sent',
      messageId: 'm1',
      status: 'sent',
      httpStatus: status,
    });
  });

  it.each([[{}], [{ ok: true }], [{ ok: true, id: '' }], [''], ['<html>'], [null], [[]], [{ id: 'm1' }]])(
    'of success that reads %j leaves the outcome unknown',
    (body) => {
      expect(read(200, body)).toMatchObject({
        outcome: 'unknown',
        retrySafe: false,
        httpStatus: 200,
        message: `${NOBODY_KNOWS}Acme answered in a way that its documents do not describe. ${LOOK_FIRST}`,
      });
    },
  );

  describe('whose body failed', () => {
    const readHead = (status: number, headers: Record<string, string> = {}) =>
      readResponse(acme, specification, { status, headers, body: undefined, bodyFailed: true }, redact);

    it('leaves a success unknown', () => {
      expect(readHead(200)).toMatchObject({
        outcome: 'unknown',
        httpStatus: 200,
        repeat: 'never',
        message: `${NOBODY_KNOWS}Acme did not finish its answer. ${LOOK_FIRST}`,
      });
    });

    it('also where the vendor takes any answer for a yes', () => {
      const anything = { accepted: z.unknown().transform(() => ({ messageId: null, status: null })) };
      const response = { status: 200, headers: {}, body: undefined, bodyFailed: true as const };
      expect(readResponse(acme, anything, response, redact)).toMatchObject({ outcome: 'unknown' });
    });

    it.each([
      [400, 'rejected', 'never'],
      [401, 'rejected', 'never'],
      [308, 'rejected', 'never'],
      [429, 'notSent', 'later'],
      [521, 'notSent', 'later'],
      [500, 'unknown', 'never'],
      [503, 'unknown', 'never'],
    ])('is decided by its status where that decides alone: %i', (status, outcome, repeat) => {
      expect(readHead(status)).toMatchObject({ outcome, repeat, httpStatus: status, vendorCode: null });
    });
  });

  it.each(['', 'soon', '-1', '1e3', 'NaN', '5, 10'])(
    'field R1: of 503 with Retry-After %p proves nothing',
    (value) => {
      expect(read(503, '', { 'retry-after': value })).toMatchObject({ outcome: 'unknown', repeat: 'never' });
    },
  );

  it('of success that says no is a refusal', () => {
    expect(read(200, { ok: false, why: 'Box is full.' })).toMatchObject({
      outcome: 'rejected',
      httpStatus: 200,
      vendorCode: null,
      message: 'Acme refused the message: “Box is full”. Correct what it names, then send this item again.',
    });
  });

  it("of refusal carries the vendor's words and code", () => {
    expect(read(422, { fault: 'no such box', number: 'E7' })).toMatchObject({
      outcome: 'rejected',
      vendorCode: 'E7',
      message: 'Acme refused the message: “no such box”. Correct what it names, then send this item again.',
    });
  });

  it.each([404, 405])('of status %i without words of the vendor leads to the address', (status) => {
    expect(read(status, '<html><h1>404 Not Found</h1>nginx</html>')).toMatchObject({
      outcome: 'rejected',
      nextStep: "Check the address in the credential against the vendor's documents.",
    });
  });

  it.each([[''], ['<html>oops</html>'], [null], [{ other: 1 }]])(
    'of refusal that reads %j needs no words',
    (body) => {
      expect(read(400, body)).toMatchObject({
        outcome: 'rejected',
        vendorCode: null,
        message:
          'Acme answered with status 400. Check the recipient and the content of this item, then send it again.',
      });
    },
  );

  describe('in which the vendor itself says what became of the message', () => {
    const outcomes = ['rejected', 'notSent', 'unknown'] as const;
    const refusal = z.object({ fault: z.string(), fate: z.enum(outcomes).optional() });
    const telling = {
      ...acme,
      refusal: refusal.transform(({ fault, fate }) => ({ code: 'E7', message: fault, outcome: fate })),
    };
    const told = { ...specification, refused: telling.refusal };
    const readTold = (status: number, fate?: string) =>
      readResponse(telling, told, { status, headers: {}, body: { fault: 'line broke', fate } }, redact);

    it.each([200, 400, 401, 429, 500, 503])('is believed, whatever its status of %i says', (status) => {
      expect(readTold(status, 'rejected')).toMatchObject({
        outcome: 'rejected',
        repeat: 'never',
        vendorCode: 'E7',
        message: 'Acme refused the message: “line broke”. Correct what it names, then send this item again.',
      });
      expect(readTold(status, 'notSent')).toMatchObject({
        outcome: 'notSent',
        repeat: 'later',
        vendorCode: 'E7',
        message: `Acme answered with status ${status} and said: “line broke”. Wait a minute, then send this item again.`,
      });
      expect(readTold(status, 'unknown')).toMatchObject({
        outcome: 'unknown',
        repeat: 'never',
        vendorCode: 'E7',
        message: `${NOBODY_KNOWS}Acme answered with status ${status} and said: “line broke”. ${LOOK_FIRST}`,
      });
    });

    it.each([
      [400, 'rejected'],
      [429, 'notSent'],
      [500, 'unknown'],
    ])('is read by its status of %i where it says nothing', (status, outcome) => {
      expect(readTold(status)).toMatchObject({ outcome });
    });
  });

  it('about the credential sends the user to the credential', () => {
    expect(read(401, { fault: 'who are you' })).toMatchObject({
      outcome: 'rejected',
      message:
        'Acme answered with status 401 and said: “who are you”. Open the credential and check the key and its permissions.',
    });
  });

  it('of trouble leaves the outcome unknown', () => {
    expect(read(500, { fault: 'oops' })).toMatchObject({
      outcome: 'unknown',
      message: `${NOBODY_KNOWS}Acme answered with status 500 and said: “oops”. ${LOOK_FIRST}`,
    });
  });

  it('that asks for patience was not sent', () => {
    expect(read(503, '', { 'retry-after': '5' })).toMatchObject({ outcome: 'notSent' });
    expect(read(503, '')).toMatchObject({ outcome: 'unknown' });
    expect(read(429, '')).toMatchObject({
      outcome: 'notSent',
      message: 'Acme answered with status 429. Wait a minute, then send this item again.',
    });
  });

  it('is shown without secrets and without characters that deceive, cut to length', () => {
    const error = read(400, {
      fault: `pass\u202Eword ${ACME_CREDENTIAL.password}\n${'x'.repeat(900)}`,
      number: 'E'.repeat(999),
    });
    expect(error).toBeInstanceOf(MessagingError);
    const { message, vendorCode } = error as MessagingError;
    expect(message).toContain('“pass word [redacted] xxx');
    expect(message.length).toBeLessThanOrEqual(300);
    expect(vendorCode).toHaveLength(80);
  });
});

import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { MessagingError, type Outcome } from '../../core/contract/outcome';
import { redactor } from '../../core/outcomes/redact';
import {
  counted,
  type Counted,
  failedItem,
  failedOrFlagged,
  receiptItem,
  skipped,
  stopError,
} from '../../nodes/shared/running/outputItem';
import type { Run } from '../../nodes/shared/running/run';
import { vendors } from '../../vendors';

const [vendor] = vendors;
const run = { vendor, node: 'sendText', redact: redactor(['a-secret-of-ours']) } as unknown as Run;
const about = { vendor: vendor?.id, operation: 'sendText' };

const receipt = {
  outcome: 'sent',
  messageId: 'm1',
  status: 'sent',
  httpStatus: 200,
  attempts: 2,
  sentAt: '2026-01-01T00:00:00.000Z',
} as const;

const failure = new MessagingError('Acme refused the message.', {
  outcome: 'rejected',
  nextStep: 'Correct it.',
  httpStatus: 422,
  vendorCode: 'E7',
});

const nobodyKnows = new MessagingError('Nobody knows. Look first.', {
  outcome: 'unknown',
  nextStep: 'Look first.',
  httpStatus: 504,
  vendorCode: null,
});

const passOn = { onUnknown: 'passOn' } as const;

describe('what comes out', () => {
  test('of a receipt is all of it, and nothing that is not there', () => {
    expect(receiptItem(run, { to: '5511987654321' }, receipt)).toStrictEqual({
      json: { ...about, ...receipt, to: '5511987654321', error: null, nextStep: null },
    });
  });

  test('of a recipient is also what was given, and what was changed', () => {
    const recipient = { to: '551187654321', toOriginal: '+55 11 98765-4321', note: 'Without the 9.' };
    expect(receiptItem(run, recipient, receipt).json).toMatchObject(recipient);
    expect(skipped(run, recipient, {}).json).toMatchObject(recipient);
    expect(failedOrFlagged(run, nobodyKnows, 1, passOn, recipient)).toMatchObject({ json: recipient });
  });

  test('of no recipient is null', () => {
    expect(receiptItem(run, undefined, receipt).json).toMatchObject({ to: null });
    expect(Object.keys(receiptItem(run, undefined, receipt).json)).not.toContain('toOriginal');
  });

  test('of an earlier try says so', () => {
    expect(receiptItem(run, undefined, { ...receipt, reused: true }).json).toMatchObject({ reused: true });
    expect(receiptItem(run, undefined, receipt).json).not.toHaveProperty('reused');
  });

  test("of the vendor's answer is there where it was asked for, without secrets", () => {
    const response = { echo: ['a-secret-of-ours'], ok: true };
    expect(receiptItem(run, undefined, { ...receipt, response }).json).toMatchObject({
      response: { echo: ['[redacted]'], ok: true },
    });
    expect(receiptItem(run, undefined, receipt).json).not.toHaveProperty('response');
    // An answer that is empty is an answer.
    expect(receiptItem(run, undefined, { ...receipt, response: null }).json).toHaveProperty('response', null);
  });

  test('of what was not to be sent is why', () => {
    expect(skipped(run, { to: '55' }, { reason: 'dry run' })).toStrictEqual({
      json: {
        ...about,
        outcome: 'skipped',
        to: '55',
        messageId: null,
        error: null,
        nextStep: null,
        reason: 'dry run',
      },
    });
  });

  test('of what nobody knows is that, with the next step, where it is to be passed on', () => {
    expect(failedOrFlagged(run, nobodyKnows, 3, passOn, { to: '55' })).toStrictEqual({
      json: {
        ...about,
        outcome: 'unknown',
        messageId: null,
        status: null,
        to: '55',
        attempts: 3,
        httpStatus: 504,
        sentAt: null,
        error: 'Nobody knows whether this message was sent: Nobody knows. Look first. Look first.',
        nextStep: 'Look first.',
      },
    });
  });

  test.each([
    [nobodyKnows, 'error'],
    [nobodyKnows, 'resend'],
    [failure, 'passOn'],
  ] as const)('of %s with %s is none: it failed', (what, onUnknown) => {
    expect(failedOrFlagged(run, what, 3, { onUnknown }, { to: '55' })).toStrictEqual({
      failure: what,
      to: '55',
      attempts: 3,
    });
    expect(failedOrFlagged(run, what, 0, { onUnknown }, undefined)).toStrictEqual({
      failure: what,
      to: null,
      attempts: 0,
    });
  });

  test('of a failed item is the same on top as of any other, and under "details" what flows of before read there', () => {
    const details = {
      outcome: 'rejected',
      retrySafe: true,
      vendor: 'acme',
      operation: 'sendText',
      to: '55',
      httpStatus: 422,
      vendorCode: 'E7',
      attempts: 2,
      nextStep: 'Correct it.',
    };
    expect(failedItem({ failure, to: '55', attempts: 2 }, 'acme', 'sendText')).toStrictEqual({
      ...details,
      messageId: null,
      error: 'Acme refused the message. Correct it.',
      details,
    });
    expect(failedItem({ failure, to: null }, 'acme', 'sendText')).toMatchObject({
      attempts: 0,
      to: null,
      details: { attempts: 0, to: null },
    });
  });
});

describe('the counts', () => {
  test.each<[Counted[], string]>([
    [[], ''],
    [['sent'], '1 sent'],
    [
      ['unknown', 'notSent', 'rejected', 'skipped', 'accepted', 'sent', 'sent'],
      '2 sent, 1 accepted, 1 skipped, 1 rejected, 1 not sent, 1 unknown',
    ],
    [['unknown', 'unknown', 'rejected'], '1 rejected, 2 unknown'],
    [['dryRun', 'skipped', 'dryRun'], '2 would be sent (dry run), 1 skipped'],
  ])('of %j are "%s"', (outcomes, words) => {
    expect(counted(outcomes)).toBe(words);
  });
});

describe('what ends a run', () => {
  const node = { id: 'n', name: 'Send Text', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
  const stop = (items: number, item: number, before: Outcome[], what = failure) => {
    const context = { getNode: () => node as INode } as unknown as IExecuteFunctions;
    return stopError(context, { failure: what, to: null }, item, before, items);
  };

  test('names the item, and the next step apart', () => {
    const error = stop(1, 0, []);
    expect(error).toBeInstanceOf(NodeOperationError);
    expect(error.message).toBe('Acme refused the message');
    expect(error.description).toBe('Correct it. Outcome: rejected.');
    expect(error.context).toMatchObject({ itemIndex: 0 });
    expect(error.node).toBe(node);
  });

  test.each<[number, number, Outcome[], string]>([
    [3, 2, ['sent', 'rejected'], ' Of the other items: 1 sent, 1 rejected.'],
    [3, 0, [], ' Of the other items: 2 not attempted.'],
    [3, 1, ['sent'], ' Of the other items: 1 sent, 1 not attempted.'],
    [1, 0, [], ''],
  ])('of %d items at item %d after %j tells of the others', (items, item, before, rest) => {
    expect(stop(items, item, before).description).toBe(`Correct it. Outcome: rejected.${rest}`);
  });

  test.each<[number, number, string | null, string]>([
    [3, 0, null, ' (item 1 of 3)'],
    [3, 2, '5511987654321', ' (item 3 of 3, to +55 11 98765-4321)'],
    [1, 0, '+5511987654321', ' (to +55 11 98765-4321)'],
    // Peru's +51: a national vendor would write a Brazilian number so.
    [1, 0, '51987654321', ' (to 51987654321)'],
    [1, 0, 'channel-user-7', ' (to channel-user-7)'],
    [1, 0, null, ''],
  ])(
    'field U16: of %d items, at item %d to %s, names it as people count and write',
    (count, item, to, which) => {
      const context = { getNode: () => node as INode } as unknown as IExecuteFunctions;
      expect(stopError(context, { failure, to }, item, [], count).message).toBe(
        `Acme refused the message${which}`,
      );
    },
  );

  test('keeps its own words where n8n would take a code of Node out of them', () => {
    const what = new MessagingError('Acme said “ECONNREFUSED, preexistente”.', {
      outcome: 'notSent',
      nextStep: 'Later.',
      httpStatus: null,
      vendorCode: null,
    });
    const error = stop(1, 0, [], what);
    expect(error.message).toBe('Acme said “ECONNREFUSED, preexistente”');
    expect(error.messages).toEqual([]);
  });
});

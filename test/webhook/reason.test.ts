import { adviceFor as adviceOf } from '../../core/outcomes/advice';
import { customSource } from '../../core/webhook/custom';
import { toEvent } from '../../core/webhook/event';
import { readerOf } from '../../core/webhook/source';
import { metaStatuses } from '../../vendors/meta/webhook';
import { reasonOf } from '../../core/webhook/reason';

const metaSource = readerOf(metaStatuses);
const adviceFor = (code: string) => adviceOf({}, code);

const known = ['131047', '131026', '131049', '131050', '130429', '132001'];

test.each(known)('the code %s is told in the words of the sending nodes', (code) => {
  const { message, nextStep } = adviceFor(code) ?? {};
  expect(message).toBeTruthy();
  for (const reason of [
    reasonOf(code, 'English of the vendor'),
    reasonOf(null, `(#${code}) English of the vendor`),
  ])
    expect(reason).toEqual({ code, message, nextStep });
});

test('a code that nobody explains keeps the words of the vendor', () => {
  expect(reasonOf('999999', ' Something new ')).toEqual({
    code: '999999',
    message: 'Something new',
    nextStep: expect.any(String),
  });
  expect(reasonOf('999999', null).message).toBe('The vendor gives no reason.');
  expect(reasonOf(null, 'x'.repeat(600)).message).toHaveLength(500);
});

test('Meta says most in the details of the first entry', () => {
  const failed = (errors: unknown) => ({ statuses: [{ id: 'w', status: 'failed', errors }] });
  const messages = [
    [
      { code: 999999, title: 'Title', message: 'Message', error_data: { details: 'Details' } },
      { code: 131026 },
    ],
    [{ code: 999999, title: 'Title', message: 'Message' }],
    [{ code: 999999, title: 'Title' }],
  ].map((errors) => metaSource(failed(errors)));
  expect(messages).toMatchObject(
    ['Details', 'Message', 'Title'].map((message) => ({
      entries: [{ reading: { report: { reason: { code: '999999', message } } } }],
    })),
  );
  expect(metaSource(failed([]))).toMatchObject({ entries: [{ reading: { report: { reason: null } } }] });
});

test('a custom reason may be a code or a text', () => {
  const paths = {
    itemsPath: '',
    idPath: 'id',
    statusPath: 's',
    timePath: '',
    recipientPath: '',
    reasonPath: 'why',
  };
  const reasonFor = (why: unknown) => {
    const delivery = customSource(paths, [])({ id: 'm', s: 'failed', why });
    const [entry] = typeof delivery === 'string' ? [] : delivery.entries;
    return entry !== undefined && 'report' in entry.reading ? entry.reading.report.reason : undefined;
  };
  expect(reasonFor(131047)).toMatchObject({ code: '131047', message: adviceFor('131047')?.message });
  expect(reasonFor('ERR_1')).toMatchObject({ code: 'ERR_1' });
  expect(reasonFor('No such number')).toMatchObject({ code: null, message: 'No such number' });
  expect([reasonFor(''), reasonFor({}), reasonFor(undefined)]).toEqual([null, null, null]);
});

test('what went well has no reason, whatever code stands there', () => {
  const arrival = { vendor: 'custom', receivedAt: '2026-01-01T00:00:00.000Z' };
  const reason = reasonOf('0', null);
  const report = { messageId: 'm', vendorStatus: 'x', occurredAt: null, to: null, reason };
  const reasons = (['pending', 'sent', 'delivered', 'read'] as const).map(
    (status) => toEvent({ ...report, status }, arrival, false).reason,
  );
  expect(reasons).toEqual([null, null, null, null]);
  expect(toEvent({ ...report, status: 'failed' }, arrival, false).reason).toEqual(reason);
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { normalizeRecipient, type RecipientForm } from '../../core/recipients/phone';
import { toEvent } from '../../core/webhook/event';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { statuses } from '../../vendors/interflow/webhook';
import { accountsAt } from '../support/accounts';
import { itemsOf, runNode } from '../support/engine';
import { quotedCode, read, sample, tableWith } from './markdown';

const readme = read('README.md');

describe('the samples of the README', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ messagesPerMinute: 0, strict: true });
  });

  afterAll(async () => await simulator.close());

  async function outputFor(to: string, options: INodeParameters = {}): Promise<IDataObject> {
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'interflow', to, text: 'Hi', options },
      items: itemsOf({ status: 'of the lead' }),
      credential: accountsAt(simulator.urls).interflowV1,
      onError: 'continueRegularOutput',
    });
    return ran.outputs[0]?.[0]?.json ?? {};
  }

  it('have the fields of an item that was sent, in their order', async () => {
    const output = await outputFor('+55 11 98765-4321');
    const shown = sample(readme, 'sent');
    expect(Object.keys(shown)).toEqual(Object.keys(output));
    expect({ ...shown, messageId: '', sentAt: '' }).toEqual({ ...output, messageId: '', sentAt: '' });
  });

  it('have the fields of an item that failed, in their order', async () => {
    const output = await outputFor(RECIPIENTS.notOnWhatsApp);
    const shown = sample(readme, 'failed');
    const details = output['details'] as IDataObject;
    expect(Object.keys(shown)).toEqual(Object.keys(output));
    expect(Object.keys(shown['details'] as object)).toEqual(Object.keys(details));
    expect({ ...(shown['details'] as object), to: '' }).toEqual({ ...details, to: '' });
    const same = { to: '', error: '', details: null };
    expect({ ...shown, ...same }).toEqual({ ...output, ...same });
  });

  it('have the fields of a status event, and its values', () => {
    const shown = sample(readme, 'status');
    const delivery = {
      event: 'message.status_updated',
      data: { message_id: 'msg_abc123xyz', status: 'delivered', timestamp: '2024-01-15T10:30:05Z' },
    };
    const reading = statuses.entry.parse(delivery);
    if (!('report' in reading)) throw new Error('Interflow reads no status any more.');
    const arrival = { vendor: 'interflow', receivedAt: String(shown['receivedAt']) };
    const event = toEvent(reading.report, arrival, false);
    expect(shown).toEqual({ ...event });
    expect(Object.keys(shown).sort()).toEqual(Object.keys(event).sort());
  });

  it('are explained: every field of every kind of output stands in a table', async () => {
    simulator.answerNext('interflow', { status: 500, body: { success: false } });
    const outputs = [
      await outputFor('5511987654321', { onUnknown: 'passOn' }),
      await outputFor('1133332222', { dryRun: true }),
      await outputFor('11987654321', { includeVendorResponse: true }),
    ];
    const failed = await outputFor('letters');
    const fields = [
      ...outputs.flatMap((output) => Object.keys(output)),
      ...Object.keys(failed),
      ...Object.keys(await outputFor('11987654321', { includeInputFields: true })),
    ];
    const explained = quotedCode(readme);
    expect(fields).toEqual(expect.arrayContaining(['note', 'request', 'response', 'nextStep', 'input']));
    expect(fields.filter((field) => !explained.includes(field))).toEqual([]);

    const trigger = quotedCode(read('docs/status-trigger.md'));
    expect(Object.keys(sample(readme, 'status')).filter((field) => !trigger.includes(field))).toEqual([]);
  });
});

describe('the table of phone numbers', () => {
  const rows = [
    ...tableWith(read('docs/phone-numbers.md'), 'You give'),
    ...tableWith(read('docs/pt-BR/numeros-de-telefone.md'), 'Você escreve'),
  ];

  it('is there in both languages', () => expect(rows.length).toBeGreaterThan(12));

  it.each(rows)('is right about %s', (given, international, national) => {
    const value = /`([^`]+)`/.exec(given ?? '')?.[1];
    expect(digitsFor(value, 'international')).toBe(/`(\d+)`/.exec(international ?? '')?.[1]);
    expect(digitsFor(value, 'national')).toBe(/`(\d+)`/.exec(national ?? '')?.[1]);
  });

  /** Undefined where the number is refused, which the table says in words. */
  function digitsFor(value: unknown, form: RecipientForm): string | undefined {
    try {
      return normalizeRecipient(value, { form, defaultCountryCode: '55', ninthDigit: 'keep' }).to;
    } catch {
      return undefined;
    }
  }
});

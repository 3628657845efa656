import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, runNode } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const text = (more = {}) => ({
  vendor: 'interflow',
  to: '={{ $json.phone }}',
  text: '=Hi {{ $json.name }}',
  ...more,
});

const leads = itemsOf(
  { phone: '+55 11 99999-9991', name: 'Ana' },
  { phone: '11999999992', name: 'Bia' },
  { phone: '5511999999993', name: 'Caio' },
);

test('gives one item out per item in, in order, linked, in the shape of the contract', async () => {
  const ran = await runNode({
    node: 'sendText',
    parameters: text(),
    items: leads,
    credential: world.accounts.interflowV1,
  });
  expect(ran.error).toBeUndefined();
  expect(ran.outputs[0]).toHaveLength(3);
  expect(ran.outputs[0]?.map(({ json }) => json['to'])).toEqual([
    '5511999999991',
    '5511999999992',
    '5511999999993',
  ]);
  expect(ran.outputs[0]?.[0]).toEqual({
    json: {
      vendor: 'interflow',
      operation: 'sendText',
      outcome: 'sent',
      messageId: expect.stringMatching(/^msg_/),
      status: 'sent',
      to: '5511999999991',
      toOriginal: '+55 11 99999-9991',
      attempts: 1,
      httpStatus: 201,
      sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      error: null,
      nextStep: null,
    },
    pairedItem: { item: 0 },
  });
  expect(ran.hints).toEqual([{ message: '3 sent', location: 'outputPane' }]);
  expect(world.simulator.requests.map(({ json }) => json)).toEqual([
    { channel_id: INTERFLOW.channelId, to: '5511999999991', type: 'text', content: { text: 'Hi Ana' } },
    { channel_id: INTERFLOW.channelId, to: '5511999999992', type: 'text', content: { text: 'Hi Bia' } },
    { channel_id: INTERFLOW.channelId, to: '5511999999993', type: 'text', content: { text: 'Hi Caio' } },
  ]);
});

const withRefusal = itemsOf(
  { phone: '5511999999991', name: 'Ana' },
  { phone: RECIPIENTS.notOnWhatsApp, name: 'Bia' },
  { phone: '5511999999993', name: 'Caio' },
);

describe('On Error', () => {
  test('Stop ends at the first failing item with one error that counts the others', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: { ...text(), options: { parallelRequests: 1 } },
      items: withRefusal,
      credential: world.accounts.interflowV1,
    });
    expect(ran.error?.message).toBe(
      'Interflow refused the message: “O número não possui WhatsApp”. Interflow does not take this number (item 2 of 3, to +55 11 90000-0001)',
    );
    expect(ran.error?.description).toBe(
      'Check the number, with country code and area code. Outcome: rejected. Of the other items: 1 sent, 1 not attempted.',
    );
    expect(world.simulator.requests).toHaveLength(2);
  });

  test('Continue puts the failed item in its place, with everything on top and under details as before', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: text(),
      items: withRefusal,
      credential: world.accounts.interflowV1,
      onError: 'continueRegularOutput',
    });
    expect(ran.error).toBeUndefined();
    expect(ran.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
      { item: 0 },
      { item: 1 },
      { item: 2 },
    ]);
    expect(ran.outputs[0]?.[1]?.json).toEqual({
      outcome: 'rejected',
      vendor: 'interflow',
      operation: 'sendText',
      to: RECIPIENTS.notOnWhatsApp,
      messageId: null,
      nextStep: 'Check the number, with country code and area code.',
      retrySafe: true,
      attempts: 1,
      httpStatus: 400,
      vendorCode: 'INVALID_PHONE',
      error:
        'Interflow refused the message: “O número não possui WhatsApp”. Interflow does not take this number. Check the number, with country code and area code.',
      details: {
        outcome: 'rejected',
        retrySafe: true,
        vendor: 'interflow',
        operation: 'sendText',
        to: RECIPIENTS.notOnWhatsApp,
        httpStatus: 400,
        vendorCode: 'INVALID_PHONE',
        attempts: 1,
        nextStep: 'Check the number, with country code and area code.',
      },
    });
    expect(ran.hints).toEqual([{ message: '2 sent, 1 rejected', location: 'outputPane' }]);
  });

  test('Error Output routes the failed item there with its details, the others to the main output', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: text(),
      items: withRefusal,
      credential: world.accounts.interflowV1,
      onError: 'continueErrorOutput',
    });
    expect(ran.outputs.map((items) => items.length)).toEqual([2, 1]);
    expect(ran.outputs[1]?.[0]?.json).toMatchObject({
      details: { outcome: 'rejected', to: RECIPIENTS.notOnWhatsApp },
    });
  });
});

describe('options', () => {
  test('Dry Run shows the request without any secret and sends nothing', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: text({ options: { dryRun: true } }),
      items: leads.slice(0, 1),
      credential: world.accounts.interflowV1,
    });
    expect(ran.outputs[0]?.[0]?.json).toEqual({
      vendor: 'interflow',
      operation: 'sendText',
      outcome: 'skipped',
      preview: 'Would send to +55 11 99999-9991: Hi Ana',
      to: '5511999999991',
      toOriginal: '+55 11 99999-9991',
      messageId: null,
      error: null,
      nextStep: null,
      request: {
        method: 'POST',
        url: `${world.simulator.urls.interflowV1}/v1/messages/send`,
        json: {
          channel_id: INTERFLOW.channelId,
          to: '5511999999991',
          type: 'text',
          content: { text: 'Hi Ana' },
        },
      },
    });
    expect(world.simulator.requests).toHaveLength(0);
    expect(JSON.stringify(ran.run)).not.toContain(INTERFLOW.v1Key);
  });

  test('Include Vendor Response adds the answer', async () => {
    const ran = await runNode({
      node: 'sendText',
      parameters: text({ options: { includeVendorResponse: true } }),
      items: leads.slice(0, 1),
      credential: world.accounts.interflowV1,
    });
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ response: { success: true, data: { type: 'text' } } });
  });

  test('an unknown outcome can be passed on, flagged', async () => {
    world.simulator.answerNext('interflow', { status: 500, body: { success: false } });
    const ran = await runNode({
      node: 'sendText',
      parameters: text({ options: { onUnknown: 'passOn' } }),
      items: leads.slice(0, 1),
      credential: world.accounts.interflowV1,
    });
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'unknown', messageId: null, httpStatus: 500 });
  });
});

test('F11 an expression that fails in one item fails only that item', async () => {
  const ran = await runNode({
    node: 'sendText',
    parameters: text({ text: '={{ $json.name === "Ana" ? "Hi" : $("nowhere").item.json.text }}' }),
    items: itemsOf({ phone: '5511999999991', name: 'Ana' }, { phone: '5511999999992', name: 5 }),
    credential: world.accounts.interflowV1,
    onError: 'continueRegularOutput',
  });
  expect(ran.outputs[0]?.map(({ json }) => json['error'] ?? json['outcome'])).toEqual([
    'sent',
    'The expression in "Text" could not be worked out for this item. Open the node, look at the preview under the parameter and correct it.',
  ]);
});

test('a file from the step before arrives byte for byte', async () => {
  const content = Buffer.from('%PDF-1.4 test of a catalogue, ação');
  const file = { data: content.toString('base64'), mimeType: 'application/pdf', fileName: 'catálogo.pdf' };
  const ran = await runNode({
    node: 'sendMedia',
    parameters: {
      vendor: 'cleverchat',
      to: '5511999999991',
      mediaType: 'auto',
      source: 'binary',
      binaryPropertyName: 'data',
      caption: 'Our catalogue',
      openTicket: true,
      queueId: '5',
    },
    items: [{ json: {}, binary: { data: file } }],
    credential: world.accounts.cleverchat,
  });
  expect(ran.error).toBeUndefined();
  expect(ran.outputs[0]?.[0]?.json).toMatchObject({
    outcome: 'accepted',
    messageId: null,
    operation: 'sendMedia',
  });
  const [request] = world.simulator.requests;
  expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(request?.headers['content-length']).toBe(String(request?.rawBody.length));
  expect(request?.parts?.filter(({ value }) => value !== undefined)).toEqual([
    { name: 'number', value: '5511999999991' },
    { name: 'openTicket', value: '1' },
    { name: 'queueId', value: '5' },
    { name: 'body', value: 'Our catalogue' },
  ]);
  const sent = request?.parts?.find(({ name }) => name === 'medias');
  expect(sent).toMatchObject({ fileName: 'catálogo.pdf', mimeType: 'application/pdf' });
  expect(sent?.content).toEqual(content);
});

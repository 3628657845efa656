import { AIDESK } from '../../simulator/vendors/aideskFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import { aideskKey, call, post } from './calling';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

describe('the template host', () => {
  const template = {
    number: '5511978049825',
    template_id: 15,
    variables: { nome: 'João', codigo: 'ABC123' },
    queue_id: 5,
    status_id: 1,
  };
  const send = (changes: Record<string, unknown> = {}, headers: Record<string, string> = aideskKey) =>
    post(`${simulator.urls.aideskTemplate}/send-message`, { ...template, ...changes }, headers);

  test('sends a template and answers with a wamid', async () => {
    const answer = await send();
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ success: true, message_id: expect.stringMatching(/^wamid\./) });
    expect(simulator.inbox).toMatchObject([
      { kind: 'template', text: 'Olá, João! Seu código é ABC123.', messageId: answer.json['message_id'] },
    ]);
  });

  test('sends a campaign’s template to one number', async () => {
    const variables = { nomeCliente: 'João', codigo: 'ABC123' };
    expect((await send({ template_id: undefined, campaign_id: 3, variables })).status).toBe(200);
    expect(simulator.inbox).toMatchObject([{ kind: 'campaign', campaign: '3' }]);
    expect(simulator.inbox[0]?.text).toContain('Olá, João! Use o código ABC123');
  });

  test.each<[string, Record<string, unknown>]>([
    ['template and campaign together', { campaign_id: 3 }],
    ['neither template nor campaign', { template_id: undefined }],
    ['a template id as text', { template_id: '15' }],
    ['a queue id as text', { queue_id: '5' }],
    ['a status id with a fraction', { status_id: 1.5 }],
    ['no queue', { queue_id: undefined }],
    ['no status', { status_id: undefined }],
    ['no number', { number: undefined }],
    ['a number with a mask', { number: '+55 11 97804-9825' }],
    ['a number without the country code', { number: '11978049825' }],
    ['variables as a list', { variables: ['João'] }],
    ['a missing variable', { variables: { nome: 'João' } }],
    ['an unknown template', { template_id: 999 }],
    ['a field that is not documented', { language: 'pt_BR' }],
    ['a number that is not on WhatsApp', { number: RECIPIENTS.notOnWhatsApp }],
  ])('answers 400 to %s', async (_name, changes) => {
    const answer = await send(changes);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ success: false, error: expect.stringMatching(/\w/) });
    expect(simulator.inbox).toEqual([]);
  });

  test('checks the key before anything else', async () => {
    expect((await send({ number: undefined }, {})).status).toBe(401);
    expect((await send({ number: undefined }, { apikey: 'other' })).status).toBe(401);
    expect((await send({}, { authorization: `Bearer ${AIDESK.apiKey}` })).status).toBe(401);
  });

  test('has no direct endpoint, and takes nothing but POST', async () => {
    const direct = await post(`${simulator.urls.aideskTemplate}/sendmessage`, {}, aideskKey);
    const get = await call(`${simulator.urls.aideskTemplate}/send-message`, { headers: aideskKey });
    expect([direct.status, get.status]).toEqual([404, 405]);
  });
});

describe('the direct host', () => {
  const text = { contact_id: 53, instance_id: 4, message_content: 'Olá, tudo bem?' };
  const media = { contact_id: 53, instance_id: 4, media_url: 'https://meusite.com/arquivo.pdf' };
  const send = (body: Record<string, unknown>, headers: Record<string, string> = aideskKey) =>
    post(`${simulator.urls.aideskDirect}/sendmessage`, body, headers);

  test('sends a text to the contact’s phone', async () => {
    const answer = await send(text);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      status: 'success',
      message: 'Mensagem enviada com sucesso',
      whatsapp_message_id: simulator.inbox[0]?.messageId,
      media_type: 'text',
      media_file_id: '',
      source: 'api',
    });
    expect(simulator.inbox).toMatchObject([{ to: '5511978049825', text: 'Olá, tudo bem?' }]);
  });

  test.each([
    ['foto.jpg?x=1', 'image'],
    ['video.mp4', 'video'],
    ['voz.ogg', 'audio'],
    ['arquivo.pdf', 'document'],
    ['sem-final', 'document'],
  ])('takes %s for %s', async (file, kind) => {
    const answer = await send({ ...media, media_url: `https://meusite.com/${file}`, media_caption: 'Segue' });
    expect(answer.json['media_type']).toBe(kind);
    expect(simulator.inbox).toMatchObject([{ kind, text: 'Segue' }]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a contact of another instance', { ...text, contact_id: AIDESK.foreignContactId }],
    ['an unknown contact', { ...text, contact_id: 1 }],
    ['a contact id as text', { ...text, contact_id: '53' }],
    ['an instance id as text', { ...text, instance_id: '4' }],
    ['no contact', { ...text, contact_id: undefined }],
    ['no content', { contact_id: 53, instance_id: 4 }],
    ['text and file together', { ...text, ...media }],
    ['a caption without a file', { ...text, media_caption: 'x' }],
    ['a link that is not one', { ...media, media_url: 'arquivo.pdf' }],
    ['a contact outside the 24 hours', { ...text, contact_id: AIDESK.coldContactId }],
  ])('answers 400 to %s', async (_name, body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ status: 'error', message: expect.stringMatching(/\w/) });
    expect(simulator.inbox).toEqual([]);
  });

  test('answers 401 to a key of another instance, and to none', async () => {
    expect((await send(text, { apikey: AIDESK.foreignApiKey })).status).toBe(401);
    expect((await send(text, {})).status).toBe(401);
    const own = { ...text, contact_id: AIDESK.foreignContactId, instance_id: AIDESK.foreignInstanceId };
    expect((await send(own, { apikey: AIDESK.foreignApiKey })).status).toBe(200);
  });

  test('has no template endpoint, and takes nothing but POST', async () => {
    const template = await post(`${simulator.urls.aideskDirect}/send-message`, {}, aideskKey);
    const get = await call(`${simulator.urls.aideskDirect}/sendmessage`, { headers: aideskKey });
    expect([template.status, get.status]).toEqual([404, 405]);
  });
});

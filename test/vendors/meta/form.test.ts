import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendTemplate } from '../../../nodes/SendTemplate/SendTemplate.node';
import { MensageiroMetaApi } from '../../../credentials/MensageiroMetaApi.credentials';
import { mapperFields, openList } from '../../support/editorCalls';
import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

const world = simulated();

const form = (parameters: INodeParameters, more: object = {}) => ({
  node: new SendTemplate(),
  parameters: { vendor: 'meta', variablesMode: 'template', ...parameters },
  credential: {
    type: 'mensageiroMetaApi',
    data: { ...world.accounts.meta.data, ...more },
    authenticate: new MensageiroMetaApi().authenticate as never,
  },
});

const chosen = (value: string): INodeParameters => ({ template: { __rl: true, mode: 'list', value } });

const fieldsOf = async (...given: Parameters<typeof form>) =>
  await mapperFields(form(...given), 'templateVariables');

describe('the templates of an account at Meta', () => {
  test('are a list, one entry for each language', async () => {
    const { results } = await openList(form({}), 'template', 'lembrete_consulta');
    expect(results.map(({ name, value }) => [name, value])).toEqual([
      ['lembrete_consulta (pt_BR)', 'lembrete_consulta|pt_BR'],
      ['lembrete_consulta (en_US)', 'lembrete_consulta|en_US'],
    ]);
  });

  test('make the form by their text, in the language that was chosen', async () => {
    expect((await fieldsOf(chosen('lembrete_consulta|en_US'))).fields).toMatchObject([
      { id: '1', displayName: '1: Hello ___, your' },
      { id: '2', required: true },
    ]);
    expect((await fieldsOf(chosen('lembrete_nomeado|pt_BR'))).fields.map(({ id }) => id)).toEqual(['nome']);
  });

  test('with header, link and coupon', async () => {
    const ids = async (value: string) => (await fieldsOf(chosen(value))).fields.map(({ id }) => id);
    expect(await ids('pedido_pronto|pt_BR')).toEqual(['header image', '1', 'button 1']);
    expect(await ids('cupom|pt_BR')).toEqual(['header text', 'coupon 1']);
    expect(await ids('retorno|pt_BR')).toEqual(['header text atendente', 'nome']);
  });

  test('say in one sentence what keeps them from view', async () => {
    const notice = async (...given: Parameters<typeof form>) => (await fieldsOf(...given)).emptyFieldsNotice;
    expect(await notice(chosen('nao_existe|pt_BR'))).toMatch(
      /^The credential keeps no text of this template/,
    );
    expect(await notice(chosen('aviso_geral|pt_BR'))).toMatch(/has no variables/);
    expect(await notice(chosen('cupom|pt_BR'), { accessToken: 'EAAwrong99' })).toMatch(
      /^Meta Cloud API does not accept the credential/,
    );
    expect(await notice(chosen('cupom|pt_BR'), { businessAccountId: '' })).toMatch(
      /^"Business Account ID" in the Meta Cloud API credential is empty/,
    );
    expect(JSON.stringify(await notice(chosen('cupom|pt_BR'), { accessToken: 'EAAsecret99' }))).not.toContain(
      'EAAsecret99',
    );
  });
});

describe('a form that Meta made', () => {
  const run = async (
    template: string,
    value: INodeParameters,
    columns: IDataObject,
    mode = 'defineBelow',
  ) => {
    const { fields } = await fieldsOf(chosen(template));
    const ran = await runNode({
      node: 'sendTemplate',
      parameters: {
        vendor: 'meta',
        to: '5511987654321',
        variablesMode: 'template',
        ...chosen(template),
        templateVariables: { mappingMode: mode, value, schema: fields as never },
      },
      items: itemsOf(columns),
      credential: world.accounts.meta,
      onError: 'continueRegularOutput',
    });
    return ran.outputs[0]?.[0]?.json ?? {};
  };

  test('fills every part of the template, and asks Meta for nothing more', async () => {
    const value = { 'header image': 'https://exemplo.com.br/a.jpg', '1': 'Ana', 'button 1': 'pedido-12' };
    expect(await run('pedido_pronto|pt_BR', value, {})).toMatchObject({ outcome: 'sent' });
    expect(world.simulator.inbox[0]).toMatchObject({
      text: 'Oi Ana, seu pedido está pronto.',
      media: { url: 'https://exemplo.com.br/a.jpg' },
      template: { buttons: ['Ver pedido (https://loja.exemplo.com.br/pedido-12)', 'Confirmar'] },
    });
    expect(world.simulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });

  test('with a coupon, and a text in the header', async () => {
    const value = { 'header text': 'Só hoje', 'coupon 1': 'VERAO10' };
    expect(await run('cupom|pt_BR', value, {})).toMatchObject({ outcome: 'sent' });
    expect(world.simulator.inbox[0]?.template).toMatchObject({ header: 'Só hoje' });
  });

  test.each([
    ['by hand', { 'header text atendente': 'Ana', nome: 'Maria' }, {}, 'defineBelow'],
    ['from a column of its name', {}, { 'Header text atendente': 'Ana', nome: 'Maria' }, 'autoMapInputData'],
    ['from a column without it', {}, { 'header text': 'Ana', nome: 'Maria' }, 'autoMapInputData'],
  ])('with a variable that has a name in the header, %s', async (_how, value, columns, mode) => {
    expect(await run('retorno|pt_BR', value, columns, mode)).toMatchObject({ outcome: 'sent' });
    expect(world.simulator.inbox[0]).toMatchObject({
      text: 'Olá Maria, como foi a sua consulta?',
      template: { header: 'Aqui é Ana' },
    });
  });

  test('is filled from the columns of the same name', async () => {
    const columns = { Nome: 'Maria', HORA: '14h' };
    expect(await run('lembrete_nomeado|en_US', {}, columns, 'autoMapInputData')).toMatchObject({
      outcome: 'sent',
    });
    expect(world.simulator.inbox[0]?.text).toBe('Hello Maria, see you at 14h.');
  });

  test('names what is missing, and sends nothing', async () => {
    const out = await run('lembrete_consulta|pt_BR', { '1': 'Ana', '2': '={{ $json.hora }}' }, {});
    expect(out).toMatchObject({ outcome: 'notSent' });
    expect(out['error']).toContain('"Values" needs a value for "2" (é às ___.), and this item has none.');
    expect(world.simulator.inbox).toEqual([]);
  });
});

describe('what Meta says beside its yes', () => {
  const send = async (parameters: INodeParameters, node: 'sendText' | 'sendTemplate' = 'sendText') => {
    const ran = await runNode({
      node,
      parameters: { vendor: 'meta', to: '5511987654321', ...parameters },
      items: itemsOf({}, {}),
      credential: world.accounts.meta,
      onError: 'continueRegularOutput',
    });
    return (ran.outputs[0] ?? []).map(({ json }) => json);
  };

  test('a number that WhatsApp writes in its old form is told, because statuses come with that', async () => {
    const [out] = await send({ to: '5531987651234', text: 'Olá' });
    expect(out).toMatchObject({ outcome: 'sent', to: '5531987651234', waId: '553187651234' });
    const [other] = await send({ text: 'Olá' });
    expect(other).not.toHaveProperty('waId');
  });

  test('a template that is held back or paused is sent, with a note', async () => {
    const [held] = await send({ template: 'promocao' }, 'sendTemplate');
    expect(held).toMatchObject({
      outcome: 'sent',
      status: 'pending',
      note: expect.stringMatching(/may drop it/),
    });
    const [paused] = await send({ template: 'promocao_antiga' }, 'sendTemplate');
    expect(paused).toMatchObject({
      outcome: 'sent',
      status: 'failed',
      note: expect.stringMatching(/paused/),
    });
  });

  test('each message carries a word of its own to its statuses, and the item shows it', async () => {
    const items = await send({ text: 'Igual' });
    const words = items.map((each) => each['callbackData']);
    expect(new Set(words).size).toBe(2);
    expect(world.simulator.inbox.map(({ callbackData }) => callbackData)).toEqual(words);
    for (const word of words) expect(word).toMatch(/^[\w-]{16}$/);
  });

  test('a message of which nobody knows shows the word by which its first status settles it', async () => {
    world.simulator.answerNext('meta', { status: 500, body: { error: { code: 131000, message: 'x' } } });
    const [unknown] = await send({ text: 'Oi' });
    const [carried] = world.simulator.requests.map(
      ({ json }) => (json as { biz_opaque_callback_data?: string }).biz_opaque_callback_data,
    );
    expect(unknown).toMatchObject({ outcome: 'unknown', callbackData: carried });
  });
});

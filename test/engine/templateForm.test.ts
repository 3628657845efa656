import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { AddToCampaign } from '../../nodes/AddToCampaign/AddToCampaign.node';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { columnExpression } from '../../nodes/shared/editor/templateFields';
import { mapperFields, openList } from '../support/editorCalls';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

const TEXT = 'Oi {{1}}, seu pedido {{numero}} chegou.';

const JSON_TEXT = JSON.stringify({
  name: 'order_confirmation',
  language: 'pt_BR',
  components: [
    { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://x.example/1.jpg'] } },
    { type: 'BODY', text: 'Oi {{1}}, seu pedido {{2}} chegou.' },
    { type: 'FOOTER', text: 'Loja' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Ver coleção', url: 'https://loja.example/{{1}}' },
        { type: 'QUICK_REPLY', text: 'Agora não' },
      ],
    },
  ],
});

const saved: IDataObject = {
  savedTemplates: {
    values: [{ name: 'Pedido chegou', id: 'order_confirmation', text: 'Oi {{1}}, seu pedido {{2}} chegou.' }],
  },
};

describe('the fields of a template', () => {
  const form = (
    parameters: INodeParameters,
    data: ICredentialDataDecryptedObject | 'none chosen' | 'cannot be opened' = {},
    vendor = 'interflow',
  ) => ({
    node: new SendTemplate(),
    parameters: { vendor, ...parameters },
    credential: { type: vendor === 'interflow' ? 'interflowApi' : 'talkMeApi', data },
  });
  const fieldsOf = async (...given: Parameters<typeof form>): Promise<unknown> => {
    const { fields, emptyFieldsNotice } = await mapperFields(form(...given), 'templateVariables');
    return emptyFieldsNotice ?? fields.map(({ displayName }) => displayName);
  };

  test('are one for each variable, named by the words around it, needed', async () => {
    const { fields } = await mapperFields(form({ templateText: TEXT }), 'templateVariables');
    expect(fields).toMatchObject([
      { id: '1', displayName: '1: Oi ___, seu pedido …', required: true, display: true, type: 'string' },
      { id: 'numero', displayName: 'numero: seu pedido ___ chegou.', defaultValue: '={{ $json["numero"] }}' },
    ]);
    expect(fields[0]).not.toHaveProperty('defaultValue');
  });

  test('are there for header and buttons of its JSON as well', async () => {
    expect(await fieldsOf({ templateText: JSON_TEXT })).toEqual([
      'header image: link to it',
      '1: Oi ___, seu pedido …',
      '2: seu pedido ___ chegou.',
      'button 1: Ver coleção',
    ]);
  });

  test('come from what the credential keeps of the chosen template', async () => {
    const template = { __rl: true, mode: 'list', value: 'order_confirmation' };
    const parameters = { variablesMode: 'template', templateText: '', template };
    expect(await fieldsOf(parameters, saved as ICredentialDataDecryptedObject)).toEqual([
      '1: Oi ___, seu pedido …',
      '2: seu pedido ___ chegou.',
    ]);
    expect(await fieldsOf(parameters, 'none chosen')).toMatch(/Paste its approved text into "Template Text"/);
    expect(await fieldsOf({ ...parameters, template: 'other' }, {})).toMatch(
      /keeps no text of this template/,
    );
  });

  test('are the fields of the contact where a vendor has no others, those of the text needed', async () => {
    const { fields } = await mapperFields(
      form({ templateText: 'Oi {{nome}}' }, {}, 'talkme'),
      'templateVariables',
    );
    expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual(['nome']);
    expect(fields.map(({ displayName }) => displayName)).toContain('geral1: General 1');
  });

  test.each([
    ['Oi {{1}, tudo bem', '"Template Text" has a "{{" or "}}" without the other.'],
    ['Oi {{ }}, tudo bem', '"Template Text" has a variable without a name between its braces.'],
    ['{"components":[', '"Template Text" begins like JSON, but is not complete.'],
    ['{"name":"x"}', '"Template Text" is JSON in which no text of a template is found.'],
    ['[{"name":"a","components":[]},{"name":"b"}]', '"Template Text" holds a list of 2 templates.'],
    ['Oi, tudo bem?', 'This template has no variables: nothing has to be filled in.'],
    [
      '{"components":[{"type":"CAROUSEL"},{"type":"BODY","text":"a"}]}',
      '"Template Text" has a part of the kind "CAROUSEL"',
    ],
    [
      '{"components":[{"type":"HEADER","format":"LOCATION"},{"type":"BODY","text":"a"}]}',
      'a header of the kind "LOCATION"',
    ],
  ])('of %s are none, and a sentence says why', async (templateText, sentence) => {
    expect(await fieldsOf({ templateText })).toContain(sentence);
  });
});

describe('a template that is filled by its form', () => {
  const run = (parameters: INodeParameters, items: IDataObject[] = [{}], more: Partial<Run> = {}): Run => ({
    node: 'sendTemplate',
    parameters: { vendor: 'interflow', to: '5511999999999', template: 'order_confirmation', ...parameters },
    items: itemsOf(...items),
    credential: world.accounts.interflowV1,
    onError: 'continueRegularOutput',
    ...more,
  });
  const byHand = (value: INodeParameters) => ({ mappingMode: 'defineBelow', value, schema: [] });
  const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
  const results = async (given: Run): Promise<unknown[]> => {
    const { outputs } = await runNode(given);
    return (outputs[0] ?? []).map(({ json }) => json['error'] ?? json['outcome']);
  };
  const sent = (): unknown[] =>
    world.simulator.requests.map(({ json }) =>
      (
        json as { content: { components: Array<{ parameters: Array<Record<string, unknown>> }> } }
      ).content.components.flatMap(({ parameters }) => parameters.map((each) => each['text'] ?? each)),
    );

  test.each([{ variablesMode: 'template' }, {}])('sends what was filled in, with %j', async (mode) => {
    const templateVariables = byHand({ '1': '={{ $json.nome }}', numero: '={{ $json.pedido }}' });
    const given = run({ ...mode, templateText: TEXT, templateVariables }, [{ nome: 'Ana', pedido: 42 }]);
    expect(await results(given)).toEqual(['sent']);
    expect(sent()).toEqual([['Ana', '42']]);
  });

  test('takes the columns of the same names by itself, however they are spelled', async () => {
    const templateText = 'Oi {{nome}}, seu pedido {{numero_do_pedido}} chegou.';
    const items = [
      { Nome: 'Ana', 'Número do pedido': 1 },
      { nome: 'Bia', numero_do_pedido: '2' },
    ];
    expect(await results(run({ templateText, templateVariables: automatic }, items))).toEqual([
      'sent',
      'sent',
    ]);
    expect(sent()).toEqual([
      ['Ana', '1'],
      ['Bia', '2'],
    ]);
  });

  test('finds the column behind the expression that the form put there', async () => {
    const templateText = 'Oi {{nome}}, pedido {{2}}';
    const templateVariables = byHand({ nome: columnExpression('nome'), '2': 'x' });
    expect(await results(run({ templateText, templateVariables }, [{ NOME: 'Ana' }]))).toEqual(['sent']);
    expect(sent()).toEqual([['Ana', 'x']]);
  });

  test('names all that is missing, item by item, before anything is sent', async () => {
    const items = [{ numero: 1 }, { '1': 'Bia', numero: 2 }, {}];
    const [first, second, third] = await results(
      run({ templateText: TEXT, templateVariables: automatic }, items),
    );
    expect(first).toBe(
      '"Template Text" needs a value for "1" (Oi ___, seu pedido …), and this item has none. Add a column of this name, or map each variable by hand.',
    );
    expect(second).toBe('sent');
    expect(third).toMatch(/needs values for "1" \(.*\) and "numero" \(.*\), and this item has none\./);
    expect(sent()).toHaveLength(1);
  });

  test('does not choose between two columns that could both be meant', async () => {
    const given = run({ templateText: 'Oi {{nome}}', templateVariables: automatic }, [
      { Nome: 'Ana', NOME: 'Bia' },
    ]);
    expect(await results(given)).toEqual([
      expect.stringMatching(/^The columns "Nome" and "NOME" could both fill/),
    ]);
    expect(world.simulator.requests).toEqual([]);
  });

  test('fills header and buttons where its JSON has them', async () => {
    const templateVariables = byHand({
      'header image': 'https://x.example/2.jpg',
      '1': 'Ana',
      '2': '42',
      'button 1': 'pedido-42',
    });
    expect(
      await results(run({ template: 'new_collection', templateText: JSON_TEXT, templateVariables })),
    ).toEqual(['sent']);
    expect(sent()).toEqual([
      [{ type: 'image', image: { link: 'https://x.example/2.jpg' } }, 'Ana', '42', 'pedido-42'],
    ]);
  });

  test('says what a vendor does not take of it', async () => {
    const templateVariables = byHand({
      'header image': 'https://x.example/2.jpg',
      '1': 'a',
      '2': 'b',
      'button 1': 'c',
    });
    const given = run({ templateText: JSON_TEXT, templateVariables }, [{}], {
      credential: world.accounts.interflowCurrent,
    });
    expect(await results(given)).toEqual([
      expect.stringMatching(/^Interflow \(current API\) does not take "Header"/),
    ]);
  });

  test('is the template that the credential keeps, where no text is pasted', async () => {
    const { interflowV1 } = world.accounts;
    const credential = {
      ...interflowV1,
      data: { ...interflowV1.data, ...saved } as ICredentialDataDecryptedObject,
    };
    const template = {
      __rl: true,
      mode: 'list',
      value: 'order_confirmation',
      cachedResultName: 'Pedido chegou',
    };
    const given = { variablesMode: 'template', template, templateVariables: automatic };
    expect(await results(run(given, [{ '1': 'Ana', '2': 3 }, { '1': 'Bia' }], { credential }))).toEqual([
      'sent',
      expect.stringMatching(/^"Saved Templates" needs a value for "2"/),
    ]);
    expect(await results(run(given, [{ '1': 'Ana' }]))).toEqual([
      expect.stringMatching(/^"Template Text" is empty, so nobody knows which columns/),
    ]);
  });

  test('is a campaign of contacts at Talk.me, its fields filled from a sheet', async () => {
    const given = run(
      {
        vendor: 'talkme',
        campaign: '123456',
        templateText: 'Olá, {{PRIMEIRO_NOME}}! {{geral1}} Estamos em {{cidade}}.',
        variablesMode: 'template',
        templateVariables: automatic,
      },
      [{ Nome: 'Ana Souza', geral1: 'A-1', Cidade: 'Recife', outro: 'x' }],
      { node: 'addToCampaign', credential: world.accounts.talkme },
    );
    expect(await results(given)).toEqual(['accepted']);
    expect(world.simulator.requests[0]?.json).toMatchObject({
      info_contato: { nome: 'Ana Souza', geral1: 'A-1' },
    });
    expect(JSON.stringify(world.simulator.requests[0]?.json)).not.toContain('outro');
  });

  test('is read in a dry run as its recipient would read it', async () => {
    const preview = async (given: Run) => (await runNode(given)).outputs[0]?.[0]?.json['preview'];
    const options = { dryRun: true };
    const templateVariables = byHand({ '1': 'Ana', numero: '42' });
    expect(await preview(run({ templateText: TEXT, templateVariables, options }))).toBe(
      'Would send to +55 11 99999-9999: Oi Ana, seu pedido 42 chegou. (template order_confirmation)',
    );
    const { interflowV1 } = world.accounts;
    const credential = {
      ...interflowV1,
      data: { ...interflowV1.data, ...saved } as ICredentialDataDecryptedObject,
    };
    const rows = { variablesMode: 'json', variablesJson: '{"1":"Ana","2":"5"}', options };
    expect(await preview(run(rows, [{}], { credential }))).toBe(
      'Would send to +55 11 99999-9999: Oi Ana, seu pedido 5 chegou. (template order_confirmation)',
    );
    expect(world.simulator.requests).toEqual([]);
  });

  test('keeps rows and JSON where no text is given', async () => {
    const rows = {
      variables: {
        values: [
          { name: '1', value: 'Ana' },
          { name: '2', value: '5' },
        ],
      },
    };
    expect(await results(run(rows))).toEqual(['sent']);
    expect(await results(run({ variablesMode: 'json', variablesJson: '{"1":"Ana","2":"5"}' }))).toEqual([
      'sent',
    ]);
    expect(sent()).toEqual([
      ['Ana', '5'],
      ['Ana', '5'],
    ]);
  });
});

describe('names in the place of numbers', () => {
  const names =
    'Fila de vendas = 5\n# nobody\nBlack Friday = 12345\n\nCobrança = 19\nCanal = 550e8400-e29b-41d4-a716-446655440000\na = b = 7';
  const open = async (
    node: SendTemplate | AddToCampaign,
    vendor: string,
    type: string,
    name: string,
    filter?: string,
  ) =>
    (
      await openList(
        {
          node,
          parameters: { vendor },
          credential: { type, data: { savedNames: names, ...saved } as never },
        },
        name,
        filter,
      )
    ).results.map(({ name: shown, value }) => [shown, value]);

  test('are chosen from the credential, only those whose ID can be one', async () => {
    expect(await open(new SendTemplate(), 'interflow', 'interflowApi', 'channelId')).toEqual([
      ['Canal', '550e8400-e29b-41d4-a716-446655440000'],
    ]);
    expect(await open(new AddToCampaign(), 'aidesk', 'aiDeskApi', 'queueId')).toEqual([
      ['Fila de vendas', '5'],
      ['Black Friday', '12345'],
      ['Cobrança', '19'],
      ['a = b', '7'],
    ]);
    expect(await open(new AddToCampaign(), 'talkme', 'talkMeApi', 'campaign', 'cobranca')).toEqual([
      ['Cobrança', '19'],
    ]);
    expect(await open(new SendTemplate(), 'aidesk', 'aiDeskApi', 'template')).toEqual([
      ['Pedido chegou', 'order_confirmation'],
    ]);
  });

  test.each([
    [
      'template',
      'The credential keeps no templates yet: open it and add them under "Saved Templates", or choose By ID.',
    ],
    [
      'channelId',
      'The credential keeps no names for this yet: open it and write one "Name = ID" a line under "Saved Names", or choose By ID.',
    ],
  ])('that nobody wrote down say what to do: %s', async (name, sentence) => {
    const form = {
      node: new SendTemplate(),
      parameters: { vendor: 'interflow' },
      credential: { type: 'interflowApi', data: {} },
    };
    await expect(openList(form, name)).rejects.toThrow(sentence);
  });

  test('read as the ID, like the plain text of an older workflow', async () => {
    for (const queueId of [
      { __rl: true, mode: 'list', value: '5', cachedResultName: 'Fila de vendas' },
      '5',
      5,
    ]) {
      world.simulator.reset();
      await runNode({
        node: 'sendTemplate',
        parameters: {
          vendor: 'aidesk',
          to: '5511999999999',
          template: '3',
          statusId: '1',
          queueId,
        } as INodeParameters,
        items: itemsOf({}),
        credential: world.accounts.aidesk,
      });
      expect(world.simulator.requests[0]?.json).toMatchObject({ queue_id: 5, template_id: 3 });
    }
  });
});

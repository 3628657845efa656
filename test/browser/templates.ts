import type { Page } from 'playwright-core';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { openWorkflow } from '../e2e/support/browser';
import { box, byTestId, choose, chooseListed, closeNode, input, openNode } from './support/editor';
import { expectSoon } from './support/soon';
import { node, sheet, start, type World } from './support/world';

/** An approved template of the simulated Interflow. */
const TEMPLATE = 'a1b2c3d4-0000-4000-8000-000000000003';
const TEXT = 'Oi, {{nome}}! Vi que você se interessou por {{produto}}. Posso ajudar?';

const LEADS = [
  { nome: 'Ana', telefone: '+55 11 98111-0001', produto: 'Plano Lua' },
  { nome: 'Bia', telefone: '11 98111-0002', produto: 'Plano Sol' },
];

export function templateTests(world: () => World): void {
  describe('a template', () => {
    test('by its name: a credential is saved and tested, and keeps names and texts as they were written', async () => {
      const { open, simulator, n8n, picture } = world();
      const page = await open(
        'Credential',
        [start(), sending('Send Template', { vendor: 'interflow' })],
        'linked',
      );
      await openNode(page, 'Send Template');
      await page.locator(byTestId('node-credentials-select')).locator('input').click();
      await page.locator(byTestId('node-credentials-select-item-new')).filter({ visible: true }).click();

      const form = page.locator(byTestId('editCredential-modal'));
      const write = async (name: string, text: string): Promise<void> => {
        const at = form
          .locator(byTestId(`parameter-input-${name}`))
          .locator('input, textarea')
          .last();
        await at.click();
        await page.keyboard.insertText(text);
      };
      await write('apiKey', 'ak_nobodys_key');
      await write('organizationId', INTERFLOW.organizationId);
      await write('channelId', INTERFLOW.channelId);
      await write('baseUrl', simulator.urls.interflowCurrent);
      await write('savedNames', `Canal de vendas = ${INTERFLOW.channelId}`);
      await form.getByText('Add Template').click();
      await write('name', 'Boas-vindas');
      await write('id', TEMPLATE);
      await write('text', TEXT);
      const save = form.locator(byTestId('credential-save-button'));
      await save.click();
      await form.getByText('More details').click();
      await form.getByText('Interflow refused this API key').first().waitFor();
      await picture(page, 'credential');
      // n8n closes the form of a credential that was tested well.
      await form.locator(byTestId('parameter-input-apiKey')).locator('input').fill(INTERFLOW.currentKey);
      await save.click();
      await form.waitFor({ state: 'hidden' });

      const id = await n8n.api.idOf('credentials', 'Interflow account');
      const stored = id === null ? null : await n8n.api.readCredential(id);
      expect(stored?.data).toMatchObject({
        savedNames: `Canal de vendas = ${INTERFLOW.channelId}`,
        savedTemplates: {
          values: [{ name: 'Boas-vindas', id: TEMPLATE, text: expect.stringContaining(TEXT) }],
        },
      });

      await chooseListed(page, 'template', 'Boas-vindas');
      await chooseListed(page, 'channelId', 'Canal de vendas');
      await choose(page, 'variablesMode', 'Form of the Template');
      await box(page, 'produto').waitFor();
      await page.close();
    });

    test('is pasted, filled from a sheet and sent in ten clicks at most, and read in the inbox page', async () => {
      const { open, clicks, browser, simulator, picture } = world();
      const page = await open('Ten clicks', [start(), ...sheet(LEADS)], 'linked');

      const before = clicks();
      await page.locator(byTestId('canvas-handle-plus')).last().click();
      await page.locator(byTestId('node-creator-search-bar')).fill('send template');
      await page
        .locator(byTestId('node-creator-item-name'))
        .getByText('Mensageiro Send Template', { exact: true })
        .click();
      await page.getByText('Add to workflow').click();
      await choose(page, 'vendor', 'Interflow');
      await input(page, 'to').click();
      await page.keyboard.insertText('{{ $json.telefone }}');
      await chooseListed(page, 'template', 'Boas-vindas');
      await input(page, 'templateText').click();
      await page.keyboard.insertText(TEXT);
      await box(page, 'produto').waitFor();
      await page.click(byTestId('node-execute-button'));
      await expectOutput(page, /2 items[^]*\bsent\b/);
      await picture(page, 'ten-clicks');
      expect(clicks() - before).toBeLessThanOrEqual(10);

      const inbox = await browser.context.newPage();
      await inbox.goto(simulator.urls.inbox);
      for (const { nome, produto } of LEADS)
        await inbox
          .getByText(`Oi, ${nome}! Vi que você se interessou por ${produto}. Posso ajudar?`)
          .first()
          .waitFor();
      await inbox.close();
      await page.close();
    });

    test('keeps what was filled in by hand when its text is reworded, and asks for a variable that is added', async () => {
      const page = await world().open('Reworded', [
        start(),
        sending('Send Template', { vendor: 'interflow' }),
      ]);
      await openNode(page, 'Send Template');
      await input(page, 'templateText').fill('Oi {{1}}, seu pedido {{nome}} chegou.');
      await input(page, '1').fill('Ana');
      await page.getByText('1: Oi ___, seu pedido').waitFor();
      expect(await box(page, 'nome').innerText()).toContain('$json["nome"]');

      await input(page, 'templateText').fill('Olá {{1}}, o pedido {{nome}} já chegou!');
      // The labels come anew when the form is opened again.
      await closeNode(page);
      await openNode(page, 'Send Template');
      await page.getByText('1: Olá ___, o pedido').waitFor();
      expect(await input(page, '1').inputValue()).toBe('Ana');

      await input(page, 'templateText').fill('Olá {{1}}, o pedido {{nome}} já chegou em {{cidade}}!');
      await closeNode(page);
      await openNode(page, 'Send Template');
      await box(page, 'cidade').waitFor();
      expect(await input(page, '1').inputValue()).toBe('Ana');
      await page.close();
    });

    test('field U10: takes the columns of a sheet for the fields of a contact, and its campaign by name', async () => {
      const { open, n8n, credential, browser, simulator, credentials } = world();
      const own = credentials.find(({ type }) => type === 'talkMeApi');
      const stored = credential(own?.name ?? '');
      const [chosen] = Object.values(stored ?? {});
      if (own === undefined || typeof chosen?.id !== 'string')
        throw new Error('There is no credential of Talk.me.');
      await n8n.api.updateCredential(chosen.id, {
        ...own,
        data: { ...own.data, savedNames: 'Alerta = 123456\nVendas = 123' },
      });
      const rows = [
        {
          Telefone: '+55 11 98111-0003',
          Nome: 'Caio',
          geral1: 'Chegou o seu pedido.',
          Cidade: 'Santos',
        },
      ];
      const page = await open(
        'Contact fields',
        [
          start(),
          ...sheet(rows),
          sending(
            'Send Template',
            { vendor: 'talkme', to: '={{ $json.Telefone }}' },
            { credentials: stored },
          ),
        ],
        'linked',
      );
      await openNode(page, 'Send Template');
      await chooseListed(page, 'campaign', 'Alerta');
      await chooseListed(page, 'channelId', 'Vendas');
      await input(page, 'templateText').fill(
        'Olá, {{PRIMEIRO_NOME}}! {{geral1}} Qualquer dúvida, estamos em {{cidade}}.',
      );
      await page.getByText('geral1: General 1').first().waitFor();
      await page.locator(byTestId('mapping-mode-select')).locator('input').click();
      await page.getByRole('option', { name: /Map Automatically/i }).click();
      await page.click(byTestId('node-execute-button'));
      await expectOutput(page, /1 item[^]*\baccepted\b/);

      const inbox = await browser.context.newPage();
      await inbox.goto(simulator.urls.inbox);
      await inbox
        .getByText('Olá, Caio! Chegou o seu pedido. Qualquer dúvida, estamos em Santos.')
        .first()
        .waitFor();
      await inbox.close();
      await page.close();
    });
  });

  describe('what a person has to do next', () => {
    let page: Page;

    beforeAll(async () => {
      const { credential, open } = world();
      page = await open(
        'Sentences',
        [
          start(),
          sending(
            'Send Template',
            {
              vendor: 'interflow',
              to: '11 98111-0009',
              template: { __rl: true, mode: 'id', value: 'lead_follow_up' },
              templateText: TEXT,
            },
            { credentials: credential('Interflow (simulator)') },
          ),
          node('Send Text', 'n8n-nodes-mensageiro.sendText', { vendor: 'cleverchat' }),
        ],
        'linked',
      );
    });
    afterEach(() => closeNode(page));
    afterAll(() => page?.close());

    test('is said in the place of an empty list', async () => {
      await openNode(page, 'Send Template');
      await box(page, 'channelId').locator(byTestId('rlc-input')).click();
      await page
        .locator(byTestId('rlc-error-message'))
        .getByText('open it and write one "Name = ID" a line under "Saved Names", or choose By ID.')
        .waitFor();
    });

    test('is said in the output when a step was refused', async () => {
      await openNode(page, 'Send Template');
      await page.click(byTestId('node-execute-button'));
      await expectOutput(page, /"Template Text" needs .*"nome"/);
    });

    test('field U16: the queue is asked for with the ticket, not without it', async () => {
      await openNode(page, 'Send Text');
      await box(page, 'openTicket').waitFor();
      expect(await box(page, 'queueId').count()).toBe(0);
      await box(page, 'openTicket').locator('.el-switch, [role="switch"]').first().click();
      await box(page, 'queueId').waitFor();
    });
  });

  test('both themes show the same form', async () => {
    const { browser, n8n, firstExample } = world();
    const page = await openWorkflow(browser, n8n, firstExample.id);
    const [name = ''] = firstExample.own;
    await openNode(page, name);
    const colour = () =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('${byTestId('ndv')} label .n8n-text')).color`,
      );
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await colour();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectSoon(async () => (await colour()) === light, false);
    await box(page, 'text').waitFor();
    await page.close();
  });
}

/** What the step gave, or why it did not run, in the panel at the right. */
const expectOutput = (page: Page, words: RegExp): Promise<void> =>
  expectSoon(() => page.locator(byTestId('output-panel')).innerText(), expect.stringMatching(words));

const sending = (name: string, parameters: Record<string, unknown>, more: Parameters<typeof node>[3] = {}) =>
  node(name, 'n8n-nodes-mensageiro.sendTemplate', parameters, more);

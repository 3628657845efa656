import type { Page } from 'playwright-core';
import { expectSoon } from './support/soon';
import { byTestId } from './support/editor';
import { openWorkflow } from '../e2e/support/browser';
import type { World } from './support/world';

/** What people type who look for a node, and the node that they are offered; n8n leaves out the word Trigger. */
const WORDS: ReadonlyArray<readonly [word: string, node: string]> = [
  ['zap', 'Mensageiro Send Text'],
  ['whatsapp', 'Mensageiro Send Text'],
  ['mensageiro', 'Mensageiro Send Text'],
  ['mensagem', 'Mensageiro Send Text'],
  ['texto', 'Mensageiro Send Text'],
  ['enviar', 'Mensageiro Send Text'],
  ['sms', 'Mensageiro Send Text'],
  ['send text', 'Mensageiro Send Text'],
  ['interflow', 'Mensageiro Send Text'],
  ['imagem', 'Mensageiro Send Media'],
  ['áudio', 'Mensageiro Send Media'],
  ['documento', 'Mensageiro Send Media'],
  ['localização', 'Mensageiro Send Media'],
  ['send media', 'Mensageiro Send Media'],
  ['modelo', 'Mensageiro Send Template'],
  ['hsm', 'Mensageiro Send Template'],
  ['send template', 'Mensageiro Send Template'],
  ['campanha', 'Mensageiro Add to Campaign'],
  ['campaign', 'Mensageiro Add to Campaign'],
  ['disparo', 'Mensageiro Add to Campaign'],
  ['entregue', 'Mensageiro Status'],
  ['lida', 'Mensageiro Status'],
];

export function searchTests(world: () => World): void {
  describe('the search for a node', () => {
    let page: Page;

    beforeAll(async () => {
      const { browser, n8n, firstExample } = world();
      page = await openWorkflow(browser, n8n, firstExample.id);
      await page.click(byTestId('node-creator-plus-button'));
    });
    afterAll(() => page?.close());

    // Taken back in between: what still stands there from the word before is no find.
    test.each(WORDS)('finds by "%s" the node %s', async (word, node) => {
      const bar = page.locator(byTestId('node-creator-search-bar'));
      const found = page.locator(byTestId('node-creator-item-name'));
      await bar.fill('nothing has this name');
      await expectSoon(() => found.count(), 0);
      await bar.fill(word);
      await found.getByText(node, { exact: true }).waitFor();
    });
  });
}

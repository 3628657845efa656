import type { Page } from 'playwright-core';
import { openBrowser, openWorkflow, type OpenBrowser } from './support/browser';
import { startEverything, startPatience, type Running } from './support/running';
import { TRIGGER, store } from './support/triggerWorkflow';

const custom = {
  source: 'custom',
  statuses: [],
  authentication: 'secretUrl',
  options: {},
  idPath: 'id',
  statusPath: 'state',
  statusMap: { values: [{ from: 'lida', to: 'read' }] },
  sampleDelivery: '[{"id":"m1","state":"Lida"},{"id":"m2","state":"failed"}]',
};

describe('the Status Trigger in the editor', () => {
  let running: Running;
  let browser: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    running = await startEverything();
    browser = await openBrowser();
    const { workflowId } = await store(running.n8n.api, 'statusTrigger', custom);
    page = await openWorkflow(browser, running.n8n, workflowId);
    await page.dblclick(`[data-test-id="canvas-node"][data-node-name="${TRIGGER}"]`);
  }, startPatience);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  test('shows how a pasted sample reads, without a credential and as the paths stand', async () => {
    const preview = page
      .locator(
        '[data-test-id="parameter-input-previewCustom"], [data-test-id="resource-locator-previewCustom"]',
      )
      .first();
    const open = () => preview.locator('input').last().click();
    await open();
    for (const line of ['read ("Lida"), to', 'failed ("failed")'])
      await page.getByText(line).waitFor();
    await page.keyboard.press('Escape');

    const idPath = page.locator('[data-test-id="parameter-input-idPath"] input').first();
    await idPath.fill('nowhere');
    await idPath.press('Tab');
    await open();
    await page.getByText('check "ID Path"').waitFor();
  });
});

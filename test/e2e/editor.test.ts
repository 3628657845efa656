import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import { openBrowser, openWorkflow, type OpenBrowser } from './support/browser';
import { startEverything, startPatience, type Running } from './support/running';
import { TRIGGER, store } from './support/triggerWorkflow';

const examples = join(__dirname, '..', '..', 'examples');

/** Pictures of what the browser showed; they stay, so that a person can look at them after a failure. */
const pictures = mkdtempSync(join(tmpdir(), 'mensageiro-screenshots-'));

describe('the editor in a browser', () => {
  let running: Running;
  let browser: OpenBrowser;
  let workflowId: string;

  beforeAll(async () => {
    running = await startEverything();
    browser = await openBrowser();
    const memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
    await importCredentials(running.n8n.api, running.credentials, memory);
    const workflow = readWorkflow(join(examples, '1-send-text.json'));
    workflowId = (await importWorkflow(running.n8n.api, workflow, memory)).id;
  }, startPatience);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  test('executes the first example, and the messages are in the inbox page', async () => {
    const page = await openWorkflow(browser, running.n8n, workflowId);
    await page.click('[data-test-id="execute-workflow-button"]');
    await page.waitForSelector(
      '[data-test-id="canvas-node"][data-node-name="Text by AI Desk"] [data-test-id="canvas-node-status-success"]',
    );
    await picture(page, 'executed');

    const inbox = await browser.context.newPage();
    await inbox.goto(running.simulator.urls.inbox);
    const greetings = ['Hi Maria!', 'Hi João!'];
    for (const greeting of greetings) await inbox.getByText(greeting).first().waitFor();
    await picture(inbox, 'inbox');
    const text = await inbox.locator('body').innerText();
    expect(greetings.map((greeting) => text.split(greeting).length - 1)).toEqual([5, 5]);
  });

  test('shows the fields of the chosen vendor, and only those', async () => {
    const page = await openWorkflow(browser, running.n8n, workflowId);
    await page.dblclick('[data-test-id="canvas-node"][data-node-name="Text by Interflow"]');
    await page.waitForSelector('[data-test-id="parameter-input-text"]');
    await picture(page, 'interflow');
    expect(await shown(page)).toEqual(['channelId', 'text', 'to', 'vendor']);

    await page.click('[data-test-id="parameter-input-vendor"] input');
    await page.getByRole('option', { name: 'AI Desk' }).click();
    await page.waitForSelector('[data-test-id="parameter-input-contactId"]');
    await picture(page, 'ai-desk');
    expect(await shown(page)).toEqual(['contactId', 'text', 'vendor']);
  });

  test('asks for a credential where the Status Trigger shall see a proof', async () => {
    const { workflowId: id } = await store(running.n8n.api, 'statusTrigger', {
      source: 'interflow',
      authentication: 'secretUrl',
      statuses: [],
      options: {},
    });
    const page = await openWorkflow(browser, running.n8n, id);
    await page.dblclick(`[data-test-id="canvas-node"][data-node-name="${TRIGGER}"]`);
    const authentication = page.locator('[data-test-id="parameter-input-authentication"]:visible');
    await authentication.waitFor();
    const credential = page.locator('[data-test-id="node-credentials-slot"]:visible');
    expect(await credential.count()).toBe(0);

    await authentication.locator('input').click();
    await page.getByRole('option', { name: 'Header Token' }).click();
    await credential.waitFor();
    await picture(page, 'status-trigger');
    await authentication.waitFor();
  });

  test('finds the nodes by the words that people use for them', async () => {
    const page = await openWorkflow(browser, running.n8n, workflowId);
    for (const word of ['zap', 'whatsapp', 'mensageiro']) {
      await page.click('[data-test-id="node-creator-plus-button"]');
      await page.fill('[data-test-id="node-creator-search-bar"]', word);
      await page.getByText('Mensageiro Send Text', { exact: true }).first().waitFor();
      await picture(page, `search-${word}`);
      await page.keyboard.press('Escape');
    }
  });

  /** Names of the parameters that the open node shows. */
  async function shown(page: Page): Promise<string[]> {
    const fields = page.locator(
      '[data-test-id="node-parameters"] [data-test-id^="parameter-input-"]:visible',
    );
    const ids = await fields.evaluateAll((list) =>
      list.map((field) => field.getAttribute('data-test-id') ?? ''),
    );
    const names = ids
      .map((id) => id.replace('parameter-input-', ''))
      .filter((name) => !/^(field|hint)$/.test(name));
    return [...new Set(names)].sort();
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
});

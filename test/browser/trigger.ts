import { openWorkflow } from '../e2e/support/browser';
import { TRIGGER, store } from '../e2e/support/triggerWorkflow';
import { box, byTestId, choose, openNode } from './support/editor';
import { expectSoon } from './support/soon';
import type { World } from './support/world';

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

export function triggerTests(world: () => World): void {
  describe('the Status Trigger', () => {
    test('asks for a credential where it shall see a proof', async () => {
      const { browser, n8n, picture } = world();
      const { workflowId } = await store(n8n.api, 'statusTrigger', {
        source: 'interflow',
        authentication: 'secretUrl',
        statuses: [],
        options: {},
      });
      const page = await openWorkflow(browser, n8n, workflowId);
      await openNode(page, TRIGGER);
      const authentication = page.locator('[data-test-id="parameter-input-authentication"]:visible');
      await authentication.waitFor();
      const credential = page.locator('[data-test-id="node-credentials-slot"]:visible');
      expect(await credential.count()).toBe(0);

      await authentication.locator('input').click();
      await page.getByRole('option', { name: 'Header Token' }).click();
      await credential.waitFor();
      await picture(page, 'status-trigger');
      await authentication.waitFor();
      await page.close();
    });

    test('asks for the key of a sender whose files take one, and for nothing where links open by themselves', async () => {
      const { browser, n8n, picture } = world();
      const { workflowId } = await store(n8n.api, 'statusTrigger', {
        source: 'custom',
        sender: 'zapi',
        events: ['messages'],
        authentication: 'secretUrl',
        options: {},
      });
      const page = await openWorkflow(browser, n8n, workflowId);
      await openNode(page, TRIGGER);
      const credential = page.locator('[data-test-id="node-credentials-slot"]:visible');
      const download = box(page, 'downloadMedia');
      await download.locator('.el-switch, input').first().click();
      expect(await credential.count()).toBe(0);

      await choose(page, 'sender', 'WAHA');
      await credential.waitFor();
      expect(await credential.innerText()).toContain('Mensageiro Media');
      await picture(page, 'status-trigger-download');
      await credential.getByText('Connect to Mensageiro Media').click();
      const form = page.locator(byTestId('editCredential-modal'));
      await form
        .locator(`${byTestId('parameter-input-sender')} input`)
        .first()
        .click();
      await page.getByRole('option', { name: 'Twilio' }).filter({ visible: true }).click();
      await form.getByText('Account SID').waitFor();
      await picture(page, 'media-credential');
      await form.locator('button[aria-label="Close this dialog"]').click();
      await choose(page, 'sender', 'Z-API');
      await expectSoon(() => credential.count(), 0);
      await page.close();
    });

    test('shows how a pasted sample reads, without a credential and as the paths stand', async () => {
      const { browser, n8n } = world();
      const { workflowId } = await store(n8n.api, 'statusTrigger', custom);
      const page = await openWorkflow(browser, n8n, workflowId);
      await openNode(page, TRIGGER);
      const preview = page
        .locator(
          '[data-test-id="parameter-input-previewCustom"], [data-test-id="resource-locator-previewCustom"]',
        )
        .first();
      const open = () => preview.locator('input').last().click();
      await open();
      for (const line of ['read ("Lida"), no recipient', 'failed ("failed"), no recipient'])
        await page.getByText(line).waitFor();
      await page.keyboard.press('Escape');

      const idPath = page.locator('[data-test-id="parameter-input-idPath"] input').first();
      await idPath.fill('nowhere');
      await idPath.press('Tab');
      await open();
      await page.getByText('check "ID Path"').waitFor();
      await page.close();
    });
  });
}

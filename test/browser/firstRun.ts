import type { Page } from 'playwright-core';
import { byTestId } from './support/editor';
import { succeeded, type World } from './support/world';

export function firstRunTests(world: () => World): void {
  describe('after npm start', () => {
    test('the first message is three clicks away from the login', async () => {
      const { browser, n8n, simulator, firstExample, clicks, picture } = world();
      const page = await browser.context.newPage();
      await page.goto(`${n8n.url}/workflow/${firstExample.id}`);
      await logIn(page, n8n.owner);
      await page.waitForSelector(byTestId('canvas-node'));

      const before = clicks();
      await page.click(byTestId('execute-workflow-button'));
      for (const name of firstExample.own) await succeeded(page, name);
      await picture(page, 'executed');
      await page.close();

      const inbox = await browser.context.newPage();
      await inbox.goto(simulator.urls.inbox);
      const greetings = ['Hi Maria!', 'Hi João!'];
      for (const greeting of greetings) await inbox.getByText(greeting).first().waitFor();
      expect(clicks() - before).toBe(1);
      const text = await inbox.locator('body').innerText();
      const each = firstExample.own.length;
      expect(greetings.map((greeting) => text.split(greeting).length - 1)).toEqual([each, each]);
      await picture(inbox, 'inbox');
      await inbox.close();
    });
  });
}

/** As a person does it: n8n asks for it before it shows the workflow that was asked for. */
async function logIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').first().fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.keyboard.press('Enter');
}

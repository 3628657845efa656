import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { RunningN8n } from '../../../host/n8n';

const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A browser with an empty profile that asks nothing of the internet by itself. */
export interface OpenBrowser {
  context: BrowserContext;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<OpenBrowser> {
  if (!existsSync(chromiumPath)) {
    throw new Error(
      `There is no browser at ${chromiumPath}. Install it ("apt-get install chromium" on Debian or Ubuntu), ` +
        'or name another one in the environment variable CHROMIUM.',
    );
  }
  const profile = mkdtempSync(join(tmpdir(), 'mensageiro-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    viewport: { width: 1500, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, close };
}

/** The editor with a workflow open, logged in as the owner. */
export async function openWorkflow({ context }: OpenBrowser, n8n: RunningN8n, id: string): Promise<Page> {
  const page = await context.newPage();
  const { email, password } = n8n.owner;
  await page.request.post(`${n8n.url}/rest/login`, { data: { emailOrLdapLoginId: email, password } });
  await page.goto(`${n8n.url}/workflow/${id}`);
  await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
  return page;
}

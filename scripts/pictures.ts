import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { WorkflowNode } from '../host/api';
import { checkout } from '../host/places';
import { statusAddresses } from '../host/statusAddress';
import { openWorkflow } from '../test/e2e/support/browser';
import { vendorStands } from '../test/support/vendorStands';
import { everyForm, type Form } from '../test/support/forms';
import {
  byTestId,
  canvasPlace,
  closeNode,
  formPlace,
  openNode,
  shownLines,
} from '../test/browser/support/editor';
import { node, startWorld, succeeded, versionOf, type World } from '../test/browser/support/world';

/** Makes the pictures of the documentation from a running n8n: `npm run pictures`. */

const THEMES = ['light', 'dark'] as const;

const folder = join(checkout, 'docs', 'images');
const nodesFolder = join(folder, 'nodes');

async function main(): Promise<void> {
  const world = await startWorld();
  try {
    rmSync(nodesFolder, { recursive: true, force: true });
    mkdirSync(nodesFolder, { recursive: true });
    await pictureForms(world);
    await pictureWorkflows(world);
  } finally {
    await world.stop();
  }
  const made = readdirSync(nodesFolder).filter((name) => name.endsWith('.png'));
  console.log(`${made.length} pictures of nodes in docs/images/nodes, three more in docs/images.`);
}

/** Each form once for each theme, cut to its lines; and beside them the texts that they show. */
async function pictureForms(world: World): Promise<void> {
  const forms = everyForm();
  const page = await world.open(
    'Forms',
    forms.map(({ name, node: type, parameters }) =>
      node(name, `n8n-nodes-mensageiro.${type}`, parameters, {
        typeVersion: versionOf(type),
        ...credentialFor(world, parameters),
      }),
    ),
  );
  await page.setViewportSize({ width: 1500, height: 1800 });
  const shown: Record<string, string[]> = {};
  for (const form of forms) {
    await openNode(page, form.name);
    shown[form.name] = await settled(page, form);
    for (const theme of THEMES) await picture(page, form.name, theme);
    await closeNode(page);
    console.log(form.name);
  }
  await page.close();
  writeFileSync(join(nodesFolder, 'shown.json'), `${JSON.stringify(shown, null, 2)}\n`);
}

/** The credential of the chosen vendor and version, where n8n would take any of the vendor's. */
function credentialFor(world: World, { vendor, generation }: Form['parameters']): Partial<WorkflowNode> {
  const stands = vendorStands.filter((stand) => stand.vendor.id === vendor);
  const stand = stands.find((each) => each.generation === generation) ?? stands[0];
  const credentials = stand === undefined ? undefined : world.credential(stand.demoCredential);
  return credentials === undefined ? {} : { credentials };
}

/** What the form says once it says what the descriptions promise. */
async function settled(page: Page, { name, lines }: Form): Promise<string[]> {
  for (let left = 100; left > 0; left -= 1) {
    const seen = await shownLines(page);
    if (JSON.stringify(seen) === JSON.stringify(lines)) return seen;
    await page.waitForTimeout(100);
  }
  throw new Error(
    `The form of ${name} shows ${JSON.stringify(await shownLines(page))}, not ${JSON.stringify(lines)}.`,
  );
}

async function picture(page: Page, name: string, theme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.mouse.move(1, 1);
  await page.waitForTimeout(250);
  await page.screenshot({
    path: join(nodesFolder, `${name}-${theme}.png`),
    clip: await formPlace(page),
    animations: 'disabled',
    caret: 'hide',
  });
}

/** A workflow after its run, one before it, and what the run brought to the phones. */
async function pictureWorkflows(world: World): Promise<void> {
  const { browser, n8n, simulator, firstExample } = world;
  const run = await openWorkflow(browser, n8n, firstExample.id);
  await run.click(byTestId('execute-workflow-button'));
  for (const name of firstExample.own) await succeeded(run, name);
  await pictureCanvas(run, 'workflow');

  const followUp = await world.example('follow-up');
  await pictureCanvas(await openWorkflow(browser, n8n, followUp.id), 'follow-up');

  // Its messages are told to n8n when somebody presses a button in the inbox page.
  const listening = await world.example('follow-up-on-status');
  simulator.setWebhookUrls(await statusAddresses(n8n.api, [listening.id]));
  await n8n.api.runWorkflow(followUp.id, followUp.start);
  const inbox = await browser.context.newPage();
  await inbox.setViewportSize({ width: 1400, height: 740 });
  await inbox.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await inbox.goto(simulator.urls.inbox);
  await inbox.getByText('Maria').first().waitFor();
  await inbox.getByRole('button', { name: 'Read', exact: true, disabled: false }).first().click();
  await inbox.getByText('n8n took').waitFor();
  await inbox.mouse.move(1, 1);
  await inbox.screenshot({ path: join(folder, 'inbox.png'), animations: 'disabled' });
  await inbox.close();
}

async function pictureCanvas(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 2000, height: 1400 });
  // Bars, buttons and what n8n tells of the run would stand in the picture.
  await page.addStyleTag({
    content:
      'body * { visibility: hidden !important } ' +
      '.vue-flow, .vue-flow > :not(.vue-flow__panel), .vue-flow > :not(.vue-flow__panel) * { visibility: inherit !important } ' +
      '.vue-flow { visibility: visible !important } .vue-flow__panel { display: none !important }',
  });
  await page.keyboard.press('1');
  await page.waitForTimeout(700);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    clip: await canvasPlace(page),
    animations: 'disabled',
  });
  await page.close();
}

main().then(
  () => process.exit(0),
  (failure: unknown) => {
    console.error(failure);
    process.exit(1);
  },
);

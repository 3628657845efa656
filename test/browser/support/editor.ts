import type { Locator, Page } from 'playwright-core';
import { NEEDED, NOTICE, plainText } from '../../support/forms';

/** What a person sees and does in n8n's editor, by the marks that n8n's own tests know its parts by. */

export const byTestId = (id: string): string => `[data-test-id="${id}"]`;

const FORM = `${byTestId('node-parameters')} .parameter-input-list-wrapper`;

export const canvasNode = (name: string): string =>
  `${byTestId('canvas-node')}[data-node-name=${JSON.stringify(name)}]`;

/** Opens the form of a node on the canvas. */
export async function openNode(page: Page, name: string): Promise<void> {
  // Left open by a test that did not come to its end.
  if (await page.locator(byTestId('ndv')).isVisible()) await closeNode(page);
  // n8n's key for showing everything: a node may stand outside, or below the bar at the side.
  await page.keyboard.press('1');
  await page.locator(canvasNode(name)).dblclick();
  await page.locator(FORM).first().waitFor();
  // n8n opens what the address names, a moment later: the next form would be this one once more.
  await page.waitForURL(/\/workflow\/\w+\/\w+/);
}

export async function closeNode(page: Page): Promise<void> {
  await page.locator(byTestId('ndv-close-button')).click();
  await page.locator(byTestId('ndv')).waitFor({ state: 'hidden' });
  await page.waitForURL(/\/workflow\/\w+(\?.*)?$/);
}

/** The box of a parameter. */
export const box = (page: Page, name: string): Locator =>
  page
    .locator(`${byTestId(`parameter-input-${name}`)}, ${byTestId(`resource-locator-${name}`)}`)
    .filter({ visible: true })
    .first();

/** Where a person types into the box of a parameter. */
export const input = (page: Page, name: string): Locator =>
  box(page, name).locator('textarea, input:not([readonly])').last();

/** Chooses an entry in the list of a parameter: two clicks. */
export async function choose(page: Page, name: string, entry: string): Promise<void> {
  await box(page, name).locator('input').first().click();
  // An entry may have a line of explanation below its name.
  const named = page
    .getByRole('option')
    .filter({ has: page.getByText(entry, { exact: true }), visible: true });
  await named.first().click();
}

/** Chooses an entry in a list that the node asks for: two clicks. */
export async function chooseListed(page: Page, name: string, entry: string): Promise<void> {
  await box(page, name).locator(byTestId('rlc-input')).click();
  await page
    .locator(byTestId('rlc-item'))
    .getByText(entry, { exact: true })
    .filter({ visible: true })
    .first()
    .click();
}

/** What the open form says, from top to bottom, in the words of `linesOf`. */
export async function shownLines(page: Page): Promise<string[]> {
  const items = page
    .locator(FORM)
    .first()
    .locator(`:scope > ${byTestId('parameter-item')}`);
  const seen = await items.evaluateAll((all) =>
    all.map((item) => ({
      notice: item.querySelector(':scope > .notice')?.textContent,
      label: item.querySelector('label .n8n-text')?.textContent,
      isMarked: item.querySelector('[data-test-id="parameter-issues"]') !== null,
      isCredential: item.querySelector('[data-test-id="credentials-label"]') !== null,
    })),
  );
  return seen.flatMap(({ notice, label, isMarked, isCredential }) => {
    if (notice) return [NOTICE + plainText(notice)];
    if (!label) return [];
    return [plainText(label) + (isMarked && !isCredential ? NEEDED : '')];
  });
}

/** Where on the page the lines of the open form stand, with the buttons above them. */
export async function formPlace(page: Page): Promise<Place> {
  const panel = await page
    .locator('[class*="_column_"]', { has: page.locator(FORM) })
    .last()
    .boundingBox();
  const lines = await page.locator(FORM).first().boundingBox();
  if (panel === null || lines === null) throw new Error('No form is open.');
  return { x: panel.x, y: panel.y, width: panel.width, height: lines.y + lines.height + 16 - panel.y };
}

/** Where the nodes and notes of the open workflow stand. */
export async function canvasPlace(page: Page): Promise<Place> {
  const nodes = await page.locator('.vue-flow__node').evaluateAll((all) =>
    all.flatMap((node) =>
      [node, ...node.querySelectorAll('*')].map((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return right > left && bottom > top && part.checkVisibility({ opacityProperty: true })
          ? [left, top, right, bottom]
          : [];
      }),
    ),
  );
  const edge = (index: number, of: (...values: number[]) => number): number =>
    of(...nodes.flatMap((each) => each[index] ?? []));
  const [x, y] = [edge(0, Math.min) - MARGIN, edge(1, Math.min) - MARGIN];
  return { x, y, width: edge(2, Math.max) + MARGIN - x, height: edge(3, Math.max) + MARGIN - y };
}

const MARGIN = 20;

/** A part of a page, in its pixels. */
export type Place = Record<'x' | 'y' | 'width' | 'height', number>;

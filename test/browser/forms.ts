import type { Page } from 'playwright-core';
import { nodeTypes } from '../support/packageTypes';
import { everyForm, freshLines } from '../support/forms';
import { box, choose, closeNode, openNode, shownLines } from './support/editor';
import { expectSoon } from './support/soon';
import { node, versionOf, type World } from './support/world';

/** What each form shows for each choice: exactly what follows from the vendors' definitions. */
export function formTests(world: () => World): void {
  describe('the form of a node', () => {
    const forms = everyForm();
    const fresh = nodeTypes().map(({ description }) => description);
    let page: Page;

    beforeAll(async () => {
      page = await world().open(
        'Forms',
        [
          ...forms.map(({ name, node: type, parameters }) => stored(name, type, parameters)),
          ...fresh.map(({ name }) => stored(`fresh ${name}`, name, {})),
        ].reverse(),
      );
    });
    afterAll(() => page?.close());

    const stored = (name: string, type: string, parameters: Record<string, unknown>) =>
      node(name, `n8n-nodes-mensageiro.${type}`, parameters, { typeVersion: versionOf(type) });

    test('field U4: opens on no vendor, and asks for nothing before one is chosen', async () => {
      for (const description of fresh) {
        await openNode(page, `fresh ${description.name}`);
        const lines = freshLines(description);
        await shows(page, lines);
        const isByVendor = description.properties.some(({ name }) => name === 'vendor');
        if (isByVendor) {
          const asking = lines.filter((line) => !line.startsWith('Notice: '));
          expect(asking).toEqual(['Vendor (needed)']);
          expect(await box(page, 'vendor').locator('input').inputValue()).toBe('Choose a Vendor');
        }
        await closeNode(page);
      }
    });

    test.each(forms.map((form) => [form.name, form] as const))(
      'field U5, U6, U11: %s has exactly its fields, marks and notices',
      async (name, { lines }) => {
        expect(lines.length).toBeGreaterThan(2);
        await openNode(page, name);
        await shows(page, lines);
        await closeNode(page);
      },
    );

    test('follows the choice of another vendor', async () => {
      await openNode(page, 'fresh sendText');
      const of = (name: string) => forms.find((form) => form.name === name)?.lines ?? [];
      await choose(page, 'vendor', 'Interflow');
      await shows(page, of('sendText-interflow'), unmarked);
      await choose(page, 'vendor', 'AI Desk');
      await shows(page, of('sendText-aidesk'), unmarked);
      await closeNode(page);
    });
  });
}

/** n8n marks a box that has just appeared only once somebody was in it. */
const unmarked = (lines: readonly string[]): string[] => lines.map((line) => line.replace(' (needed)', ''));

async function shows(
  page: Page,
  lines: readonly string[],
  told: (lines: readonly string[]) => readonly string[] = (all) => all,
): Promise<void> {
  await expectSoon(async () => told(await shownLines(page)), told(lines));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';

/** What `npm run test:versions` found, from the root of the checkout. */
export const RESULT_FILE = 'docs/versions.json';

const resultSchema = z.object({
  checks: z.array(z.object({ name: z.string(), title: z.string() })),
  versions: z.array(z.object({ n8n: z.string(), node: z.string(), red: z.array(z.string()) })),
});

type Checked = z.output<typeof resultSchema>['checks'][number];

/** The text of the result file. */
export function resultOf(
  outcomes: ReadonlyArray<{ n8n: string; node: string; red: Record<string, string> }>,
  checks: readonly Checked[],
): string {
  const result = {
    checks: checks.map(({ name, title }) => ({ name, title })),
    versions: outcomes.map(({ n8n, node, red }) => ({ n8n, node, red: Object.keys(red) })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Which n8n does what, as the README shows it. */
export function versionMatrix(root: string): string {
  const path = join(root, RESULT_FILE);
  if (!existsSync(path)) throw new Error(`There is no ${RESULT_FILE}: run "npm run test:versions".`);
  const { checks, versions } = resultSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['n8n', ...versions.map(({ n8n }) => n8n)]),
    row(['---', ...versions.map(() => ':---:')]),
    ...checks.map(({ name, title }) =>
      row([title, ...versions.map(({ red }) => (red.includes(name) ? '**no**' : 'yes'))]),
    ),
  ].join('\n');
}

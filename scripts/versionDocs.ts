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

type Result = z.output<typeof resultSchema>;

/**
 * The text of the result file. What an earlier run found of versions that were not tried this time stays, unless
 * it was found with other checks.
 *
 * @param before the text as it was, if there was one
 * @param listed the versions, in their order
 */
export function resultOf(
  outcomes: ReadonlyArray<{ n8n: string; node: string; red: Record<string, string> }>,
  checked: readonly Checked[],
  before: string | null,
  listed: readonly string[],
): string {
  const checks = checked.map(({ name, title }) => ({ name, title }));
  const earlier = before === null ? null : resultSchema.parse(JSON.parse(before));
  const comparable = JSON.stringify(earlier?.checks) === JSON.stringify(checks);
  const found = [
    ...outcomes.map(({ n8n, node, red }) => ({ n8n, node, red: Object.keys(red) })),
    ...(comparable && earlier !== null ? earlier.versions : []),
  ];
  const versions = listed.flatMap((n8n) => found.find((each) => each.n8n === n8n) ?? []);
  const result: Result = { checks, versions };
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

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A document of this repository. */
export interface Document {
  /** From the root, with slashes. */
  path: string;
  text: string;
}

/** Every document that people read: those at the root and those under docs. */
export function documents(): Document[] {
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`);
  return [...atRoot, ...inDocs].map(read);
}

export const read = (path: string): Document => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });

/** The text without its fenced blocks of code. */
export const prose = ({ text }: Document): string => text.replace(/^```[\s\S]*?^```$/gm, '');

/** Where the links and pictures of a document lead to. */
export const linkTargets = (document: Document): string[] =>
  [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');

/** What a link may name behind its #, as GitHub makes it from the headings. */
export function anchors(document: Document): string[] {
  return [...prose(document).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .replace(/[`*]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What stands between backticks. */
export const quotedCode = (document: Document): string[] =>
  [...prose(document).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');

/** The JSON under the comment `<!-- sample: name -->`. */
export function sample({ path, text }: Document, name: string): Record<string, unknown> {
  const found = new RegExp(`<!-- sample: ${name} -->\\s*\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (found === undefined) throw new Error(`${path} has no sample "${name}".`);
  return JSON.parse(found) as Record<string, unknown>;
}

/** The cells of the table whose first row has this text, without the row of dashes. */
export function tableWith({ text }: Document, header: string): string[][] {
  const table = text.split(/\n\n+/).find((block) => block.split('\n', 1)[0]?.includes(header)) ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT, anchors, documents, linkTargets, quotedCode, read, type Document } from './markdown';

/** Links of the README are absolute, because npm shows them without the repository around them. */
const OURS =
  /^https:\/\/(?:github\.com\/mensageiro\/n8n-nodes-mensageiro\/(?:blob|tree)|raw\.githubusercontent\.com\/mensageiro\/n8n-nodes-mensageiro)\/main\//;

/** A link into this repository: the file from the root, and the heading. */
function inside(document: Document, target: string): { path: string; anchor: string } | undefined {
  const [address = '', anchor = ''] = target.split('#');
  if (OURS.test(address)) return { path: address.replace(OURS, ''), anchor };
  if (/^[a-z]+:/i.test(address)) return undefined;
  return { path: address === '' ? document.path : posix.join(dirname(document.path), address), anchor };
}

const all = documents();

/** Whether a word between backticks names a file or folder of this repository. */
const isPath = (code: string): boolean =>
  /^(core|vendors|nodes|credentials|icons|simulator|host|examples|test|docs|bench)\/[\w./-]*$/.test(code);

/** CONTRIBUTING tells of a vendor that is yet to be made. */
const isInvented = (code: string): boolean => /acme/i.test(code) && code !== 'test/core/acme.ts';

describe.each(all.map((document) => [document.path, document] as const))('%s', (path, document) => {
  it('has only links into this repository that lead somewhere', () => {
    const dead = linkTargets(document).filter((target) => {
      const link = inside(document, target);
      if (link === undefined) return false;
      if (!existsSync(join(ROOT, link.path))) return true;
      return link.anchor !== '' && !anchors(read(link.path)).includes(link.anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const named = quotedCode(document).filter((code) => isPath(code) && !isInvented(code));
    expect(named.filter((code) => !existsSync(join(ROOT, code)))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json').text) as { scripts: Record<string, string> };
    const named = [...document.text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    const commands = named.map(([, script, short]) => script ?? short ?? '');
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  if (path === 'README.md')
    it('has only absolute links, because npm shows it too', () => {
      expect(linkTargets(document).filter((target) => !/^https:\/\//.test(target))).toEqual([]);
    });
});

it('there are documents, with links, paths and anchors to check', () => {
  expect(all.length).toBeGreaterThan(10);
  expect(all.flatMap(linkTargets).length).toBeGreaterThan(50);
  expect(all.flatMap(quotedCode).filter(isPath).length).toBeGreaterThan(20);
  expect(anchors({ path: 'x.md', text: '# 1. Can it?\n## Talk.me API\n```\n# no heading\n```' })).toEqual([
    '1-can-it',
    'talkme-api',
  ]);
});

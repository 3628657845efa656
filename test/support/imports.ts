import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/** One import of a source file. */
export interface Import {
  /** The importing file, from the root, with forward slashes. */
  file: string;
  /** A file of the project (from the root, without its ending) or a module's name. */
  target: string;
}

const fromRoot = (root: string, path: string): string => relative(root, path).split(sep).join('/');

/** The TypeScript files of a folder, all the way down. */
export function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(root, folder, name))
    .sort();
}

/** Everything that a source text imports: statically, by type, dynamically or by `require`. */
export function moduleNames(text: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const [name] = nameIn(node);
    if (name !== undefined) names.push(ts.isStringLiteralLike(name) ? name.text : '(computed)');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return names;
}

function nameIn(node: ts.Node): ts.Node[] {
  if (ts.isImportDeclaration(node)) return [node.moduleSpecifier];
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier === undefined ? [] : [node.moduleSpecifier];
  if (ts.isExternalModuleReference(node)) return [node.expression];
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? [node.argument.literal] : [node];
  if (!ts.isCallExpression(node)) return [];
  const isLoading =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return isLoading ? [node.arguments[0] ?? node] : [];
}

/** All imports of the TypeScript files in a folder. */
export function importsOf(root: string, folder: string): Import[] {
  return sourceFiles(root, folder).flatMap((path) =>
    moduleNames(readFileSync(path, 'utf8')).map((name) => ({
      file: fromRoot(root, path),
      target: name.startsWith('.') ? fromRoot(root, join(dirname(path), name)) : name,
    })),
  );
}

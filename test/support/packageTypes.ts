import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { n8n } from '../../package.json';

const ROOT = join(__dirname, '..', '..');

const load = createRequire(__filename);

/** An object of the class after which a file of the package is named, from its source. */
function made<Type>(built: string): Type {
  const source = built.replace(/^dist\//, '').replace(/\.js$/, '');
  const name = basename(source).split('.')[0] ?? '';
  const type = (load(join(ROOT, source)) as Record<string, new () => Type>)[name];
  if (type === undefined) throw new Error(`${source} does not export ${name}.`);
  return new type();
}

/** Every credential type that n8n finds in the package. */
export const credentialTypes = (): ICredentialType[] =>
  n8n.credentials.map((built) => made<ICredentialType>(built));

/** Every node that n8n finds in the package. */
export const nodeTypes = (): INodeType[] => n8n.nodes.map((built) => made<INodeType>(built));

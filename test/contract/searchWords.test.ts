import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withVendorNames } from '../../scripts/searchWords';
import { vendors } from '../../vendors';

const NODES = ['AddToCampaign', 'SendAndWait', 'SendMedia', 'SendTemplate', 'SendText', 'StatusTrigger'];

describe.each(NODES)('the search words of %s', (node) => {
  const path = join(__dirname, '..', '..', 'nodes', node, `${node}.node.json`);
  const codex = JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] };
  const built = withVendorNames(codex, vendors);

  it('hold every vendor as people write it, once', () => {
    const names = vendors.flatMap(({ id, name }) => [id, name.toLowerCase()]);
    expect(built.alias).toEqual(expect.arrayContaining([...codex.alias, ...names]));
    expect(new Set(built.alias).size).toBe(built.alias.length);
  });

  it('are all that the build adds', () => {
    expect({ ...built, alias: codex.alias }).toEqual(codex);
  });
});

it('grow with a vendor', () => {
  const acme = { id: 'acme', name: 'Acme' };
  expect(withVendorNames({ alias: ['zap'] }, [acme, { id: 'hooli', name: 'Hooli 24' }]).alias).toEqual([
    'zap',
    'acme',
    'hooli 24',
    'hooli',
  ]);
});

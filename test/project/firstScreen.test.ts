import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../host/places';
import { engines } from '../../package.json';

interface Locked {
  engines?: { node?: string };
  deprecated?: string;
}

const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** The oldest Node.js of each way that a range like "^20.17.0 || >=22.9.0" leaves open, lowest major first. */
const lowest = (range: string): number =>
  Math.min(...range.split('||').map((way) => Number(/\d+/.exec(way)?.[0] ?? 0)));

const oldest = lowest(engines.node);

/** npm is told to keep its warnings to itself, so a test has to say what they are. */
describe('field U15: what npm ci would warn of', () => {
  test('is one package, which n8n-core lists and nothing here loads', () => {
    const tooNew = Object.entries(packages).filter(
      ([, { engines: asked }]) => lowest(asked?.node ?? '') > oldest,
    );
    expect(tooNew.map(([path]) => path)).toEqual(['node_modules/isolated-vm']);
  });

  test('is no deprecated package', () => {
    expect(Object.entries(packages).filter(([, { deprecated }]) => deprecated)).toEqual([]);
  });

  test('is kept from the first screen, and what does not succeed is not', () => {
    expect(readFileSync(join(checkout, '.npmrc'), 'utf8').split('\n')).toContain('loglevel=error');
  });
});

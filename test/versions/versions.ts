import { join } from 'node:path';
import { checkout, hostFolder } from '../../host/places';

/** An n8n that the package is tried in. */
export interface Version {
  n8n: string;
  /** The Node.js that it is run with. */
  node: string;
  /** Where it is installed. Git ignores it. */
  folder: string;
}

const kept = (n8n: string, node: string): Version => ({
  n8n,
  node,
  folder: join(checkout, '.n8n-versions', n8n),
});

/** The newest that can be installed is the pinned one, which the other tests use too. */
const pinned: Version = { n8n: '2.41.1', node: '24.21.0', folder: hostFolder };

/** Newest first. */
export const versions: readonly Version[] = [
  pinned,
  kept('2.35.7', '22.23.3'),
  kept('2.30.8', '22.23.3'),
  kept('2.20.12', '22.23.3'),
  kept('2.0.3', '22.23.3'),
  kept('1.123.81', '22.23.3'),
  kept('1.110.1', '22.23.3'),
  kept('1.100.1', '22.23.3'),
];

import jestConfig from './jest.config.js';
import decisionLists from './test/decisions.js';

const decisions = jestConfig.projects.find(({ displayName }) => displayName === 'decisions');

/**
 * Changes the code that must not be wrong in hundreds of small ways, and expects a test to fail each time.
 * One module alone: `npm run test:mutation -- --mutate core/memory/ledger.ts`.
 */
export default {
  testRunner: 'jest',
  // Stryker gives jest one configuration and knows no projects. Changed code often waits for ever; the tests
  // themselves take no second each.
  jest: { config: { ...decisions, projects: [], testTimeout: 10_000 } },
  coverageAnalysis: 'perTest',
  mutate: decisionLists.mutated,
  ignorePatterns: [
    'host',
    'dist',
    'docs',
    'examples',
    'simulator',
    'bench',
    'test/e2e',
    'test/browser',
    '.n8n-data',
    '.n8n-versions',
  ],
  concurrency: 2,
  timeoutMS: 5_000,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 97, low: 95, break: 95 },
  tempDirName: '.stryker-tmp',
};

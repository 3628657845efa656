const { availableParallelism } = require('node:os');
const decisions = require('./test/decisions');

// The sentences that tests look for are the English ones, whatever the language of who runs them.
process.env.LC_ALL = 'C.UTF-8';

const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.m?ts$': ['ts-jest', { diagnostics: false }] },
};

/** Tests that need no n8n server. */
const quiet = {
  ...common,
  // Only a file that imports fast-check pays for loading it.
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fixedSeed.js' },
  setupFiles: ['<rootDir>/test/support/quietLogs.js'],
};

/** Every test file belongs to one project; together the first two are what `npm test` runs. */
const always = [
  {
    ...quiet,
    displayName: 'decisions',
    roots: ['<rootDir>/test', '<rootDir>/core'],
    testMatch: decisions.tests.map((tests) => `<rootDir>/${tests}`),
  },
  {
    ...quiet,
    displayName: 'tests',
    roots: ['<rootDir>/test'],
    testMatch: [
      '**/*.test.ts',
      '!**/test/{e2e,browser}/**',
      ...decisions.tests.map((tests) => `!**/${tests}`),
    ],
  },
];

const inN8n = { ...common, globalSetup: '<rootDir>/test/e2e/support/ready.ts' };

/** Each with a command of its own in package.json, which says how long a test may take and how many at once. */
const onlyWhereNamed = [
  // The package inside the pinned n8n: `npm run test:e2e`.
  { ...inN8n, displayName: 'e2e', roots: ['<rootDir>/test/e2e'], testMatch: ['**/*.test.ts'] },
  // What a person sees and does in n8n's editor, in a real browser: `npm run test:browser`.
  { ...inN8n, displayName: 'browser', roots: ['<rootDir>/test/browser'], testMatch: ['**/*.test.ts'] },
  // What each kind of delivery gets from the trigger, printed as one matrix: `npm run test:webhooks`.
  {
    ...common,
    displayName: 'webhooks',
    roots: ['<rootDir>/test/webhook'],
    testMatch: ['<rootDir>/test/webhook/printMatrix.ts'],
  },
  // Several processes of n8n on real Redis and PostgreSQL: `npm run test:queue`.
  {
    ...common,
    displayName: 'queue',
    roots: ['<rootDir>/test/queue'],
    testMatch: ['<rootDir>/test/queue/cases.ts'],
  },
];

const named = new Set(process.argv.flatMap((word) => word.split('=')));

module.exports = {
  projects: [...always, ...onlyWhereNamed.filter(({ displayName }) => named.has(displayName))],
  // Generous: a busy machine is no failure. Nothing here is measured by time.
  testTimeout: 240_000,
  // Two at least: in one process all files together take gigabytes and leave half of a small machine idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  reporters: ['default', '<rootDir>/test/support/closingLine.js'],
  collectCoverageFrom: decisions.covered,
  coverageReporters: ['text'],
  coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
};

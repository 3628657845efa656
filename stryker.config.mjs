/**
 * Changes the code that must not be wrong in hundreds of small ways, and expects a test to fail each time.
 * One module alone: `npm run test:mutation -- --mutate core/memory/ledger.ts`.
 */
export default {
  testRunner: 'jest',
  // Changed code often waits for ever; the tests themselves take no second each.
  jest: { configFile: 'jest.unit.config.js', config: { testTimeout: 10_000 } },
  coverageAnalysis: 'perTest',
  mutate: [
    'core/{outcomes/classify,outcomes/redact,memory/ledger,pacing/limiter}.ts',
    'core/webhook/{authenticity,compare,hmac,proof,standardWebhooks}.ts',
    'nodes/shared/editor/derive.ts',
    'nodes/shared/files/file.ts',
    'nodes/shared/http/formBody.ts',
    'nodes/shared/running/{dryRun,identity,interruption,keyStore,outputItem,parameters,plainValue}.ts',
    'nodes/StatusTrigger/{answer,authentication,credential,incoming,memories,preview,receive,setup,source,wishes}.ts',
  ],
  ignorePatterns: ['host', 'dist', 'docs', 'examples', 'simulator', 'bench', 'test/e2e', '.n8n-data'],
  concurrency: 2,
  timeoutMS: 5_000,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 97, low: 95, break: 95 },
  tempDirName: '.stryker-tmp',
};

/** Everything that needs no n8n server. `npm run test:e2e` has its own configuration. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: { '^.+\\.m?ts$': ['ts-jest', { diagnostics: false }] },
  // Only a file that imports fast-check pays for loading it.
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fixedSeed.js' },
  // Generous: a busy machine is no failure. Nothing here is measured by time.
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/test/support/quietLogs.js'],
  reporters: ['default', '<rootDir>/test/support/closingLine.js'],
};

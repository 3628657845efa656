/** The package inside the pinned n8n, with a real browser. Run by `npm run test:e2e`. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.m?ts$': ['ts-jest', { diagnostics: false }] },
  maxWorkers: 1,
  testTimeout: 180_000,
  reporters: ['default', '<rootDir>/test/support/closingLine.js'],
};

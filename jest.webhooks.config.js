/** What each kind of delivery gets from the trigger, printed as one matrix by `npm run test:webhooks`. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test/webhook'],
  testMatch: ['<rootDir>/test/webhook/printMatrix.ts'],
  transform: { '^.+\\.m?ts$': ['ts-jest', { diagnostics: false }] },
  maxWorkers: 1,
  testTimeout: 180_000,
  reporters: ['<rootDir>/test/support/closingLine.js'],
};

/**
 * The quick tests of the code that decides whether a message may go again, what may be shown and who is
 * believed. `npm run coverage` and `npm run test:mutation` measure that code by these tests alone.
 */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: [
    '<rootDir>/test/core/{classify,clock,deduplication,ledger,limiter,locks,queue,redact,retry,retryBudget,send}.test.ts',
    '<rootDir>/test/core/webhookProof.test.ts',
    '<rootDir>/test/webhook/{hmac,standardWebhooks}.test.ts',
  ],
  collectCoverageFrom: [
    'core/{outcomes/classify,outcomes/redact,pacing/*,memory/*,sending/attempts,sending/queue,sending/retryBudget,sending/send}.ts',
    'core/webhook/{authenticity,compare,hmac,proof,standardWebhooks}.ts',
  ],
  coverageReporters: ['text'],
  coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
};

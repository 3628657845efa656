/**
 * The quick tests of the code that decides whether a message may go again, what may be shown and who is
 * believed, and of what is pure in the nodes. `npm run coverage` measures the former by these tests alone,
 * `npm run test:mutation` both.
 */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: [
    '<rootDir>/test/core/{accounts,classify,clock,deduplication,ledger,limiter,redact,retry,send}.test.ts',
    '<rootDir>/test/core/webhookProof.test.ts',
    '<rootDir>/test/webhook/{credential,hmac,memory,mostTriggers,preview,refused,setup,standardWebhooks,throwing}.test.ts',
    '<rootDir>/test/nodes/*.test.ts',
  ],
  collectCoverageFrom: [
    'core/{outcomes/classify,outcomes/redact,pacing/*,memory/deduplication,memory/ledger,sending/attempts,sending/send}.ts',
    'core/webhook/{authenticity,compare,hmac,proof,standardWebhooks}.ts',
  ],
  coverageReporters: ['text'],
  coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
};

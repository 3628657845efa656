const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The code that decides whether a message may go again, what may be shown and who is believed, and the quick
 * tests that measure it. `npm run coverage` and `npm run test:mutation` go by these three lists alone.
 */
module.exports = {
  /** The quick tests. */
  tests: [
    'test/core/{addressAndFields,claims,classify,clock,deduplication,identity,ledger,limiter,locks,queue,redact,retry,retryBudget,send,shelf}.test.ts',
    'test/core/webhookProof.test.ts',
    'test/webhook/{credential,hmac,memory,mostTriggers,preview,refused,setup,standardWebhooks,throwing}.test.ts',
    ...readdirSync(join(__dirname, 'nodes')).map((file) => `test/nodes/${file}`),
  ],
  /** What they must reach in every line and branch. */
  covered: [
    'core/{outcomes/classify,outcomes/redact,pacing/*,memory/*,sending/attempts,sending/queue,sending/retryBudget,sending/send}.ts',
    'core/webhook/{addressAndFields,authenticity,compare,hmac,proof,standardWebhooks}.ts',
  ],
  /** What is changed in small ways, each of which must make one of them fail. */
  mutated: [
    'core/{outcomes/classify,outcomes/redact,memory/ledger,pacing/limiter}.ts',
    'core/webhook/{addressAndFields,authenticity,compare,hmac,proof,standardWebhooks}.ts',
    'nodes/shared/editor/{derive,locator}.ts',
    'nodes/shared/files/file.ts',
    'nodes/shared/http/{answer,formBody,uploads}.ts',
    'nodes/shared/running/{dryRun,interruption,keyRows,keyStore,outputItem,parameters,places,plainValue,reading}.ts',
    'nodes/StatusTrigger/{answer,authentication,credential,incoming,memories,preview,receive,selection,setup,source}.ts',
  ],
};

const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The code that decides whether a message may go again, what may be shown and who is believed, and the quick
 * tests that measure it. `npm run coverage` and `npm run test:mutation` go by these three lists alone.
 */
module.exports = {
  /** The quick tests. */
  tests: [
    'test/core/{addressAndFields,claims,classify,clean,clock,deduplication,identity,ledger,limiter,locks,lookBack,queue,redact,retry,retryBudget,send,shelf,templateParts,valuesOfPeople,variables,width}.test.ts',
    'test/core/{countryTable,phone,recipientsInTheField,webhookProof}.test.ts',
    'test/webhook/{credential,field,hmac,memory,mostTriggers,preview,refused,setup,standardWebhooks,throwing}.test.ts',
    'test/core/{links,privateAddress}.test.ts',
    ...readdirSync(join(__dirname, 'nodes')).map((file) => `test/nodes/${file}`),
  ],
  /** What they must reach in every line and branch. */
  covered: [
    'core/contract/{language,switches,templateValue,text,variables}.ts',
    'core/{outcomes/classify,outcomes/redact,pacing/*,memory/*,message/carry,sending/attempts,sending/lookBack,sending/queue,sending/retryBudget,sending/send}.ts',
    'core/recipients/{brazil,country,digits,madeUp,phone,refusal,written}.ts',
    'core/contract/{address,links,privateAddress,sharePages}.ts',
    'core/webhook/{addressAndFields,authenticity,compare,hmac,proof,standardWebhooks}.ts',
  ],
  /** What is changed in small ways, each of which must make one of them fail. */
  mutated: [
    'core/contract/{switches,templateValue,text}.ts',
    'core/{outcomes/classify,outcomes/redact,memory/ledger,pacing/limiter}.ts',
    'core/webhook/{addressAndFields,authenticity,compare,hmac,proof,standardWebhooks}.ts',
    'nodes/shared/editor/{derive,locator}.ts',
    'nodes/shared/files/file.ts',
    'nodes/shared/http/{answer,formBody,uploads}.ts',
    'nodes/shared/running/{dryRun,errorOutput,expressionParts,interruption,keyRows,keyStore,optionValues,outputItem,parameters,places,plainValue,reading,typedText,workedOut}.ts',
    'nodes/StatusTrigger/{answer,authentication,credential,incoming,lasting,memories,preview,receive,selection,setup,source,unreadable}.ts',
  ],
};

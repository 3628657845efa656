/**
 * fast-check with a fixed seed, so that properties are tried with the same values in every run. `FC_SEED`
 * tries others. The path leads around the mapping of the name in jest.config.js, which leads here.
 */
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fastCheck.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_015) });

module.exports = fastCheck;

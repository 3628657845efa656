/*
 * What `npm start` runs. Plain old JavaScript on purpose: a Node.js that is too old must be able
 * to read this file in order to say so. Everything else is in host/start.ts.
 */
var needed = 20;
var found = process.versions.node;

/* The terminal's language, as host/languages.ts takes it, which cannot be read yet. */
var language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
var words = /^pt(?![a-z])/i.test(language)
  ? {
      tooOld: 'O Mensageiro precisa do Node.js ' + needed + ' ou mais novo; este é o Node.js ' + found + '.',
      newer:
        'Instale a versão LTS atual, de https://nodejs.org (ou digite: nvm install --lts), e depois: npm ci && npm start',
      nothing: 'Os pacotes de desenvolvimento ainda não estão instalados.',
      notAll: 'Faltam alguns dos pacotes de desenvolvimento: ',
      type: 'Digite: npm ci && npm start',
    }
  : {
      tooOld: 'Mensageiro needs Node.js ' + needed + ' or newer; this is Node.js ' + found + '.',
      newer:
        'Install the current LTS from https://nodejs.org (or type: nvm install --lts), then: npm ci && npm start',
      nothing: 'The development packages are not installed yet.',
      notAll: 'The development packages are not all there: ',
      type: 'Type: npm ci && npm start',
    };

function refuse(lines) {
  console.error('\n' + lines.join('\n') + '\n');
  process.exit(1);
}

function isInstalled(name) {
  try {
    require.resolve(name);
    return true;
  } catch (missing) {
    return false;
  }
}

if (parseInt(found, 10) < needed) refuse([words.tooOld, words.newer]);

if (!isInstalled('tsx/cjs') || !isInstalled('listr2')) refuse([words.nothing, words.type]);

try {
  require('tsx/cjs');
  require('./host/start.ts');
} catch (seen) {
  if (!seen || seen.code !== 'MODULE_NOT_FOUND') throw seen;
  refuse([words.notAll + String(seen.message).split('\n')[0], words.type]);
}

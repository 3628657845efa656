/*
 * What `npm start` runs. Plain old JavaScript on purpose: a Node.js that is too old must be able
 * to read this file in order to say so. Everything else is in host/start.ts.
 */
var needed = 20;
var found = process.versions.node;

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

if (parseInt(found, 10) < needed) {
  refuse([
    'Mensageiro needs Node.js ' + needed + ' or newer; this is Node.js ' + found + '.',
    'Install the current LTS from https://nodejs.org (or type: nvm install --lts), then: npm ci && npm start',
  ]);
}

if (!isInstalled('tsx/cjs') || !isInstalled('listr2')) {
  refuse(['The development packages are not installed yet.', 'Type: npm ci && npm start']);
}

try {
  require('tsx/cjs');
  require('./host/start.ts');
} catch (seen) {
  if (!seen || seen.code !== 'MODULE_NOT_FOUND') throw seen;
  refuse([
    'The development packages are not all there: ' + String(seen.message).split('\n')[0],
    'Type: npm ci && npm start',
  ]);
}

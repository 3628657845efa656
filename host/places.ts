import { join, resolve } from 'node:path';

/** The checkout itself. */
export const checkout = resolve(__dirname, '..');

/** The private package that pins n8n, with its own lockfile. */
export const hostFolder = join(checkout, 'host');

/** What a new user sees first. */
export const firstExample = join(checkout, 'examples', '1-send-text.json');

/** Where `npm start` keeps n8n's data. Git ignores it; the user's own `~/.n8n` is never touched. */
export const dataFolder = resolve(process.env.MENSAGEIRO_DATA_FOLDER || join(checkout, '.n8n-data'));

const windows = process.platform === 'win32';

/** The Node.js that n8n needs (24), installed as a package beside it, so that Node.js 20 can start it. */
export const hostNode = join(hostFolder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** n8n's command line. */
export const n8nCommand = join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n');

import { openBrowser } from './browser';
import type { Demo } from './demo';

/** Says where everything is and what to click first; shows the first example to a person at a screen. */
export function greet({ n8n, simulator, memory, notes, dataFolder }: Demo): void {
  if (!n8n || !simulator) return;
  const first = memory.examples[Object.keys(memory.examples).sort()[0] ?? ''];
  const page = first ? `${n8n.url}/workflow/${first}` : n8n.url;
  console.log(`
${notes.map((note) => `  ${note}\n`).join('')}
  n8n       ${page}
            log in as ${memory.owner.email} with the password ${memory.owner.password}
  Inbox     ${simulator.urls.inbox}

  1. Log in to n8n: the first example opens.
  2. Click "Execute workflow".
  3. Look at the inbox: the messages are on their recipients' phones.

  Nothing leaves this computer: the vendors are simulated. What you build is kept in ${dataFolder}.
  Ctrl-C stops everything.
`);
  openBrowser(page);
}

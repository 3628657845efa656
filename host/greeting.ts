import { openBrowser } from './browser';
import type { Demo } from './demo';
import type { Preparation } from './preparing';
import { roughly } from './waiting';
import { words } from './words';

/** Says where everything is and what to click first; shows the first example to a person at a screen. */
export function greet({ n8n, simulator, memory, notes, dataFolder }: Demo): void {
  if (!n8n || !simulator) return;
  const first = memory.examples[Object.keys(memory.examples).sort()[0] ?? ''];
  const page = first ? `${n8n.url}/workflow/${first}` : n8n.url;
  const { email, password } = memory.owner;
  console.log(
    words().greeting({ notes, editor: page, email, password, inbox: simulator.urls.inbox, dataFolder }),
  );
  openBrowser(page);
}

/** Says what can be seen while n8n is still being prepared, and shows the inbox to a person at a screen. */
export function greetEarly({ simulator, notes }: Demo, preparation: Preparation): void {
  if (!simulator) return;
  const { inbox: messages, urls } = simulator;
  const time = roughly(preparation.estimate.remaining());
  const say = words();
  const sentence =
    messages.length > 0
      ? say.firstStart(messages.length, urls.inbox, time)
      : say.noFirstMessages(urls.inbox, time);
  console.log(`\n${[...notes, sentence].join('\n')}\n`);
  openBrowser(urls.inbox);
}

import type { InboxMessage } from '../recording';
import { bubble } from './bubble';
import { html } from './html';
import type { Markup } from './html';
import type { InboxWords } from './words';

const SHOWN_PHONES = 48;
const SHOWN_MESSAGES = 60;

/** One phone per recipient, the one with the newest message first. */
export function phones(messages: readonly InboxMessage[], words: InboxWords): Markup {
  const byPhone = new Map<string, InboxMessage[]>();
  for (const message of messages) {
    const key = phoneKey(message.to);
    const earlier = byPhone.get(key) ?? [];
    byPhone.delete(key);
    byPhone.set(key, [...earlier, message]);
  }
  const newestFirst = [...byPhone].reverse();
  const hidden = newestFirst.length - SHOWN_PHONES;
  return html`<section class="phones" aria-label="${words.phones}">
      ${newestFirst.slice(0, SHOWN_PHONES).map(([key, received]) => phone(key, received, words))}
    </section>
    ${hidden > 0 && html`<p class="more">${words.morePhones(hidden)}</p>`}`;
}

function phone(key: string, received: readonly InboxMessage[], words: InboxWords): Markup {
  const shown = received.slice(-SHOWN_MESSAGES);
  return html`<section class="phone" aria-label="${words.phone(printed(key))}">
    <header class="bar">
      <span class="avatar" aria-hidden="true"></span>
      <span class="owner"><b>${printed(key)}</b><small>${words.messages(received.length)}</small></span>
    </header>
    <ol class="chat" id="chat-${key}" tabindex="0">
      ${shown.length < received.length &&
      html`<li class="earlier">${words.earlier(received.length - shown.length)}</li>`}
      ${shown.map((message) => bubble(message, words))}
    </ol>
  </section>`;
}

/** The same phone, whether a vendor wants the country code or not. */
function phoneKey(recipient: string): string {
  return /^[1-9]{2}(?:9\d{8}|[2-9]\d{7})$/.test(recipient) ? `55${recipient}` : recipient;
}

/** A Brazilian number as people write it, others with a plus, anything else as it is. */
function printed(key: string): string {
  const brazilian = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(key);
  if (brazilian) return `+55 ${brazilian[1]} ${brazilian[2]}-${brazilian[3]}`;
  return /^\d+$/.test(key) ? `+${key}` : key;
}

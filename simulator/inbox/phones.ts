import { standOf } from '../../test/support/vendorStands';
import type { InboxMessage, WrittenMessage } from '../recording';
import { messageSenders } from '../senders/senders';
import type { Sender } from '../senders/written';
import { bubble } from './bubble';
import { html } from './html';
import type { Markup } from './html';
import type { InboxWords } from './words';

const SHOWN_PHONES = 48;
const SHOWN_MESSAGES = 60;

/** One phone per recipient, the one with the newest message first. */
export function phones(
  messages: readonly InboxMessage[],
  written: readonly WrittenMessage[],
  words: InboxWords,
): Markup {
  const byPhone = new Map<string, Shown[]>();
  for (const message of [...messages, ...written].sort((one, other) => one.number - other.number)) {
    const key = 'to' in message ? phoneKey(message.to) : message.from;
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

/** What stands in a chat: what arrived, and what was written. */
type Shown = InboxMessage | WrittenMessage;

function phone(key: string, received: readonly Shown[], words: InboxWords): Markup {
  const shown = received.slice(-SHOWN_MESSAGES);
  return html`<section class="phone" aria-label="${words.phone(printed(key))}">
    <header class="bar">
      <span class="avatar" aria-hidden="true"></span>
      <span class="owner"><b>${printed(key)}</b><small>${words.messages(received.length)}</small></span>
    </header>
    <ol class="chat" id="chat-${key}" tabindex="0">
      ${shown.length < received.length &&
      html`<li class="earlier">${words.earlier(received.length - shown.length)}</li>`}
      ${shown.map((message) => ('to' in message ? bubble(message, words) : reply(message, words)))}
    </ol>
    ${/^\d{8,20}$/.test(key) && writing(key, received, words)}
  </section>`;
}

/** What the owner of the phone wrote, on the other side of the chat. */
function reply({ text, sender, at }: WrittenMessage, words: InboxWords): Markup {
  return html`<li class="row own">
    <article class="bubble own" aria-label="${words.writtenThrough(words.label(sender))}">
      <p class="text" dir="auto">${text}</p>
      <footer class="details">
        <span>${words.label(sender)}</span> <time datetime="${at}">${at.slice(11, 16)}</time>
      </footer>
    </article>
  </li>`;
}

/** By whom the answer to something in a chat is passed on, if by anybody. */
function passerOn(shown: Shown): Sender | undefined {
  if (!('to' in shown)) return messageSenders.find(({ label }) => label === shown.sender);
  const own = messageSenders.filter(({ id }) => id === shown.vendor);
  return own.find(({ label }) => label === standOf(shown.vendor, shown.host).label) ?? own[0];
}

/** A box to write back, through whoever wrote last of those who pass messages on. */
function writing(key: string, received: readonly Shown[], words: InboxWords): Markup {
  const label = received.map(passerOn).findLast((each) => each !== undefined)?.label;
  return html`<form class="writing" method="post" action="/phones/${key}/write">
    <input
      id="write-${key}"
      name="text"
      autocomplete="off"
      placeholder="${words.writeBack}"
      aria-label="${words.writeBack}"
    />
    <select id="sender-${key}" name="sender" aria-label="${words.through}">
      ${messageSenders.map(
        (sender) =>
          html`<option value="${sender.label}" ${sender.label === label && SELECTED}>
            ${words.label(sender.label)}
          </option>`,
      )}
    </select>
    <button>${words.write}</button>
  </form>`;
}

const SELECTED = html`selected`;

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

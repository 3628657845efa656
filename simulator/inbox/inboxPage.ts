import { standServers } from '../../test/support/vendorStands';
import type { InboxMessage, WrittenMessage } from '../recording';
import type { WebhookDelivery } from '../statusWebhooks';
import { Markup, html } from './html';
import { notices } from './notice';
import { phones } from './phones';
import type { InboxWords } from './words';

export interface InboxView {
  version: number;
  messages: readonly InboxMessage[];
  /** What was written on the phones. */
  written: readonly WrittenMessage[];
  addresses: Readonly<Record<string, string>>;
  webhookUrls: readonly string[];
  /** How status events went out, oldest first. */
  deliveries: readonly WebhookDelivery[];
}

/** The whole page; its script replaces the parts marked `data-live` when the version changed. */
export function inboxPage(view: InboxView, words: InboxWords): Markup {
  const { messages, webhookUrls } = view;
  const count = words.messages(messages.length);
  return html`<!doctype html>
    <html lang="${words.code}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title}</title>
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}" />
        <link rel="stylesheet" href="/style.css" />
        <script defer src="/script.js"></script>
      </head>
      <body data-title="${words.title}" data-away="${words.away}">
        <header class="top">
          <div class="brand">
            ${new Markup(ICON)}
            <div>
              <h1>${words.title}</h1>
              <p>${words.claim}</p>
            </div>
          </div>
          <div class="tools">
            <form class="webhook" method="post" action="/webhook-urls">
              <label for="webhook-urls">${words.webhooks}<small>${words.onePerLine}</small></label>
              <textarea
                id="webhook-urls"
                name="urls"
                rows="2"
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                placeholder="http://localhost:5678/webhook/…"
              >
${webhookUrls.join('\n')}</textarea
              >
              <button>${words.save}</button>
            </form>
            <form method="post" action="/clear"><button class="quiet">${words.clear}</button></form>
          </div>
        </header>
        <div data-live id="notices" role="status">${notices(webhookUrls, view.deliveries, words)}</div>
        <main data-live id="messages" data-version="${view.version}" data-count="${count}">
          ${messages.length > 0 ? phones(messages, view.written, words) : emptyState(words)}
        </main>
        <details class="addresses" ${messages.length === 0 && OPEN}>
          <summary>${words.addresses}</summary>
          <dl>
            ${Object.entries(standServers).map(
              ([name, { label }]) =>
                html`<div>
                  <dt>${words.label(label)}</dt>
                  <dd><code>${view.addresses[name]}</code></dd>
                </div>`,
            )}
          </dl>
        </details>
      </body>
    </html>`;
}

const OPEN = html`open`;

function emptyState(words: InboxWords): Markup {
  return html`<section class="empty">
    <span class="empty-phone" aria-hidden="true"></span>
    <h2>${words.emptyTitle}</h2>
    <p>${words.emptyText}</p>
  </section>`;
}

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><rect width="40" height="40" rx="11" fill="#128c5e"/><path d="M9 13.5A4.5 4.5 0 0 1 13.5 9h13A4.5 4.5 0 0 1 31 13.5v9a4.5 4.5 0 0 1-4.5 4.5H18l-6.2 4.6c-.5.4-1.3 0-1.3-.7V26A4.5 4.5 0 0 1 9 22.5z" fill="#fff"/><path d="m14.5 18.3 3.6 3.6 7.4-7.6" fill="none" stroke="#128c5e" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>';

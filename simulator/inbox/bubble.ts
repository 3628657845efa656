import { isWebAddress, kindOfLink } from '../fields';
import type { MediaKind } from '../fields';
import { standOf } from '../../test/support/vendorStands';
import type { InboxMessage } from '../recording';
import { StatusWebhooks } from '../statusWebhooks';
import { html } from './html';
import type { Markup } from './html';
import type { InboxWords } from './words';

const EMITTED = ['delivered', 'read', 'failed'] as const;

/** One message as WhatsApp draws it, with the buttons that report its status below. */
export function bubble(message: InboxMessage, words: InboxWords): Markup {
  const { vendor, host, text, template, media, location } = message;
  const { key, label } = standOf(vendor, host);
  const sender = words.label(label);
  return html`<li class="row" data-kind="${message.kind}">
    <article class="bubble" aria-label="${words.by(words.kinds[message.kind], sender)}">
      <header class="sender ${key}">
        <b>${sender}</b> <span class="kind">${kindOf(message, words)}</span>
      </header>
      ${media && attachment(message, words)} ${location && place(location, words)}
      ${template?.header && html`<p class="template-header">${template.header}</p>`}
      ${text && html`<p class="text" dir="auto">${text}</p>`}
      ${template?.footer && html`<p class="template-footer">${template.footer}</p>`}
      <footer class="details">
        ${message.ticket && html`<span class="ticket">${ticketNote(message.ticket.queueId, words)}</span>`}
        <time datetime="${message.at}">${message.at.slice(11, 16)}</time>${ticks(message.status, words)}
      </footer>
      ${template?.buttons?.map((button) => html`<p class="template-button">${button}</p>`)}
    </article>
    ${actions(message, words)}
  </li>`;
}

function kindOf({ kind, template, campaign }: InboxMessage, words: InboxWords): string {
  if (kind === 'campaign') return words.campaign(campaign ?? '', template?.name ?? '');
  if (kind === 'template') return words.template(template?.name ?? '');
  return words.kinds[kind];
}

function ticketNote(queueId: string | null, words: InboxWords): string {
  return queueId === null ? words.noQueue : words.queue(queueId);
}

function attachment(message: InboxMessage, words: InboxWords): Markup {
  const { number, media = {} } = message;
  const kind = mediaKind(message);
  const { content, fileName, mimeType, url } = media;
  if (content && /^image\/(?:png|jpeg|gif|webp)$/.test(mimeType ?? '')) {
    return html`<a class="picture" href="/media/${number}" target="_blank"
      ><img src="/media/${number}" alt="${fileName ?? words.picture}"
    /></a>`;
  }
  if (content && kind === 'audio') return html`<audio controls src="/media/${number}"></audio>`;
  if (content && kind === 'video') return html`<video controls src="/media/${number}"></video>`;
  const name = fileName ?? (url ? shortAddress(url) : words.file);
  const detail = content
    ? `${mimeType ?? words.file} · ${size(content.length, words)}`
    : words.byLink(words.kinds[kind]);
  const href = content ? `/media/${number}` : isWebAddress(url) ? url : null;
  const card = html`<span class="file-icon" aria-hidden="true">${icon(kind)}</span
    ><span class="file-text"><b>${name}</b><small>${detail}</small></span>`;
  return href
    ? html`<a class="file" href="${href}" target="_blank" rel="noopener noreferrer">${card}</a>`
    : html`<span class="file">${card}</span>`;
}

const ICON_PATHS: Readonly<Record<MediaKind, string>> = {
  image:
    'M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 3 14.5zM3.5 14l4-4.5 3.5 4 2-2 3.5 3M12.7 7.4h.1',
  video: 'M7 4.5v11l8.5-5.5z',
  audio: 'M8 14.5V5l7-1.5v9M8 14.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM15 12.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  document: 'M11.5 2.5h-6v15h9v-12zm0 0v3h3M7.5 10h5M7.5 13h5',
};

function icon(kind: MediaKind): Markup {
  return html`<svg viewBox="0 0 20 20"><path d="${ICON_PATHS[kind]}" /></svg>`;
}

/** A template's or campaign's own media says nothing of its kind: its link does. */
function mediaKind({ kind, media }: InboxMessage): MediaKind {
  if (kind === 'image' || kind === 'video' || kind === 'audio' || kind === 'document') return kind;
  return isWebAddress(media?.url) ? kindOfLink(media.url) : 'document';
}

function shortAddress(url: string): string {
  return isWebAddress(url) ? new URL(url).pathname.split('/').pop() || new URL(url).host : url;
}

function size(bytes: number, words: InboxWords): string {
  if (bytes < 1024) return words.bytes(bytes);
  return bytes < 1024 * 1024 ? words.kilobytes(bytes / 1024) : words.megabytes(bytes / 1024 / 1024);
}

function place(location: NonNullable<InboxMessage['location']>, words: InboxWords): Markup {
  const { latitude, longitude, name, address } = location;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return html`<a class="place" href="${href}" target="_blank" rel="noopener noreferrer"
    ><span class="map" aria-hidden="true"><i></i></span
    ><span class="place-text"
      ><b>${name ?? words.place}</b>${address && html`<span>${address}</span>`}<small
        >${latitude}, ${longitude}</small
      ></span
    ></a
  >`;
}

const ONE_TICK = 'M1.5 6.5 4.5 9.5 11 2.5';
const TWO_TICKS = `${ONE_TICK} M8 9.3 8.2 9.5 14.7 2.5`;

function ticks(status: string, words: InboxWords): Markup {
  const said = words.statuses[status] ?? status;
  if (status === 'failed') return html`<span class="ticks failed" role="img" aria-label="${said}">!</span>`;
  if (status === 'pending') {
    return html`<svg class="ticks" viewBox="0 0 12 12" role="img" aria-label="${said}">
      <circle cx="6" cy="6" r="4.6" />
      <path d="M6 3.4V6l1.8 1.2" />
    </svg>`;
  }
  return html`<svg class="ticks ${status}" viewBox="0 0 16 12" role="img" aria-label="${said}">
    <path d="${status === 'sent' ? ONE_TICK : TWO_TICKS}" />
  </svg>`;
}

function actions(message: InboxMessage, words: InboxWords): Markup {
  const covered = StatusWebhooks.covers(message);
  const reason = words.noWebhooks(words.label(standOf(message.vendor, message.host).label));
  return html`<form class="actions" method="post" action="/messages/${message.number}/status">
    ${EMITTED.map(
      (status) =>
        html`<button
          id="message-${message.number}-${status}"
          name="status"
          value="${status}"
          ${covered ? '' : DISABLED}
          ${message.status === status && PRESSED}
        >
          ${words.buttons[status]}
        </button>`,
    )}
    ${!covered && html`<small>${reason}</small>`}
  </form>`;
}

const DISABLED = html`disabled`;
const PRESSED = html`aria-pressed="true"`;

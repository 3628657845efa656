import { isWebAddress, kindOfLink } from '../fields';
import type { MediaKind } from '../fields';
import { standOf } from '../../test/support/vendorStands';
import type { InboxMessage } from '../recording';
import { StatusWebhooks } from '../statusWebhooks';
import { html } from './html';
import type { Markup } from './html';

const EMITTED = [
  ['delivered', 'Delivered'],
  ['read', 'Read'],
  ['failed', 'Failed'],
] as const;

/** One message as WhatsApp draws it, with the buttons that report its status below. */
export function bubble(message: InboxMessage): Markup {
  const { vendor, host, text, template, media, location } = message;
  const { key, label: sender } = standOf(vendor, host);
  return html`<li class="row" data-kind="${message.kind}">
    <article class="bubble" aria-label="${message.kind} by ${sender}">
      <header class="sender ${key}"><b>${sender}</b> <span class="kind">${label(message)}</span></header>
      ${media && attachment(message)} ${location && place(location)}
      ${template?.header && html`<p class="template-header">${template.header}</p>`}
      ${text && html`<p class="text" dir="auto">${text}</p>`}
      ${template?.footer && html`<p class="template-footer">${template.footer}</p>`}
      <footer class="details">
        ${message.ticket && html`<span class="ticket">${ticketNote(message.ticket.queueId)}</span>`}
        <time datetime="${message.at}">${message.at.slice(11, 16)}</time>${ticks(message.status)}
      </footer>
      ${template?.buttons?.map((button) => html`<p class="template-button">${button}</p>`)}
    </article>
    ${actions(message)}
  </li>`;
}

function label({ kind, template, campaign }: InboxMessage): string {
  if (kind === 'campaign') return `campaign ${campaign ?? ''}${template ? ` · ${template.name}` : ''}`;
  if (kind === 'template') return `template · ${template?.name ?? ''}`;
  return kind;
}

function ticketNote(queueId: string | null): string {
  return queueId === null ? 'ticket in no queue' : `ticket in queue ${queueId}`;
}

function attachment(message: InboxMessage): Markup {
  const { number, media = {} } = message;
  const kind = mediaKind(message);
  const { content, fileName, mimeType, url } = media;
  if (content && /^image\/(?:png|jpeg|gif|webp)$/.test(mimeType ?? '')) {
    return html`<a class="picture" href="/media/${number}" target="_blank"
      ><img src="/media/${number}" alt="${fileName ?? 'Uploaded image'}"
    /></a>`;
  }
  if (content && kind === 'audio') return html`<audio controls src="/media/${number}"></audio>`;
  if (content && kind === 'video') return html`<video controls src="/media/${number}"></video>`;
  const name = fileName ?? (url ? shortAddress(url) : 'file');
  const detail = content ? `${mimeType ?? 'file'} · ${size(content.length)}` : `${kind} by link`;
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

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place({ latitude, longitude, name, address }: NonNullable<InboxMessage['location']>): Markup {
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return html`<a class="place" href="${href}" target="_blank" rel="noopener noreferrer"
    ><span class="map" aria-hidden="true"><i></i></span
    ><span class="place-text"
      ><b>${name ?? 'Location'}</b>${address && html`<span>${address}</span>`}<small
        >${latitude}, ${longitude}</small
      ></span
    ></a
  >`;
}

const ONE_TICK = 'M1.5 6.5 4.5 9.5 11 2.5';
const TWO_TICKS = `${ONE_TICK} M8 9.3 8.2 9.5 14.7 2.5`;

function ticks(status: string): Markup {
  if (status === 'failed') return html`<span class="ticks failed" role="img" aria-label="failed">!</span>`;
  if (status === 'pending') {
    return html`<svg class="ticks" viewBox="0 0 12 12" role="img" aria-label="pending">
      <circle cx="6" cy="6" r="4.6" />
      <path d="M6 3.4V6l1.8 1.2" />
    </svg>`;
  }
  return html`<svg class="ticks ${status}" viewBox="0 0 16 12" role="img" aria-label="${status}">
    <path d="${status === 'sent' ? ONE_TICK : TWO_TICKS}" />
  </svg>`;
}

function actions(message: InboxMessage): Markup {
  const covered = StatusWebhooks.covers(message);
  const reason = `${standOf(message.vendor, message.host).label} documents no status webhooks`;
  return html`<form class="actions" method="post" action="/messages/${message.number}/status">
    ${EMITTED.map(
      ([status, name]) =>
        html`<button
          id="message-${message.number}-${status}"
          name="status"
          value="${status}"
          ${covered ? '' : DISABLED}
          ${message.status === status && PRESSED}
        >
          ${name}
        </button>`,
    )}
    ${!covered && html`<small>${reason}</small>`}
  </form>`;
}

const DISABLED = html`disabled`;
const PRESSED = html`aria-pressed="true"`;

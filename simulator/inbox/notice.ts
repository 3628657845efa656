import { reporting } from '../statusWebhooks';
import type { WebhookDelivery } from '../statusWebhooks';
import { html } from './html';
import type { Markup } from './html';
import type { InboxWords } from './words';

/** What became of the last status event at each address, and what to do where n8n did not take it. */
export function notices(
  urls: readonly string[],
  deliveries: readonly WebhookDelivery[],
  words: InboxWords,
): Markup {
  if (urls.length === 0) return html`<p class="notice"><b>${words.noAddress}</b> ${words.noAddressText}</p>`;
  const latest = urls
    .flatMap((url) => deliveries.filter((delivery) => delivery.url === url).slice(-1))
    .sort((one, other) => deliveries.indexOf(other) - deliveries.indexOf(one));
  if (latest.length === 0)
    return html`<p class="notice"><b>${words.ready}</b> ${words.readyText(vendors(words))}</p>`;
  const refused = latest.filter(({ accepted, attempts }) => !accepted && attempts > 0);
  return html`${refused.map((one) => refusal(one, words))} ${progress(latest, words)}`;
}

/** One line for all addresses that took the newest event, or are about to get it; the newest comes first. */
function progress(latest: readonly WebhookDelivery[], words: InboxWords): Markup | null {
  const newest = latest.find(({ accepted, attempts }) => accepted || attempts === 0);
  if (!newest) return null;
  const { status, messageId, httpStatus } = newest;
  const said = words.statuses[status] ?? status;
  if (!newest.accepted) return html`<p class="notice"><b>${words.sending(said)}</b></p>`;
  const taken = latest.filter((one) => one.accepted && one.messageId === messageId && one.status === status);
  return html`<p class="notice good">
    <b>${words.took(said)}</b> ${words.answered(taken.length, httpStatus, messageId)}
  </p>`;
}

function refusal(delivery: WebhookDelivery, words: InboxWords): Markup {
  return html`<p class="notice bad">
    <b>${outcome(delivery, words)}</b> ${advice(delivery.httpStatus, words)}
    <small>${words.attempt(delivery.attempts, delivery.url)}</small>
  </p>`;
}

function outcome({ httpStatus, status }: WebhookDelivery, words: InboxWords): string {
  const said = words.statuses[status] ?? status;
  return httpStatus === null ? words.noAnswer(said) : words.refused(httpStatus, said);
}

function advice(httpStatus: number | null, words: InboxWords): string {
  if (httpStatus === null) return words.adviceNoAnswer;
  if (httpStatus === 404) return words.adviceUnknown;
  if (httpStatus === 401 || httpStatus === 403) return words.adviceSecret(vendors(words));
  return httpStatus >= 500 ? words.adviceBroken : words.adviceOther(vendors(words));
}

/** The vendors whose messages can report their status. */
function vendors(words: InboxWords): string {
  return words.either(reporting().map(words.label));
}

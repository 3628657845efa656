import { reporting } from '../statusWebhooks';
import type { WebhookDelivery } from '../statusWebhooks';
import { html } from './html';
import type { Markup } from './html';

/** What became of the last status event at each address, and what to do where n8n did not take it. */
export function notices(urls: readonly string[], deliveries: readonly WebhookDelivery[]): Markup {
  if (urls.length === 0) {
    return html`<p class="notice">
      <b>No webhook address is set.</b> The buttons change the ticks on the phone only. Open the Status
      Trigger node in n8n, copy its webhook URL and paste it above.
    </p>`;
  }
  const latest = urls
    .flatMap((url) => deliveries.filter((delivery) => delivery.url === url).slice(-1))
    .sort((one, other) => deliveries.indexOf(other) - deliveries.indexOf(one));
  if (latest.length === 0) {
    return html`<p class="notice">
      <b>Ready.</b> Press Delivered, Read or Failed under a message of ${reporting()} to send its status to
      n8n.
    </p>`;
  }
  const refused = latest.filter(({ accepted, attempts }) => !accepted && attempts > 0);
  return html`${refused.map(refusal)} ${progress(latest)}`;
}

/** One line for all addresses that took the newest event, or are about to get it; the newest comes first. */
function progress(latest: readonly WebhookDelivery[]): Markup | null {
  const newest = latest.find(({ accepted, attempts }) => accepted || attempts === 0);
  if (!newest) return null;
  const { status, messageId, httpStatus } = newest;
  if (!newest.accepted) return html`<p class="notice"><b>Sending “${status}” to n8n…</b></p>`;
  const taken = latest.filter((one) => one.accepted && one.messageId === messageId && one.status === status);
  return html`<p class="notice good">
    <b>n8n took “${status}”.</b> ${taken.length > 1 ? `${taken.length} addresses` : 'It'} answered
    ${httpStatus} for ${messageId}.
  </p>`;
}

function refusal(delivery: WebhookDelivery): Markup {
  return html`<p class="notice bad">
    <b>${outcome(delivery)}</b> ${advice(delivery.httpStatus)}
    <small>Attempt ${delivery.attempts}, ${delivery.url}</small>
  </p>`;
}

function outcome({ httpStatus, status }: WebhookDelivery): string {
  if (httpStatus === null) return `“${status}” got no answer.`;
  return `n8n answered ${httpStatus} to “${status}”.`;
}

function advice(httpStatus: number | null): string {
  if (httpStatus === null) return 'Start n8n, or check the address; the attempt is repeated three times.';
  if (httpStatus === 404) {
    return 'Publish (activate) the workflow and use its production URL. The test URL takes one event after “Listen for test event”.';
  }
  if (httpStatus === 401 || httpStatus === 403) {
    return `The trigger asks for a secret and ${reporting()} documents none: set its Authentication to Secret URL.`;
  }
  if (httpStatus >= 500) return 'Look at the execution in n8n; the attempt is repeated three times.';
  return `Check that the URL belongs to a Status Trigger whose source is ${reporting()}.`;
}

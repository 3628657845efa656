import type { IWebhookFunctions } from 'n8n-workflow';
import type { Reported } from '../../core/contract/delivery';
import type { Status } from '../../core/contract/status';
import type { Selection } from '../../core/webhook/accept';
import type { Shown } from './authentication';
import { readEvents } from './chosen';
import { isDescribed } from './source';

const HOUR = 60 * 60 * 1000;

/** How old an event may be whose signature holds for ever, in hours, where the user says nothing. */
const OLDEST_UNTIMED = 24;

/** What the user wants of each delivery. */
export interface Wanted extends Selection {
  events: readonly Reported[];
  /** Also show deliveries of which nothing could be read. */
  showUnreadable: boolean;
}

type Options = Partial<Wanted> & { oldestEvent?: unknown; includeOwn?: unknown; includeGroups?: unknown };

/** What the user wants of a delivery that has shown this. */
export function readSelection(context: IWebhookFunctions, shown: Shown): Wanted {
  const options = context.getNodeParameter('options', {}) as Options;
  const oldest = oldestOf(options, shown);
  return {
    events: readEvents(context),
    includeOwn: options.includeOwn === true,
    includeGroups: options.includeGroups === true,
    // Hidden, and so not there, where only messages are wanted.
    statuses: context.getNodeParameter('statuses', []) as Status[],
    emitUnknown: options.emitUnknown === true,
    // The words of a sender that the user describes are at most the user's own to know.
    emitUnknownWords: isDescribed(context),
    onlyForward: options.onlyForward === true,
    includeRaw: options.includeRaw === true,
    showUnreadable: options.showUnreadable === true,
    ...(oldest > 0 && { oldest }),
  };
}

/** In milliseconds; 0 for no limit. */
function oldestOf({ oldestEvent }: Options, shown: Shown): number {
  const hours = Number(oldestEvent ?? (shown === 'untimed' ? OLDEST_UNTIMED : 0));
  return Number.isFinite(hours) ? hours * HOUR : 0;
}

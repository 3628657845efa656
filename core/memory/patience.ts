import { pause, type Clock } from '../pacing/clock';
import { MessagingError } from '../contract/outcome';

/** How long a store that gives no answer is asked again, in milliseconds. */
export const LONGEST_ABSENCE = 60_000;

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/** How somebody waits: with whose timer, and until who says stop. */
export interface Waiting {
  clock: Clock;
  cancelled(): boolean;
  /** What comes of a message that waited when somebody said stop. */
  stopped(): MessagingError;
  /** Shared by all who ask the same store: once it was waited for in vain nobody waits again until it answers. */
  absence: { isLong: boolean };
}

/**
 * Asks a store, and asks again while it is away: a database that restarts is back within seconds.
 *
 * @param ask may be called several times, so a second call must do no harm
 * @param asksStore false where an answer may come without the store: it then says nothing of it
 * @throws what the store threw last, after a minute or where the wait was cancelled; at once what no wait changes
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  { clock, cancelled, absence }: Omit<Waiting, 'stopped'>,
  asksStore = true,
): Promise<T> {
  for (let waited = 0, wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const asked = await ask().then(
      (value) => ({ value }),
      (thrown: unknown) => ({ thrown }),
    );
    if ('value' in asked) {
      if (asksStore) absence.isLong = false;
      return asked.value;
    }
    if (isForGood(asked.thrown)) throw asked.thrown;
    absence.isLong ||= waited >= LONGEST_ABSENCE;
    if (absence.isLong || !(await pause(wait, clock, cancelled))) throw asked.thrown;
    waited += wait;
  }
}

/** A store that was never set up, or that says itself what is to be done, does not come back. */
const isForGood = (thrown: unknown): boolean =>
  thrown instanceof MessagingError || (thrown as { code?: unknown } | undefined)?.code === 'ERR_ASSERTION';

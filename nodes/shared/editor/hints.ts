import type { NodeHint } from 'n8n-workflow';

/** The pace of a new credential, in messages a minute; a test compares it with the credentials' own default. */
export const USUAL_PACE = 60;

/** From how many items on each line holds; a longer list gets the last one. */
const SIZES = [100, 300, 1_000, 3_000, 10_000] as const;

const ADVICE = 'For a long list, Loop Over Items shows how far it is.';

/**
 * What n8n shows beside a node before and while it runs over many items: how long that takes, and how to stop. Hints take
 * no expressions, so there is a line for each size.
 */
export const batchHints: NodeHint[] = SIZES.map((size, index) => {
  const next = SIZES[index + 1];
  const count = '$input.all().length';
  return {
    type: 'info',
    location: 'outputPane',
    whenToDisplay: 'beforeExecution',
    displayCondition: `={{ ${count} > ${size}${next === undefined ? '' : ` && ${count} <= ${next}`} }}`,
    message: `More than ${size.toLocaleString('en-US')} items: at ${USUAL_PACE} messages a minute, the pace of a new credential, this takes ${timeFor(size, next)}. Press Stop to end it: what has left stays sent, the rest is not begun. ${ADVICE}`,
  };
});

function timeFor(from: number, to: number | undefined): string {
  const [shortest, longest] = [from / USUAL_PACE, (to ?? 0) / USUAL_PACE];
  if (to === undefined) return `more than ${inHours(shortest)}`;
  return longest <= 90
    ? `about ${Math.round(shortest)} to ${Math.round(longest)} minutes`
    : `about ${inHours(shortest)} to ${inHours(longest)}`;
}

/** In words, from minutes. */
function inHours(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

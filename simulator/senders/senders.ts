import { baileysSenders } from './baileys';
import { metaSenders } from './meta';
import { otherSenders } from './others';
import type { Sender } from './written';

/** Everybody through whom a phone of the inbox page can write back. */
export const messageSenders: readonly Sender[] = [...baileysSenders, ...metaSenders, ...otherSenders].sort(
  (one, other) => one.label.localeCompare(other.label),
);

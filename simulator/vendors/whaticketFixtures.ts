/** What the simulated server of the Whaticket family knows. Every value is made up; none opens anything. */
export const WHATICKET = {
  token: 'simulator-whaticket-token',
  queues: ['3', '5'],
} as const;

/** Put `/<member>` before the path to choose how the server answers, e.g. `/ticketz/api/messages/send`. */
export const WHATICKET_MEMBERS = ['flow', 'classic', 'ticketz', 'community', 'press', 'wwebjs'] as const;

export type WhaticketMember = (typeof WHATICKET_MEMBERS)[number];

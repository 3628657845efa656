/** What the simulated CleverChat knows. Every value is made up or copied from its public sample; none opens anything. */
export const CLEVERCHAT = {
  token: 'simulator-cleverchat-token',
  /** Token of an account whose plan has no external API: 400. */
  tokenWithoutApi: 'simulator-cleverchat-no-api',
  queueId: '5',
  secondQueueId: '8',
  /** Accepted all the same, but the ticket lands in no queue. */
  unknownQueueId: '404',
} as const;

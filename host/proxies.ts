const loopback = ['127.0.0.1', 'localhost'];

/**
 * The variables that keep loopback, where n8n and the simulator are, from being asked through a proxy.
 * What else needs no proxy stays so. Both spellings are given: where they differ most programs take the
 * lower-case one, so that one alone would not count.
 *
 * @param environment the variables of the user, whose own list is in either spelling
 */
export function directToLoopback(environment: NodeJS.ProcessEnv): Record<'NO_PROXY' | 'no_proxy', string> {
  const hosts = (environment.no_proxy || environment.NO_PROXY || '').split(/[\s,]+/).filter(Boolean);
  // A star means all hosts only where it stands alone.
  const list = hosts.includes('*') ? '*' : [...new Set([...hosts, ...loopback])].join(',');
  return { NO_PROXY: list, no_proxy: list };
}

/** The same for this process, whose Node.js heeds the user's proxy where `NODE_USE_ENV_PROXY` is set. */
export function reachLoopbackDirectly(): void {
  Object.assign(process.env, directToLoopback(process.env));
}

import { words } from './words';

/**
 * The port on which a debugger may attach to n8n: what MENSAGEIRO_INSPECT says, null where it is not set.
 * Always on this machine alone: whoever reaches an inspector can run anything.
 *
 * @throws Error with a sentence for the user where it is no port
 */
export function inspectorPort(environment: NodeJS.ProcessEnv = process.env): number | null {
  const given = environment.MENSAGEIRO_INSPECT?.trim();
  if (!given) return null;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1024 || port > 65_535) throw new Error(words().noInspectorPort(given));
  return port;
}

/** What Node.js is told so that a debugger can attach; nothing where there is no port. */
export function inspectorParameters(port: number | null | undefined): string[] {
  return port ? [`--inspect=127.0.0.1:${port}`] : [];
}

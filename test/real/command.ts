import { addressNames, givenServers, type Given } from './given';
import { tryServer } from './trying';

/**
 * Tries the recorded exchanges against the servers that the environment names, and prints a table.
 *
 * @param only names of exchanges; all of them where none is given
 * @param pause between two requests, in milliseconds
 * @param pathOf what the simulator wants behind its address; nothing for a real server
 * @returns whether everything that was tried came out as recorded
 */
export async function tryAll(
  environment: NodeJS.ProcessEnv,
  only: readonly string[],
  print: (line: string) => void,
  pause = 2_000,
  pathOf?: Given['pathOf'],
): Promise<boolean> {
  const servers = givenServers(environment);
  if (servers.length === 0) {
    print(`skipped: no address was given in ${addressNames.join(', ')}`);
    return true;
  }
  let isGood = true;
  for (const given of servers) {
    const tried = await tryServer({ ...given, ...(pathOf && { pathOf }) }, only, pause);
    const width = Math.max(...tried.map(({ name }) => name.length), 0);
    print(given.stand.label);
    for (const { name, verdict, why } of tried)
      print(`  ${name.padEnd(width)}  ${verdict.padEnd(11)}  ${why}`.trimEnd());
    const count = (wanted: string): number => tried.filter(({ verdict }) => verdict === wanted).length;
    print(`  ${count('as recorded')} as recorded, ${count('NO')} not, ${count('not tried')} not tried`);
    isGood &&= count('NO') === 0 && tried.length > 0;
  }
  return isGood;
}

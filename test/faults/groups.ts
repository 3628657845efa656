import { afterWriteCases } from './cases/afterWrite';
import { bodyCases } from './cases/body';
import { runCase, type FaultCase } from './cases/case';
import { connectCases } from './cases/connect';
import { inputCases } from './cases/input';
import { statusCases } from './cases/status';
import { tlsCases } from './cases/tls';
import { closedPort, openBlackhole, type Blackhole } from './rig/blackhole';
import type { Rig } from './rig/rig';
import { STANDS, type Stand } from './rig/stands';

/** The fault cases in their groups. */
export interface Group {
  letter: string;
  title: string;
  cases: readonly FaultCase[];
}

/** @param step every byte of a request and an answer with 1, every tenth with 10 */
export const groupsOf = (step: number): readonly Group[] => [
  { letter: 'A', title: 'no connection', cases: connectCases },
  { letter: 'B', title: 'no TLS', cases: tlsCases },
  { letter: 'C', title: 'broken off after something was written', cases: afterWriteCases(step) },
  { letter: 'D', title: 'a status that is no success', cases: statusCases },
  { letter: 'E', title: 'success, and a body', cases: bodyCases },
  { letter: 'H', title: 'hostile and odd input', cases: inputCases },
];

/** A case with the vendor it is run against. */
export interface Row {
  each: FaultCase;
  stand: Stand;
}

/**
 * The rows of a group.
 *
 * @param all every case against every vendor it is for; otherwise each against one of them, in turn
 */
export function rowsOf({ cases }: Group, all: boolean): Row[] {
  return cases.flatMap((each, index) => {
    const { vendors } = each;
    const stands = vendors === undefined ? STANDS : STANDS.filter(({ vendor }) => vendors.includes(vendor));
    const chosen = all ? stands : [stands[index % stands.length] as Stand];
    return chosen.map((stand) => ({ each, stand }));
  });
}

/** Runs rows, each with ports of its own. */
export class Programme {
  private constructor(
    readonly rig: Rig,
    private readonly blackhole: Blackhole,
  ) {}

  static async on(rig: Rig): Promise<Programme> {
    return new Programme(rig, await openBlackhole());
  }

  async run({ each, stand }: Row): Promise<{ wrong: string[]; leaks: number }> {
    const tools = { rig: this.rig, stand, nobody: await closedPort(), blackhole: this.blackhole.port };
    return await runCase(each, tools);
  }

  async close(): Promise<void> {
    await this.blackhole.close();
  }
}

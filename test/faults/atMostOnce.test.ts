import fc from 'fast-check';
import { KeyDatabase } from '../support/keyDatabase';
import { commands, History, Rule } from './history';
import { canariesIn, everythingOf } from './rig/canaries';
import { Rig } from './rig/rig';
import { STANDS, type Stand } from './rig/stands';

let rig: Rig;
const database = new KeyDatabase();

beforeAll(async () => {
  rig = await Rig.start();
  await database.install();
});

afterAll(async () => await rig.stop());

test('P2 no message is taken twice, and none is sent again after its end is unknown, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STANDS.keys()),
      fc.commands([...commands], { maxCommands: 14, size: 'max' }),
      async (index, story) => {
        const stand = STANDS[index] as Stand;
        const history = new History(rig, database, stand);
        await fc.asyncModelRun(() => ({ model: new Rule(), real: history }), story);
        const seen = everythingOf(history.left.at(-1)?.run.data);
        expect(canariesIn(seen, stand.canaries)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

import { groupsOf, Programme, rowsOf } from './groups';
import { Rig } from './rig/rig';

let rig: Rig;
let programme: Programme;

beforeAll(async () => {
  rig = await Rig.start();
  programme = await Programme.on(rig);
});

afterAll(async () => {
  await programme.close();
  await rig.stop();
});

describe.each(groupsOf(50).map((group) => [group.letter, group.title, group] as const))(
  '%s: %s',
  (_letter, _title, group) => {
    const rows = rowsOf(group, false).map(
      (row) => [row.each.id, row.each.what, row.stand.name, row] as const,
    );
    test.each(rows)('%s: %s (%s)', async (_id, _what, _vendor, row) => {
      expect((await programme.run(row)).wrong).toEqual([]);
    });
  },
);

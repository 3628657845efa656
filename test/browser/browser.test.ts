import { name } from '../../package.json';
import { startPatience } from '../e2e/support/running';
import { firstRunTests } from './firstRun';
import { formTests } from './forms';
import { searchTests } from './search';
import { startWorld, type World } from './support/world';
import { templateTests } from './templates';
import { triggerTests } from './trigger';

/** All of it in one n8n and one browser: starting them takes longer than most of what is tried in them. */
describe('the editor in a browser', () => {
  let started: World | undefined;
  const world = (): World => {
    if (started === undefined) throw new Error('Nothing is started.');
    return started;
  };

  beforeAll(async () => {
    started = await startWorld();
  }, startPatience);
  afterAll(() => started?.stop());

  firstRunTests(world);
  searchTests(world);
  formTests(world);
  templateTests(world);
  // An approval that is clicked has its place here: one file beside these, called with the world.
  triggerTests(world);

  // Whoever opens the details of any community node makes n8n's editor ask npm for that package.
  test('asks nothing of the internet, but for what n8n itself asks about a package', () => {
    const own = `https://registry.npmjs.org/${name}`;
    expect([...world().left].filter((address) => !address.startsWith(own))).toEqual([]);
  });
});

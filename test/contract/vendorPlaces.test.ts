import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Vendor } from '../../core/contract/vendor';
import { namesOf } from '../support/vendorNames';
import { vendors } from '../../vendors';

const ROOT = join(__dirname, '..', '..');

/** What is made or installed, and pictures. */
const NOT_READ =
  /(^|\/)(node_modules|dist|reports|coverage|\.git|\.stryker-tmp|\.n8n[\w-]*|package-lock\.json)(\/|$)|\.(png|svg)$/;

/** Every file of the checkout, by its path. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (NOT_READ.test(path)) return [];
    return statSync(join(ROOT, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

/** A place where a vendor may be named, and why. */
interface Place {
  path: RegExp;
  because: string;
}

/** What belongs to a vendor alone, by its id. */
const own = ({ id, credential }: Vendor): Place[] => [
  { path: new RegExp(`^vendors/${id}/`), because: 'its definition, exchanges and payloads' },
  { path: new RegExp(`^credentials/${credential.type}\\.`, 'i'), because: 'its credential' },
  { path: new RegExp(`^simulator/vendors/${id}`), because: 'its simulated hosts' },
  { path: new RegExp(`^test/support/stands/${id}`), because: 'its entries in the list of stands' },
  { path: new RegExp(`^test/vendors/${id}/`), because: 'tests of what only it has' },
  { path: new RegExp(`^test/simulator/${id}`), because: 'tests of its simulated hosts' },
];

/** Where the recipe says that a new vendor gets a line, and what is made from the definitions. */
const LISTS: readonly Place[] = [
  { path: /^vendors\/index\.ts$/, because: 'the list of definitions' },
  { path: /^vendors\/families\//, because: 'what vendors of one family of products share' },
  { path: /^test\/support\/vendorStands\.ts$/, because: 'the list of stands' },
  { path: /^package\.json$/, because: 'its credential and its keyword' },
  { path: /^credentials\/shared\/mediaSenders\.ts$/, because: 'senders whose files take a key' },
  { path: /^(README|CHANGELOG|SECURITY|CONTRIBUTING)\.md$|^docs\//, because: 'what people read' },
  { path: /^\.github\/ISSUE_TEMPLATE\//, because: 'people choose it in a report' },
  { path: /^nodes\/\w+\/\w+\.node\.json$/, because: 'people search for it in the editor' },
  {
    path: /^test\/contract\/vendorPlaces\.test\.ts$/,
    because: 'the name of a family is the name of one of it',
  },
  { path: /^test\/contract\/published\//, because: 'what was published, written by a command' },
  { path: /^simulator\/vendors\/whaticket\.ts$/, because: 'what simulated vendors of one family share' },
];

/** Where some vendor is needed and any would do: a new one changes nothing there. */
const EXAMPLES: readonly Place[] = [
  {
    path: /^credentials\/MensageiroWebhookApi\.credentials\.ts$/,
    because: 'signatures that have the names of those who sign so',
  },
  {
    path: /^simulator\/senders\//,
    because: 'who passes on what is written on a phone, each in the form of its own',
  },
  { path: /^examples\//, because: 'workflows that people try' },
  { path: /^test\/engine\/\w+\.test\.ts$/, because: 'the nodes are run with the credential of some vendor' },
  { path: /^test\/real\/\w+\.test\.ts$/, because: 'a server of some vendor is tried' },
  { path: /^test\/e2e\//, because: 'workflows in a real n8n need the credential of some vendor' },
  { path: /^test\/browser\//, because: 'what the editor shows is shown with the forms of some vendors' },
  { path: /^test\/webhook\//, because: 'deliveries come from some sender' },
  { path: /^test\/nodes\/\w+\.test\.ts$/, because: 'what the nodes derive is shown with invented vendors' },
  { path: /^test\/core\/\w+\.test\.ts$/, because: 'sentences and limits of definitions, at some vendor' },
  { path: /^test\/docs\/\w+\.test\.ts$/, because: 'samples of the documents show some vendor' },
  {
    path: /^test\/simulator\/(calling|(inbox|inboxWords|recording|security|statusWebhooks|writing)\.test)\.ts$/,
    because: 'the simulator is asked through some of its hosts',
  },
  {
    path: /^test\/support\/askingNode\.ts$/,
    because: 'a request is signed by the credential of some vendor',
  },
  { path: /^test\/host\/\w+\.test\.ts$/, because: 'the demo keeps the credential of some vendor' },
  {
    path: /^test\/faults\/(order\.test|storedLink\.test|rig\/scene)\.ts$/,
    because: 'an order of requests, or a file, that only some vendor has',
  },
  {
    path: /^test\/support\/fetchPacked\.ts$/,
    because: 'a link that only some vendors have fetched for them',
  },
  {
    path: /^test\/contract\/(advice|vendorNames)\.test\.ts$/,
    because: 'codes of one vendor that another answers, and names that look alike',
  },
  {
    path: /^test\/(curl|vendors\/other)\//,
    because: 'commands of real documents, also of vendors that have a definition',
  },
  {
    path: /^test\/(queue\/|versions\/checks\.ts$)/,
    because: 'real servers of n8n send through some vendor',
  },
  { path: /^eslint\.config\.mjs$/, because: 'one field that only looks like a key' },
  { path: /^test\/support\/vendorNames\.ts$/, because: 'shows how names are spelled' },
  { path: /^test\/recipe\//, because: 'vendors that are added to a copy of the project' },
  { path: /^(core|nodes)\/.*\.json$/, because: 'see the tests of the arrows' },
];

/** The shipped code has a test of its own, with the arrows between the folders. */
const ELSEWHERE: readonly Place[] = [
  { path: /^(core|nodes)\/.*\.ts$/, because: 'see the tests of the arrows' },
  { path: /^vendors\/senders\/chatwoot\.ts$/, because: 'its channels are called by who carries them' },
];

const isIn = (places: readonly Place[], path: string): boolean =>
  places.some((place) => place.path.test(path));

/** What a family of products shares is called by the name of one of them. */
const FAMILY =
  /families\/whaticket\w*'|from '\.\/whaticket'|Whaticket family|whaticketMessages|WhaticketSaas|whaticket-(?:flow|community)|xbrazukas\/whaticket/g;

const files = filesBelow('').map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8').replace(FAMILY, ''),
}));

/** The files that name a vendor, in their text or in their own name. */
const naming = (vendor: Vendor): string[] =>
  files.filter(({ path, text }) => namesOf(vendor).test(`${path}\n${text}`)).map(({ path }) => path);

describe('the places that name a vendor', () => {
  it('are searched in all of the checkout', () => {
    for (const known of ['bench/run.ts', 'host/demo.ts', 'simulator/world.ts', 'test/faults/rig/rig.ts'])
      expect(files.map(({ path }) => path)).toContain(known);
  });

  it.each(vendors)('are its own, a list of the recipe, or an example: $name', (vendor) => {
    const allowed = [...own(vendor), ...LISTS, ...EXAMPLES, ...ELSEWHERE];
    expect(naming(vendor).filter((path) => !isIn(allowed, path))).toEqual([]);
  });

  it.each(vendors)('are few besides the documents and its own: $name', (vendor) => {
    const lists = naming(vendor).filter((path) => isIn(LISTS, path) && !/\.md$|^docs\//.test(path));
    const code = lists.filter(
      (path) => path.endsWith('.ts') && !/famil|whaticket|vendorPlaces|mediaSenders/.test(path),
    );
    expect(
      code.filter((path) => !['test/support/vendorStands.ts', 'vendors/index.ts'].includes(path)),
    ).toEqual([]);
  });

  it.each(vendors)('would be seen however the name is spelled: $name', ({ id, name, credential }) => {
    const constant = name.toUpperCase().replace(/\W+/g, '_');
    for (const spelled of [id, name, constant, name.toLowerCase(), credential.type]) {
      const seenAs = vendors.filter((vendor) => namesOf(vendor).test(`const x = { vendor: '${spelled}' };`));
      expect(seenAs.map((vendor) => vendor.id)).toEqual([id]);
    }
  });

  it('would be seen in a longer name, too', () => {
    const acme = {
      id: 'acme',
      name: 'Acme',
      credential: { type: 'acmeApi', secrets: [] },
    } as unknown as Vendor;
    for (const spelled of ['acmeV1', 'isAcme', 'ACME_KEY']) expect(namesOf(acme).test(spelled)).toBe(true);
  });
});

/** A page that shows a file instead of giving it. */
export interface SharePage {
  /** As people know it. */
  service: string;
  /** The link that gives the file; absent where none can be made of this one. */
  direct?: string;
}

/** What people paste for a file: the hosts of the services that show one in a page, each with its reader. */
const SERVICES: ReadonlyArray<
  readonly [service: string, hosts: RegExp, read: (url: URL) => string | undefined | typeof GIVES_THE_FILE]
> = [
  ['Google Drive', /^drive\.google\.com$/, googleDrive],
  ['Google Docs', /^docs\.google\.com$/, googleDocs],
  ['Google Photos', /^(photos\.google\.com|photos\.app\.goo\.gl)$/, () => undefined],
  ['Dropbox', /^(www\.)?dropbox\.com$/, dropbox],
  ['OneDrive', /^(1drv\.ms|onedrive\.live\.com)$/, oneDrive],
  ['SharePoint', /\.sharepoint\.com$/, sharePoint],
  ['GitHub', /^(www\.)?github\.com$/, gitHub],
  ['Box', /(^|\.)box\.com$/, box],
  ['WeTransfer', /^((www\.)?wetransfer\.com|we\.tl)$/, () => undefined],
  ['MEGA', /^(www\.)?mega\.(nz|io)$/, () => undefined],
  ['MediaFire', /^(www\.)?mediafire\.com$/, () => undefined],
  ['iCloud', /^((www|share)\.)?icloud\.com$/, () => undefined],
  [
    'Canva',
    /^(www\.)?canva\.com$/,
    (url) => (url.pathname.startsWith('/design/') ? undefined : GIVES_THE_FILE),
  ],
  ['YouTube', /^((www|m)\.)?youtube\.com$|^youtu\.be$/, () => undefined],
  ['Instagram', /^(www\.)?instagram\.com$/, () => undefined],
];

/** The link is no page of the service. */
const GIVES_THE_FILE = Symbol('gives the file');

/**
 * Whether a link leads to a page of a service for sharing files, by its address alone: such a page answers with
 * 200, and vendors send it on.
 *
 * @returns undefined where nothing speaks against the link
 */
export function sharePageOf(url: URL): SharePage | undefined {
  const host = url.hostname.replace(/\.$/, '');
  const found = SERVICES.find(([, hosts]) => hosts.test(host));
  if (found === undefined) return undefined;
  const [service, , read] = found;
  const direct = read(url);
  if (direct === GIVES_THE_FILE) return undefined;
  return { service, ...(direct !== undefined && { direct }) };
}

function googleDrive({ pathname, searchParams }: URL) {
  if (/^\/(u\/\d+\/)?(uc|thumbnail|download)$/.test(pathname)) return GIVES_THE_FILE;
  const id =
    /^\/(?:a\/[^/]+\/)?(?:u\/\d+\/)?file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(pathname)?.[1] ??
    (pathname === '/open' ? searchParams.get('id') : null);
  if (id === null) return undefined;
  const key = searchParams.get('resourcekey');
  const more = key === null ? '' : `&resourcekey=${encodeURIComponent(key)}`;
  return `https://drive.google.com/uc?export=download&id=${encodeURIComponent(id)}${more}`;
}

/** A document of Google's own has no file until it is exported as one. */
const EXPORTED_AS: Readonly<Record<string, string>> = {
  document: 'export?format=pdf',
  spreadsheets: 'export?format=xlsx',
  presentation: 'export/pdf',
};

function googleDocs({ pathname, searchParams }: URL) {
  const path = pathname.replace(/^\/a\/[^/]+/, '');
  if (/\/(export|gviz\/tq)(\/|$)/.test(path)) return GIVES_THE_FILE;
  if (/^\/uc$/.test(path)) return GIVES_THE_FILE;
  if (/\/pub$/.test(path) && searchParams.has('output')) return GIVES_THE_FILE;
  const [, kind = '', id] = /^\/(\w+)\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(path) ?? [];
  // What is published to the web has an id of another sort.
  if (id === undefined || id === 'e' || !Object.hasOwn(EXPORTED_AS, kind)) return undefined;
  return `https://docs.google.com/${kind}/d/${id}/${EXPORTED_AS[kind]}`;
}

function dropbox(url: URL) {
  if (url.searchParams.get('dl') === '1' || url.searchParams.get('raw') === '1') return GIVES_THE_FILE;
  // The others are folders and pages of the account.
  return /^\/(s|scl\/fi)\//.test(url.pathname) ? withParameter(url, 'dl', '1') : undefined;
}

function oneDrive(url: URL) {
  if (url.pathname === '/download' || url.pathname.endsWith('/download.aspx')) return GIVES_THE_FILE;
  if (url.hostname.startsWith('onedrive')) {
    if (url.searchParams.get('download') === '1') return GIVES_THE_FILE;
    if (!/^\/(embed|redir)$/.test(url.pathname)) return undefined;
    const direct = new URL(url.href);
    direct.pathname = '/download';
    return direct.href;
  }
  // A folder has no file to give.
  if (/^\/f\//.test(url.pathname)) return undefined;
  const shared = btoa(url.href).replace(/\//g, '_').replace(/\+/g, '-').replace(/=/g, '');
  return `https://api.onedrive.com/v1.0/shares/u!${shared}/root/content`;
}

function sharePoint(url: URL) {
  if (url.searchParams.get('download') === '1' || url.pathname.endsWith('/download.aspx'))
    return GIVES_THE_FILE;
  // A link of a share begins with a letter for the kind of file, f for a folder; the pages are named .aspx.
  const kind = /^\/:(\w):\//.exec(url.pathname)?.[1];
  if (kind !== undefined) return kind === 'f' ? undefined : withParameter(url, 'download', '1');
  return url.pathname.endsWith('.aspx') ? undefined : GIVES_THE_FILE;
}

function gitHub(url: URL) {
  const path = /^(\/[^/]+\/[^/]+)\/blob\/(.+)$/.exec(url.pathname);
  if (path === null || url.searchParams.get('raw') === 'true') return GIVES_THE_FILE;
  return `https://github.com${path[1]}/raw/${path[2]}`;
}

function box(url: URL) {
  const id = /^\/s\/(\w+)$/.exec(url.pathname)?.[1];
  if (id === undefined) return url.pathname.startsWith('/file/') ? undefined : GIVES_THE_FILE;
  return `${url.origin}/shared/static/${id}`;
}

function withParameter(url: URL, name: string, value: string): string {
  const direct = new URL(url.href);
  direct.searchParams.set(name, value);
  return direct.href;
}

import { readLink } from '../../core/contract/links';
import { headerOf } from '../../core/contract/templateParts';
import { ADDRESSES_INSIDE } from '../support/addressesInside';

const LABEL = 'Media URL';

/** The link as it is written, or the sentence of its refusal. */
const read = (given: string): string => {
  const result = readLink(LABEL, given, 'public');
  return 'link' in result ? result.link : result.refused;
};

describe('field B7: a link is written as a URL is', () => {
  it.each([
    ['https://x.example/Boleto Maio 2026.pdf', 'https://x.example/Boleto%20Maio%202026.pdf'],
    ['https://x.example/cardápio.pdf', 'https://x.example/card%C3%A1pio.pdf'],
    ['https://x.example/a%20b.pdf', 'https://x.example/a%20b.pdf'],
    [' https://x.example/a.pdf\n', 'https://x.example/a.pdf'],
    ['https://x.example/a\r\n.pdf', 'https://x.example/a.pdf'],
    ['https:\\\\x.example\\pasta\\a.pdf', 'https://x.example/pasta/a.pdf'],
    ['https:/x.example/a.pdf', 'https://x.example/a.pdf'],
    ['HTTPS://X.Example/A.pdf', 'https://x.example/A.pdf'],
    ['https://açaí.example/a.pdf', 'https://xn--aa-4iaz.example/a.pdf'],
    ['\u200Bhttps://x.example/a\uFEFF.pdf\u2060', 'https://x.example/a.pdf'],
    ['https://x.example/a.pdf?X-Amz-Signature=ab%2F#p', 'https://x.example/a.pdf?X-Amz-Signature=ab%2F#p'],
    ['https://null.example/undefined.pdf', 'https://null.example/undefined.pdf'],
  ])('%j', (given, written) => {
    expect(read(given)).toBe(written);
    expect(read(written)).toBe(written);
  });

  it('is read alike however often', () => {
    for (let times = 0; times < 20_000; times += 1) {
      read('https://x.example/a.pdf');
      if (read('https://açaí.example/a.pdf') !== 'https://xn--aa-4iaz.example/a.pdf')
        throw new Error(`The address was refused at the ${times}th time.`);
    }
  });

  it.each([
    ['x.example/a.pdf', /is not a web address/],
    ['www.x.example/a.pdf', /is not a web address/],
    ['https://', /is not a web address/],
    ['Segue o link https://x.example/a.pdf', /is not a web address/],
    ['ftp://x.example/a.pdf', /starts with ftp:, which vendors cannot fetch/],
    ['blob:https://web.example/1', /starts with blob:, which vendors cannot fetch/],
    [`${'z'.repeat(500)}:a`, /starts with z{19}…, which/],
    ['https://ana:senha@x.example/a.pdf', /has a user name or password in it/],
    ['https://https://x.example/a.pdf', /starts with https:\/\/ twice/],
    ['https://x.example/a.jpg Segue a foto', /has words behind the link/],
    ['https://x.example/a.jpg\nSegue a foto', /has words behind the link/],
    ['https://intranet/a.pdf', /is an address inside a network/],
  ])('%j is refused by name', (given, words) => {
    expect(read(given)).toMatch(words);
    expect(read(given)).toMatch(/^"Media URL" .*\. [A-Z].*\.$/);
  });

  it.each(ADDRESSES_INSIDE)('%s is refused in the header of a template, too', (inside) => {
    expect(() => headerOf({ headerType: 'image', headerValue: inside })).toThrow(
      '"Header Value" is an address inside a network',
    );
  });

  it('a link in a header is written in the same way, and a text is left alone', () => {
    expect(headerOf({ headerType: 'document', headerValue: ' https:/x.example/a b.pdf' })).toEqual({
      type: 'document',
      value: 'https://x.example/a%20b.pdf',
    });
    expect(headerOf({ headerType: 'text', headerValue: ' a b' })).toEqual({ type: 'text', value: ' a b' });
    expect(() => headerOf({ headerType: 'video', headerValue: 'a b' })).toThrow(
      '"Header Value" is not a web address.',
    );
  });
});

describe('field B8: a page that shows a file is refused with the link that gives it', () => {
  const DRIVE = 'https://drive.google.com/uc?export=download&id=1AbC_d-9';
  it.each([
    ['https://drive.google.com/file/d/1AbC_d-9/view?usp=sharing', DRIVE],
    ['https://drive.google.com/file/d/1AbC_d-9/preview', DRIVE],
    ['https://drive.google.com/file/u/0/d/1AbC_d-9/edit', DRIVE],
    ['https://drive.google.com/open?id=1AbC_d-9&usp=drive_copy', DRIVE],
    ['https://drive.google.com/a/loja.com.br/file/d/1AbC_d-9/view', DRIVE],
    ['https://drive.google.com/file/d/1AbC_d-9/view?resourcekey=0-x', `${DRIVE}&resourcekey=0-x`],
    [
      'https://docs.google.com/document/d/1AbC/edit?tab=t.0',
      'https://docs.google.com/document/d/1AbC/export?format=pdf',
    ],
    [
      'https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0',
      'https://docs.google.com/spreadsheets/d/1AbC/export?format=xlsx',
    ],
    [
      'https://docs.google.com/presentation/u/1/d/1AbC/edit',
      'https://docs.google.com/presentation/d/1AbC/export/pdf',
    ],
    ['https://www.dropbox.com/s/abc/foto.jpg?dl=0', 'https://www.dropbox.com/s/abc/foto.jpg?dl=1'],
    [
      'https://www.dropbox.com/scl/fi/abc/a.pdf?rlkey=k&st=1&dl=0',
      'https://www.dropbox.com/scl/fi/abc/a.pdf?rlkey=k&st=1&dl=1',
    ],
    ['https://dropbox.com/s/abc/foto.jpg', 'https://dropbox.com/s/abc/foto.jpg?dl=1'],
    [
      'https://1drv.ms/b/s!AbC',
      'https://api.onedrive.com/v1.0/shares/u!aHR0cHM6Ly8xZHJ2Lm1zL2IvcyFBYkM/root/content',
    ],
    [
      'https://onedrive.live.com/embed?resid=A!1&authkey=k',
      'https://onedrive.live.com/download?resid=A!1&authkey=k',
    ],
    [
      'https://loja.sharepoint.com/:b:/s/vendas/EaB?e=x',
      'https://loja.sharepoint.com/:b:/s/vendas/EaB?e=x&download=1',
    ],
    [
      'https://loja-my.sharepoint.com/:x:/g/personal/ana/EaB',
      'https://loja-my.sharepoint.com/:x:/g/personal/ana/EaB?download=1',
    ],
    ['https://github.com/o/r/blob/main/a.pdf', 'https://github.com/o/r/raw/main/a.pdf'],
    ['https://app.box.com/s/abc123', 'https://app.box.com/shared/static/abc123'],
  ])('%s', (given, direct) => {
    expect(read(given)).toMatch(/^"Media URL" is a page of [\w ]+, not the file itself\. /);
    expect(read(given)).toContain(` ${direct} instead.`);
    expect(read(direct)).toBe(direct);
    expect(() => headerOf({ headerType: 'image', headerValue: given })).toThrow(
      '"Header Value" is a page of',
    );
  });

  it.each([
    'https://drive.google.com/drive/folders/1AbC',
    'https://docs.google.com/forms/d/e/1AbC/viewform',
    'https://docs.google.com/document/d/e/2PACX/pub',
    'https://www.dropbox.com/scl/fo/abc/x?dl=0',
    'https://onedrive.live.com/?id=root',
    'https://1drv.ms/f/s!AbC',
    'https://loja.sharepoint.com/:f:/s/vendas/EaB',
    'https://loja.sharepoint.com/sites/v/_layouts/15/onedrive.aspx',
    'https://wetransfer.com/downloads/a',
    'https://we.tl/t-a',
    'https://mega.nz/file/a#b',
    'https://photos.app.goo.gl/a',
    'https://www.canva.com/design/a/view',
    'https://youtu.be/a',
    'https://www.mediafire.com/file/a',
    'https://www.icloud.com/iclouddrive/a',
    'https://www.instagram.com/p/a',
    'https://docs.google.com/toString/d/a/edit',
    'https://docs.google.com/picker',
    'https://app.box.com/file/1',
    `https://drive.google.com/open?id=${'x'.repeat(500)}`,
  ])('%s, which has none that could be told', (given) => {
    const words = read(given);
    expect(words).toMatch(/not the file itself\. Use a link that gives the file itself, or fetch it with/);
    expect(words.length).toBeLessThan(300);
  });

  it.each([
    'https://drive.google.com/uc?id=1AbC&export=view',
    'https://drive.usercontent.google.com/download?id=1AbC&export=download',
    'https://docs.google.com/spreadsheets/d/1AbC/export?format=csv&gid=0',
    'https://docs.google.com/spreadsheets/d/1AbC/gviz/tq?tqx=out:csv',
    'https://docs.google.com/spreadsheets/d/e/2PACX/pub?output=csv',
    'https://www.dropbox.com/s/abc/foto.jpg?dl=1',
    'https://www.dropbox.com/s/abc/foto.jpg?raw=1',
    'https://dl.dropboxusercontent.com/s/abc/foto.jpg',
    'https://loja.sharepoint.com/:b:/s/vendas/EaB?e=x&download=1',
    'https://loja.sharepoint.com/sites/v/Documents/a.pdf',
    'https://raw.githubusercontent.com/o/r/main/a.pdf',
    'https://github.com/o/r/releases/download/v1/a.zip',
    'https://dropbox.com.br.example/s/abc',
    'https://www.canva.com/a.png',
    'https://onedrive.live.com/download?resid=1',
    'https://onedrive.live.com/x?download=1',
    'https://docs.google.com/uc?id=1',
    'https://github.com/o/r/blob/main/a.pdf?raw=true',
    'https://loja.sharepoint.com/_layouts/15/download.aspx?x=1',
    'https://app.box.com/shared/static/a',
    'https://mydrive.google.com.example/file/d/1/view',
  ])('%s gives the file and passes', (given) => {
    expect(read(given)).toBe(given);
  });
});

describe('field B9: a link as long as those of file stores', () => {
  const long = (length: number): string => `https://x.example/a.pdf?s=${'x'.repeat(length - 26)}`;

  it.each([2049, 8192])('of %i characters is read', (length) => {
    expect(read(long(length))).toHaveLength(length);
    expect(headerOf({ headerType: 'image', headerValue: long(length) })?.value).toHaveLength(length);
  });

  it.each([
    [long(8193), 8193],
    [`https://x.example/${'á'.repeat(2000)}`, 12_018],
  ])('and no longer one', (given, length) => {
    expect(read(given)).toBe(
      `"Media URL" has ${length} characters, more than the 8192 that fit. Shorten it.`,
    );
  });
});

describe('field B10: the content of a file where its link belongs', () => {
  it.each([
    'data:application/pdf;base64,JVBERi0xLjQK',
    ` DATA:image/png;base64,${'iVBO'.repeat(50_000)}`,
    'data:text/plain,a',
    'data:;base64,AAAA',
    'data:,a',
  ])('%.40s', (given) => {
    expect(read(given)).toBe(
      '"Media URL" holds a file as a data URI, not a link to it. Turn it into a file with the node Convert to File, operation "Move Base64 String to File", and send that file.',
    );
  });

  it.each(['JVBERi0xLjQK', '/9j/4AAQSkZJRg', 'iVBORw0KGgoAAAA', 'UEsDBBQABgAI'])('base64 of %s', (start) => {
    expect(read(`${start}${'A'.repeat(20_000)}`)).toMatch(/^"Media URL" holds a file as base64 text/);
  });
});

describe('field D10: two links in one field', () => {
  const [one, two] = ['https://x.example/a.jpg', 'https://y.example/b.jpg'];
  it.each([
    `${one},${two}`,
    `${one}, ${two}`,
    `${one} ${two}`,
    `${one}\n${two}`,
    `${one}\r\n${two}\r\n`,
    `${one};${two}`,
    `${one}|${two}`,
    `${one}${two}`,
    `${one}?v=1,${two}`,
    `${one}\n\nhttp://y.example`,
    `${one}, www.y.example/b.jpg`,
    `"${one}","${two}"`,
    `${one}, ${two}, ${one}`,
  ])('%j is refused', (given) => {
    expect(read(given)).toMatch(/^"Media URL" holds more than one link\. Give one/);
  });

  it.each([
    `${one}?next=${two}`,
    `https://web.archive.example/web/2026/${two}`,
    `https://images.example/fetch/w_300,h_200/${two}`,
    `https://x.example/?u=${encodeURIComponent(two)}`,
    'https://x.example/http/a.jpg',
    'https://www.x.example/www.jpg',
    `https://x.example/sign?value=abc${two}`,
  ])('%j is one and passes', (given) => {
    expect(read(given)).toBe(given);
  });
});

test('field B9: a link of any length is read in no more than its length', () => {
  for (const part of ['\u200B', ' ', 'data:', 'https://', 'a.jpg ', ',', '/', '1/1', '.'])
    for (const start of ['', 'https://x.example/']) {
      const began = performance.now();
      read(start + part.repeat(100_000));
      expect(performance.now() - began).toBeLessThan(5_000);
    }
});

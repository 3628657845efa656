import { mediaTypeOfMime, mimeOfUrl } from '../../core/files/mime';
import { STATUS_RANK, STATUS_WORDS, toStatus } from '../../core/contract/status';

describe('the kind of a media link', () => {
  it.each([
    ['https://x.example/a.JPG', 'image'],
    ['https://x.example/a.b.mp4?x=.pdf', 'video'],
    ['https://x.example/voice.ogg#t', 'audio'],
    ['https://x.example/dir.png/file.pdf', 'document'],
    ['https://x.example/file', undefined],
    ['https://x.example/file.exe', undefined],
    ['https://x.example/file.constructor', undefined],
    ['https://photos.png/', undefined],
  ])('%s is %s', (url, kind) => {
    const type = mimeOfUrl(url);
    expect(type === undefined ? undefined : mediaTypeOfMime(type)).toBe(kind);
  });
});

describe('the kind of a file', () => {
  it.each([
    ['image/png', 'image'],
    ['VIDEO/mp4; codecs=x', 'video'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'document'],
    ['text/plain', 'document'],
    ['', 'document'],
  ])('%s is %s', (mimeType, kind) => {
    expect(mediaTypeOfMime(mimeType)).toBe(kind);
  });
});

describe('a delivery status', () => {
  it.each([
    ['sent', 'sent'],
    [' Delivered ', 'delivered'],
    ['READ', 'read'],
    ['exploded', 'other'],
    ['constructor', 'other'],
    ['', 'other'],
  ])('of the word %j is %s', (word, status) => {
    expect(toStatus(word)).toBe(status);
  });

  it("is read by the vendor's own words first", () => {
    expect(toStatus('Played', { played: 'read' })).toBe('read');
    expect(toStatus('sent', { sent: 'pending' })).toBe('pending');
  });

  it('ranks as far as it is along, and a failure above all', () => {
    const order = [...STATUS_WORDS].sort((a, b) => STATUS_RANK[a] - STATUS_RANK[b]);
    expect(order.slice(-4)).toEqual(['sent', 'delivered', 'read', 'failed']);
    expect([STATUS_RANK.pending, STATUS_RANK.other]).toEqual([0, 0]);
  });
});

import { judgeFile } from '../../core/files/judge';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const contradicts = (declared: string, head: Uint8Array): boolean =>
  'claim' in judgeFile({ declared, name: undefined, head });

const HEADS = {
  jpeg: bytes('\xFF\xD8\xFF\xE0\x00\x10JFIF'),
  png: bytes('\x89PNG\r\n\x1A\n'),
  pdf: bytes('%PDF-1.7'),
  mp4: bytes('\x00\x00\x00\x20ftypisom'),
  ogg: bytes('OggS\x00\x02'),
  mp3: bytes('ID3\x04'),
  mp3Frame: bytes('\xFF\xFB\x90\x64'),
  program: bytes('MZ\x90\x00'),
  page: bytes('<html>'),
  drawing: bytes('<svg onload='),
  archive: bytes('PK\x03\x04'),
  script: bytes('#!/bin/sh\n'),
  nothing: bytes(''),
};

test.each([
  ['image/jpeg', 'program'],
  ['image/jpeg', 'page'],
  ['image/jpeg', 'drawing'],
  ['image/png', 'pdf'],
  ['image/png', 'mp4'],
  ['application/pdf', 'program'],
  ['application/pdf', 'page'],
  ['application/pdf', 'archive'],
  ['video/mp4', 'script'],
  ['video/mp4', 'mp3'],
  ['audio/ogg', 'program'],
  ['audio/mpeg', 'png'],
] as const)('H06 a file declared %s that begins like %s is found out', (mimeType, head) => {
  expect(contradicts(mimeType, HEADS[head])).toBe(true);
});

test.each([
  ['image/jpeg', 'jpeg', false],
  ['image/png', 'png', false],
  ['image/png', 'jpeg', false], // another picture is still a picture
  ['application/pdf', 'pdf', false],
  ['video/mp4', 'mp4', false],
  ['audio/mp4', 'mp4', false],
  ['audio/ogg', 'ogg', false],
  ['video/ogg', 'ogg', false],
  ['audio/mpeg', 'mp3', false],
  ['audio/mpeg', 'mp3Frame', false],
  ['IMAGE/JPEG', 'jpeg', false],
  ['application/pdf', 'png', true],
  ['image/jpeg', 'nothing', true],
  ['text/plain', 'program', false], // no known signature: nothing to contradict
  ['application/octet-stream', 'png', false],
] as const)('a file declared %s that begins like %s contradicts itself: %s', (mimeType, head, expected) => {
  expect(contradicts(mimeType, HEADS[head])).toBe(expected);
});

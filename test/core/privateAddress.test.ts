import { isPrivateHost } from '../../core/contract/privateAddress';
import { ADDRESSES_INSIDE } from '../support/addressesInside';

const hostOf = (address: string): string => new URL(address).hostname;

test.each(ADDRESSES_INSIDE)('H09 %s is inside a network', (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(true);
});

test.each([
  'https://example.com/a.png',
  'https://sub.example.com.br/',
  'http://8.8.8.8/',
  'http://100.63.255.255/',
  'http://100.128.0.0/',
  'http://172.15.255.255/',
  'http://172.32.0.0/',
  'http://192.167.255.255/',
  'http://11.0.0.0/',
  'http://223.255.255.255/',
  'http://[2001:4860:4860::8888]/',
  'http://[::ffff:8.8.8.8]/',
  'https://localhost.example.com/',
])('%s can be reached from outside', (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(false);
});

import { isPrivateHost } from '../../core/privateAddress';

const hostOf = (address: string): string => new URL(address).hostname;

test.each([
  'http://localhost/a.png',
  'http://LOCALHOST./',
  'http://app.localhost/',
  'http://printer.local/',
  'http://db.internal/',
  'http://router.lan/',
  'http://files.home.arpa/',
  'http://intranet/',
  'http://n8n:5678/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://10.255.255.255/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.0.1/',
  'http://192.0.0.8/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://100.127.255.255/',
  'http://198.18.0.1/',
  'http://198.19.255.255/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::7f00:1]/',
  'http://[fc00::1]/',
  'http://[fd12::1]/',
  'http://[fe80::1]/',
  'http://[ff02::1]/',
  'http://[64:ff9b::a00:1]/',
  'http://[2002:a00:1::]/',
])('%s is inside a network', (address) => {
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

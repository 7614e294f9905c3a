import { describe, expect, test } from 'vitest';

import { isInternal } from '../../../src/deploys/reach/internal.ts';
import { addressesOf, lookupOf, Reach } from '../../../src/deploys/reach/reach.ts';

describe('an address of this machine or its network', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2002:a00:1::',
    '2001:0:a00:1::1',
    'no address',
    '',
  ])('is %s', (address) => {
    expect(isInternal(address)).toBe(true);
  });

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '168.63.129.15',
    '169.253.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.0.1',
    '192.169.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
    '2002:101:101::1',
  ])('is not %s', (address) => {
    expect(isInternal(address)).toBe(false);
  });
});

const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const LOOPBACK = at('127.0.0.1');

describe('what pages may reach', () => {
  test('is every public address, and none of this machine', () => {
    const reach = new Reach();
    const mixed = at('10.0.0.1', '93.184.216.34', '::1');
    expect(reach.allowed({ host: 'shop.example', port: 443 }, mixed)).toEqual(at('93.184.216.34'));
    expect(reach.allowed({ host: 'rebinds.example', port: 80 }, LOOPBACK)).toEqual([]);
  });

  test('is a deploy’s own origin, however its loopback address is written, and none of its other ports', () => {
    const reach = new Reach();
    reach.admit('http://127.0.0.1:3000');
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST', '::1', '::ffff:127.0.0.1'])
      expect(reach.allowed({ host, port: 3000 }, LOOPBACK)).toEqual(LOOPBACK);
    expect(reach.allowed({ host: '127.0.0.1', port: 3001 }, LOOPBACK)).toEqual([]);
    expect(reach.allowed({ host: '127.0.0.2', port: 3000 }, at('127.0.0.2'))).toEqual([]);
    reach.admit('https://shop.internal');
    expect(reach.allowed({ host: 'shop.internal', port: 443 }, at('10.0.0.7'))).toEqual(at('10.0.0.7'));
    expect(reach.allowed({ host: 'shop.internal', port: 80 }, at('10.0.0.7'))).toEqual([]);
    expect(reach.allowed({ host: 'db.internal', port: 443 }, at('10.0.0.8'))).toEqual([]);
  });

  test('is what is declared: a host at a port, or at all of them; by its name or its address', () => {
    const reach = new Reach(['localhost:4000', 'Api.Internal', '[fd00::1]:80', '10.0.0.9']);
    const one = (host: string, port: number, address: string) =>
      reach.allowed({ host, port }, at(address)).length === 1;
    expect(one('127.0.0.1', 4000, '127.0.0.1')).toBe(true);
    expect(one('localhost', 4001, '127.0.0.1')).toBe(false);
    expect(one('api.internal.', 9999, '10.0.0.8')).toBe(true);
    expect(one('fd00::1', 80, 'fd00::1')).toBe(true);
    expect(one('fd00::1', 81, 'fd00::1')).toBe(false);
    expect(one('files.internal', 443, '10.0.0.9')).toBe(true);
  });
});

test('an address is its own, a name has those of the machine, one that nobody has rejects', async () => {
  expect(await addressesOf('10.0.0.1')).toEqual(at('10.0.0.1'));
  expect((await addressesOf('localhost')).every(({ address }) => isInternal(address))).toBe(true);
  await expect(addressesOf('no-such-host.invalid')).rejects.toThrow('no-such-host.invalid');
});

test('a connection is made to the addresses that were judged, whatever the name means by then', () => {
  const answers: unknown[] = [];
  const lookup = lookupOf(at('93.184.216.34', '93.184.216.35'));
  lookup('shop.example', { all: true }, (_, all) => answers.push(all));
  lookup('shop.example', {}, (_, address, family) => answers.push([address, family]));
  lookupOf([])('shop.example', {}, (error) => answers.push(error?.message));
  expect(answers).toEqual([at('93.184.216.34', '93.184.216.35'), ['93.184.216.34', 4], 'no address']);
});

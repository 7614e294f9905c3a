import { expect, test } from 'vitest';

import { routeOf, sharedHosts } from '../../src/model/hosts.ts';

test.each([
  ['shop.example', 443, { 'shop.example': '10.0.0.1' }, { host: '10.0.0.1', port: 443 }],
  ['Shop.example', 443, { 'shop.example': '10.0.0.1:8443' }, { host: '10.0.0.1', port: 8443 }],
  ['shop.example', 80, { 'shop.example': 'a', 'shop.example:80': 'b' }, { host: 'b', port: 80 }],
  ['shop.example', 80, { 'shop.example': '[::1]:8080' }, { host: '::1', port: 8080 }],
  ['other.example', 80, { 'shop.example': 'a' }, null],
])('%s:%i under %j goes to %j', (host, port, hosts, to) => {
  expect(routeOf(hosts, { host, port })).toEqual(to);
});

test.each([
  [
    [
      { a: '1', b: '2' },
      { a: '1', b: '3' },
    ],
    { a: '1' },
  ],
  [[{ a: '1' }, undefined], {}],
  [[undefined, { a: '1' }], {}],
  [[{ a: '1' }], { a: '1' }],
  [[], {}],
])('of the maps %j all have %j', (maps, shared) => {
  expect(sharedHosts(maps)).toEqual(shared);
});

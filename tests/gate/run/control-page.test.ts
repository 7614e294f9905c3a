import { expect, test } from 'vitest';

import { controlPage, hostNotices, isRemote } from '../../../src/gate/run/control-page.ts';
import { configOf, deploysAt } from './loaded.ts';

const HERE = 'http://127.0.0.1:3000';
const AWAY = 'https://shop.example';

test.each([
  ['http://localhost:3000', false],
  ['http://shop.localhost/', false],
  ['http://[::1]:8080/', false],
  ['http://127.0.0.1:3000', false],
  ['http://127.1.2.3/', false],
  ['https://shop.example/', true],
  ['http://10.0.0.1/', true],
  ['http://128.0.0.1/', true],
  ['http://localhost.example/', true],
  ['http://notlocalhost/', true],
  ['http://127.0.0.1.example/', true],
  ['http://127.example/', true],
])('%s leads off this machine: %s', (url, remote) => {
  expect(isRemote(url)).toBe(remote);
});

const DECLARED = `routes: [{ name: home, path: / }]
control: { path: /about }
`;

test.each([
  [AWAY, AWAY, '/about'],
  [AWAY, HERE, '/about'],
  [HERE, AWAY, '/about'],
  [HERE, HERE, undefined],
  [null, AWAY, undefined],
])('with a base at %s and a head at %s the control page that is visited is %s', async (base, head, visited) => {
  const { control } = await configOf(DECLARED);
  expect(controlPage(control, deploysAt(base, head))?.path).toBe(visited);
});

test('where none is declared, none is visited', () => {
  expect(controlPage(null, deploysAt(AWAY, AWAY))).toBeNull();
});

test('two hosts of which nothing says that they are equally fast have that said, with what to declare', async () => {
  const { control } = await configOf(DECLARED);
  const told = [expect.stringContaining('Declare `control: { path: … }`')];
  expect(hostNotices(null, deploysAt(AWAY, AWAY))).toEqual(told);
  expect(hostNotices(null, deploysAt(HERE, AWAY))).toEqual(told);
  expect(hostNotices(null, deploysAt(AWAY, HERE))).toEqual(told);
  expect(hostNotices(null, deploysAt(HERE, HERE))).toEqual([]);
  expect(hostNotices(null, deploysAt(null, AWAY))).toEqual([]);
  expect(hostNotices(control?.route ?? null, deploysAt(AWAY, AWAY))).toEqual([]);
});

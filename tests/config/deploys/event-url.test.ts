import { expect, test } from 'vitest';

import { errorOf, load, NO_OVERRIDES, ROUTE } from '../files.ts';

const eventUrl = 'https://pr-42.shop.example';
const headOf = async (deploys: string, over: object = {}) =>
  (await load(`${deploys}\n${ROUTE}\n`, { ...NO_OVERRIDES, eventUrl, ...over })).deploys.head;

test.each([
  ['nothing is configured', 'deploys: { base: { url: http://base.example } }'],
  ['GitHub deployments are looked for', 'deploys: { github-deployments: {} }'],
])('the deployment that started the run is head where %s', async (_, deploys) => {
  expect(await headOf(deploys)).toMatchObject({ kind: 'url', url: eventUrl });
});

test('one with a query is an error that names it, and repeats no token', async () => {
  const withToken = { ...NO_OVERRIDES, eventUrl: 'https://pr-42.shop.example/?token=hush' };
  expect(await errorOf(`${ROUTE}\n`, withToken)).toContain(
    'environment_url: "https://pr-42.shop.example/?…" has a query or a fragment.',
  );
});

test('a head that somebody named comes before it', async () => {
  const named = 'deploys: { head: { url: http://head.example } }';
  expect(await headOf(named)).toMatchObject({ url: 'http://head.example' });
  expect(await headOf(named, { headUrl: 'http://asked.example' })).toMatchObject({ url: 'http://asked.example' });
});

import { afterEach, expect, test } from 'vitest';

import { site, views, type Site } from './site.ts';

const CONFIG =
  'field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson }\nroutes: [{ name: product, path: /p }]\n';
const DEPLOY = '{"sha":"a1b2c3d4","t":"2026-11-01T10:30:00Z","environment":"production"}\n';

let here: Site;
afterEach(() => here.remove());

async function deploys(list: string, ...argv: readonly string[]) {
  here = await site(CONFIG);
  await here.write('field/1.ndjson', views(100, 1000));
  await here.write('field/deploys.ndjson', list);
  return here.run('field', 'deploys', ...argv);
}

test('a deploy has a row for each route, condition and node; without enough hours it is unclear', async () => {
  const { exitCode, stdout } = await deploys(DEPLOY, '--json');
  expect(exitCode).toBe(0);
  const [row] = JSON.parse(stdout) as unknown[];
  expect(row).toMatchObject({
    sha: 'a1b2c3d4',
    at: '2026-11-01T10:30:00.000Z',
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    verdict: 'unclear',
  });
  for (const key of ['change', 'low', 'high', 'placeboRank', 'placebos']) expect(row).toHaveProperty(key);
});

test('the table says why a deploy is unclear', async () => {
  const { stdout } = await deploys(DEPLOY);
  expect(stdout).toMatch(
    /^Page views of the 28 days up to 2026-11-01 11:39 UTC\.\n\na1b2c3d at 2026-11-01 10:30 UTC\n {2}Unclear at \d+ nodes?, because /,
  );
});

test.each([
  ['an empty list', '', [], 2, /field\/deploys\.ndjson:1:1: error: The file lists no deploys, so/],
  [
    'no deploy to the environment',
    DEPLOY,
    ['--environment', 'staging'],
    2,
    /:1:1: error: The file lists no deploys to staging, so/,
  ],
  [
    'a broken line',
    `${DEPLOY}nonsense\n`,
    [],
    2,
    /field\/deploys\.ndjson:2:1: error: This is not a deploy: it is not JSON/,
  ],
  [
    'a deploy outside the window',
    DEPLOY.replace('2026', '2020'),
    [],
    0,
    /note: no deploy of the list lies in the window\./,
  ],
] as const)('%s is said', async (_what, list, argv, exitCode, message) => {
  const ran = await deploys(list, ...argv);
  expect([ran.exitCode, ran.stderr]).toEqual([exitCode, expect.stringMatching(message)]);
});

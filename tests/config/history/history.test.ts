import { describe, expect, test } from 'vitest';

import { errorOf, load, ROUTE } from '../files.ts';

const BUILT = 'deploys: { worktree: { serve: node server.js } }';
const AT_URLS = 'deploys: { base: { url: "https://a.example" }, head: { url: "https://b.example" } }';

const historyOf = async (text: string, deploys = BUILT) => (await load(`${deploys}\n${ROUTE}\n${text}\n`)).history;

describe('the key history', () => {
  test('has a branch, and no budgets, by default', async () => {
    expect(await historyOf('history: { anchor: v1.4.0 }')).toEqual({
      anchor: 'v1.4.0',
      anchorUrl: null,
      place: { kind: 'branch', branch: 'vitals-gate-history' },
      creep: [],
    });
  });

  test('may be absent', async () => {
    expect(await historyOf('')).toBeNull();
  });

  test('may be a folder, which is relative to the file', async () => {
    const history = await historyOf('history: { anchor: release/1.x, folder: perf }');
    expect(history?.place).toEqual({
      kind: 'folder',
      folder: expect.stringMatching(/\/vitals-gate-config-\w+\/perf$/) as string,
    });
  });

  test('has budgets on the change since the anchor, in the order of the metrics', async () => {
    const history = await historyOf(
      'history: { anchor: v1, creep: { cls: 0.02, lcp: 3 %, bytes: 10 %, enforce: block } }',
    );
    expect(history?.creep).toEqual([
      { metric: 'lcp', limit: { value: 3, unit: '%' }, enforce: 'block' },
      { metric: 'cls', limit: { value: 0.02, unit: 'score' }, enforce: 'block' },
      { metric: 'bytes', limit: { value: 10, unit: '%' }, enforce: 'block' },
    ]);
  });

  test('only warns unless it says otherwise', async () => {
    const history = await historyOf('history: { anchor: v1, creep: { inp: 5 % } }');
    expect(history?.creep.map(({ enforce }) => enforce)).toEqual(['warn']);
  });

  test.each([
    ['history: { anchor: v1, anchor-url: "https://anchor.example/" }', AT_URLS],
    [
      'history: { anchor: v1 }',
      'deploys: { base: { url: "https://{sha}.example" }, head: { url: "https://b.example" } }',
    ],
    ['history: { anchor: v1 }', 'deploys: { base: { static: anchor }, head: { static: build } }'],
    ['history: { anchor: v1 }', 'deploys: { github-deployments: {} }'],
  ])('knows where the anchor is served: %s', async (history, deploys) => {
    expect((await historyOf(history, deploys))?.anchor).toBe('v1');
  });

  test.each([
    ['history: {}', '3:1: error: history.anchor is missing'],
    ['history: { anchor: --all }', '3:20: error: "--all" is not the name of a commit.'],
    ['history: { anchor: v1..v2 }', '3:20: error: "v1..v2" is not the name of a commit.'],
    ['history: { anchor: v1, branch: a b }', '3:32: error: "a b" is not the name of a branch.'],
    ['history: { anchor: v1, branch: main.lock }', '3:32: error: "main.lock" is not the name of a branch.'],
    ['history: { anchor: v1, branch: b, folder: f }', '3:35: error: `history` has a branch and a folder.'],
    ['history: { anchor: v1, creep: { lcp: 3 } }', '3:38: error: 3 has no unit.\n  → Write 3 %.'],
    ['history: { anchor: v1, creep: { lcp: 50 ms } }', '3:38: error: "50 ms" is not a percentage.'],
    ['history: { anchor: v1, creep: { cls: 3 % } }', '3:38: error: "3 %" is a percentage, but CLS is a score'],
    ['history: { anchor: v1, creep: { lpc: 3 % } }', '3:33: error: Unknown key "lpc"'],
    ['history: { anchor: v1, creep: { lcp: 3 %, enforce: fail } }', 'enforce cannot be "fail"'],
    ['history: { anchor: v1, anchor-url: ftp://a }', '3:36: error: "ftp://a" is not an http or https URL.'],
  ])('%s is an error with its place', async (history, message) => {
    expect(await errorOf(`${BUILT}\n${ROUTE}\n${history}\n`)).toContain(message);
  });

  test('must say where the anchor is served if base is one address', async () => {
    expect(await errorOf(`${AT_URLS}\n${ROUTE}\nhistory: { anchor: v1 }\n`)).toBe(
      'vitals-gate.yml:3:1: error: It is not said where the build of the anchor is served.\n' +
        '  → Add for example anchor-url: https://anchor.example.com, or use a provider that builds or finds any commit.',
    );
  });
});

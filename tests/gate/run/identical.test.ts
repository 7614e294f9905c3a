import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { collectBlobs } from '../../../src/gate/verdict/collect-blobs.ts';
import type { ContentsApi } from '../../../src/gate/verdict/read-policy.ts';
import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { measured } from '../../../src/identity/measured.ts';
import { leaf } from '../../../src/model/breakdown.ts';
import type { Answer, AnswerSet } from '../../../src/model/answers.ts';
import type { Deploy, Side } from '../../../src/model/deploy.ts';
import type { LaterRecord } from '../../../src/model/record.ts';
import { recordDoubt } from '../../../src/record/consistency.ts';
import { outcomeOf } from '../../compare/campaigns.ts';
import { memoryLog } from '../../support/recorded.ts';
import { clearReplay, fakeRun, REFUSED, steady, type FakeResult, type FakeRun } from '../../support/fake-lab.ts';

const TWO = `routes:
  - { name: home, path: /home, conditions: [desktop] }
  - { name: cart, path: /cart, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const runs: FakeResult[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const { remove } of runs.splice(0)) await remove();
});

async function made(fake: FakeRun): Promise<FakeResult> {
  const run = await fakeRun({ config: TWO, answers: served, ...fake });
  runs.push(run);
  return run;
}

function answer(side: Side, at: string, over: Partial<Answer> = {}): Answer {
  const url = `http://127.0.0.1:${side === 'base' ? 1 : 2}${at}`;
  return {
    method: 'GET',
    url,
    shownUrl: url,
    key: at,
    isSameOrigin: true,
    kind: 'document',
    requestHeaders: {},
    status: 200,
    headers: [],
    body: { raw: at, stable: at },
    initiator: null,
    isBeforeLcp: true,
    isAfterInput: false,
    ...over,
  };
}

/** A page with a script, the same on both sides. */
function served(side: Side, route: string): AnswerSet {
  return { answers: [answer(side, `/${route}`), answer(side, '/app.js', { kind: 'script' })], obstacles: [] };
}

/** The cart's script is another one on head. */
function changed(side: Side, route: string): AnswerSet {
  const { answers, obstacles } = served(side, route);
  if (route !== 'cart' || side === 'base') return { answers, obstacles };
  return { answers: [...answers.slice(0, 1), answer(side, '/app.js', { kind: 'script', body: OTHER })], obstacles };
}

/** The home page is another one on head. */
function changedHome(side: Side, route: string): AnswerSet {
  const { answers, obstacles } = served(side, route);
  if (route !== 'home' || side === 'base') return { answers, obstacles };
  return { answers: [answer(side, '/home', { body: OTHER }), ...answers.slice(1)], obstacles };
}

const OTHER = { raw: 'other', stable: 'other' };

const ofType = <Type extends LaterRecord['type']>({ records }: FakeResult, type: Type) =>
  records.filter((record): record is Extract<LaterRecord, { type: Type }> => record.type === type);
const stops = (run: FakeResult): string[] => ofType(run, 'campaign').map(({ route, stopped }) => `${route} ${stopped}`);
const visitsTo = (run: FakeResult, name: string): number =>
  ofType(run, 'visit').filter(({ route }) => route === name).length;
const skippedIn = ({ result }: FakeResult): unknown => (JSON.parse(result) as { skipped?: unknown }).skipped;
const reasonsIn = ({ result }: FakeResult): string[] =>
  (JSON.parse(result) as { budgets: { route: string; verdict: string; reason: string }[] }).budgets.map(
    ({ route, verdict, reason }) => `${route} ${verdict} ${reason}`,
  );

const THERE = 'http://cdn.example/hero.jpg';

/** The cart shows an image of another host. */
function withThirdParty(side: Side, route: string): AnswerSet {
  const { answers, obstacles } = served(side, route);
  const hero = answer(side, THERE, { url: THERE, shownUrl: THERE, isSameOrigin: false });
  return { answers: route === 'cart' ? [...answers, hero] : answers, obstacles };
}

const mapped = (side: Side, to: string): Deploy => ({
  side,
  sha: side,
  url: `http://127.0.0.1:${side === 'base' ? 1 : 2}`,
  hosts: { 'cdn.example': to },
});

/** The page names files whose hashes differ. */
const renamed = (side: Side, route: string): AnswerSet => ({
  answers: [answer(side, `/${route}`, { body: { raw: side, stable: 'same' } })],
  obstacles: [],
});

/** The cart's LCP is later on head. */
const slowerCart: FakeRun['visit'] = (asked) => steady(asked.route === 'cart' ? 300 : 0)(asked);

/** The cart's document takes longer on head. */
const slowCart: FakeRun['replay'] = (route) =>
  route.base.answers[0]?.key === '/cart' ? measured('slower', { url: 'http://127.0.0.1:2/cart' }) : clearReplay(route);

/** All responses take half a second longer on head, and it says that they do not. */
const slow: FakeRun['replay'] = (route) => {
  const identity = clearReplay(route);
  if (identity.kind !== 'identical' || identity.replay === null) return identity;
  const blocks = identity.replay.blocks.map((block) =>
    block.map(({ side, times, wallMs }) => ({
      side,
      wallMs,
      times: times.map((ms) => ms + (side === 'head' ? 500 : 0)),
    })),
  );
  return { ...identity, replay: { ...identity.replay, blocks } };
};

/** Head answers differently each time. */
const askedTwice: FakeRun['askedTwice'] = async (found) => ({ ...found, because: 'varies', side: 'head' });

describe('a run whose routes all serve identical bytes', () => {
  test('makes one visit to each side of each, and passes', async () => {
    const run = await made({ visit: steady(30) });
    expect(run.exitCode).toBe(0);
    expect(stops(run)).toEqual(['home identical-bytes', 'cart identical-bytes']);
    expect(run.visits).toBe(4);
    expect(reasonsIn(run)).toEqual(['home pass identical-bytes', 'cart pass identical-bytes']);
    expect(skippedIn(run)).toEqual({
      routes: ['home', 'cart'].map((route) => ({
        route,
        condition: 'desktop',
        responses: 2,
        repeatedRequests: 2,
        repeats: 24,
      })),
      measured: [],
    });
  });

  test('warms all of them up before it repeats a request, and repeats them route by route', async () => {
    const { journal } = await made({ visit: steady() });
    const steps = journal.filter((line) => !line.startsWith('forget'));
    expect(steps.slice(0, 4).toSorted()).toEqual(['visit base cart', 'visit base home', 'visit head cart', 'visit head home']); // prettier-ignore
    expect(steps.slice(4)).toEqual(['repeat requests', 'repeat requests']);
  });

  test('is judged the same from its record, and the record is one that a run writes', async () => {
    const run = await made({ visit: steady() });
    const [first, ...later] = run.records;
    expect(recordDoubt({ run: first, later })).toBeNull();
    expect(run.comment).toContain('all 2 routes serve identical bytes');
    expect(run.lines).toContain('Warming up home · desktop, cart · desktop.');
    expect(run.told).toContain(
      'home · desktop: base and head serve identical bytes (2 responses compared, 2 requests made again, 12 times on each side, to compare their times); not measured',
    );
  });

  test('repeats nothing where the gate itself serves both sides as folders', async () => {
    const run = await made({ visit: steady(300), deploys: { servesFolders: true } });
    expect(run.exitCode).toBe(0);
    expect(run.journal).not.toContain('repeat requests');
    expect(ofType(run, 'identity').map(({ identity }) => identity)).toEqual(
      ['home', 'cart'].map(() => ({ kind: 'identical', responses: 2, replay: null })),
    );
  });

  test('is green as well where its time is up before they are reached', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const visit: FakeRun['visit'] = (asked) => {
      now += 30_000;
      return steady()(asked);
    };
    const run = await made({ visit, answers: changedHome, config: `${TWO}max-minutes: 1\n` });
    expect(stops(run)).toEqual(['home time', 'cart identical-bytes']);
    expect(reasonsIn(run)).toEqual(['home unmeasured out-of-time', 'cart pass identical-bytes']);
    const [first, ...later] = run.records;
    expect(recordDoubt({ run: first, later })).toBeNull();
  });
});

describe('a route is measured', () => {
  test('where a response differs, and the others are not', async () => {
    const run = await made({ visit: slowerCart, answers: changed });
    expect(stops(run)[0]).toBe('home identical-bytes');
    expect(run.exitCode).toBe(1);
    expect(visitsTo(run, 'home')).toBe(2);
    expect(visitsTo(run, 'cart')).toBeGreaterThan(12);
    expect(skippedIn(run)).toMatchObject({
      routes: [{ route: 'home' }],
      measured: [{ route: 'cart', because: 'differs', what: 'body' }],
    });
    expect(run.lines).toContain('cart · desktop: it is measured because the body of /app.js differs.');
  });

  test('where one side is asked twice for what differs, and differs from itself', async () => {
    expect(skippedIn(await made({ visit: steady(), answers: changed, askedTwice }))).toMatchObject({
      measured: [{ route: 'cart', because: 'varies', side: 'head', what: 'body' }],
    });
  });

  test('where its responses are slower although their bytes are the same', async () => {
    const run = await made({
      visit: (asked) => (asked.countOnSide > 2 ? slowerCart : steady())(asked),
      replay: slowCart,
    });
    expect(skippedIn(run)).toMatchObject({
      routes: [{ route: 'home' }],
      measured: [{ route: 'cart', because: 'slower' }],
    });
    expect(run.exitCode).toBe(1);
  });

  test('where a first visit failed, though the next attempt did not', async () => {
    let failed = false;
    const visit: FakeRun['visit'] = (asked) => {
      if (asked.route !== 'cart' || failed) return steady()(asked);
      failed = true;
      return REFUSED;
    };
    expect(skippedIn(await made({ visit }))).toMatchObject({
      measured: [{ route: 'cart', because: 'warm-up-failed', what: REFUSED.reason }],
    });
  });

  test('where a `max` budget blocks whatever changed', async () => {
    const config = TWO.replace('budgets:', 'pre-existing: block\nbudgets:').replace(
      'max-increase',
      'max: 3 s, max-increase',
    );
    const run = await made({ visit: steady(), config });
    expect(stops(run)).toEqual(['home decided', 'cart decided']);
    expect(skippedIn(run)).toMatchObject({
      routes: [],
      measured: [{ because: 'absolute-budget' }, { because: 'absolute-budget' }],
    });
    expect(run.journal).not.toContain('repeat requests');
  });

  test("not where head's first visit took clearly longer and another one, made alone, does not", async () => {
    const run = await made({ visit: (asked) => (asked.count <= 4 ? slowerCart : steady())(asked) });
    expect(stops(run)).toEqual(['home identical-bytes', 'cart identical-bytes']);
    expect(run.lines.filter((line) => line.includes('visited again'))).toEqual([
      'cart · desktop: head’s first visit took longer than base’s; both are visited again.',
    ]);
    expect(visitsTo(run, 'cart')).toBe(4);
    const [first, ...later] = run.records;
    expect(recordDoubt({ run: first, later })).toBeNull();
  });

  test("where head's first visits took clearly longer, and its requests are not repeated", async () => {
    const run = await made({ visit: slowerCart });
    expect(skippedIn(run)).toMatchObject({
      routes: [{ route: 'home' }],
      measured: [{ route: 'cart', because: 'slower', side: 'head', what: 'warm-up lcp' }],
    });
    expect(run.journal.filter((line) => line === 'repeat requests')).toHaveLength(1);
    expect(run.exitCode).toBe(1);
  });

  test("where base's first visit reached a `max`, which is pre-existing or will be crossed", async () => {
    const run = await made({ visit: steady(), config: TWO.replace('max-increase', 'max: 1 s, max-increase') });
    expect(skippedIn(run)).toMatchObject({
      routes: [],
      measured: [
        { because: 'absolute-budget', what: 'lcp' },
        { because: 'absolute-budget', what: 'lcp' },
      ],
    });
  });

  test('where it did, and head was slower: no second visit may undo it', async () => {
    const run = await made({ visit: slowerCart, config: TWO.replace('max-increase', 'max: 1 s, max-increase') });
    expect(run.lines.filter((line) => line.includes('visited again'))).toEqual([]);
    expect(skippedIn(run)).toMatchObject({
      routes: [],
      measured: [{ because: 'absolute-budget' }, { because: 'absolute-budget' }],
    });
  });

  test.each([
    ['measured', '10.0.0.2', [{ route: 'cart', because: 'unreadable', url: THERE }]],
    ['identical', '10.0.0.1', []],
  ])('where a host map leads to another server on each side: %s', async (_, onHead, measuredRoutes) => {
    const deploys = { base: mapped('base', '10.0.0.1'), head: mapped('head', onHead) };
    expect(skippedIn(await made({ visit: steady(), answers: withThirdParty, deploys }))).toMatchObject({
      measured: measuredRoutes,
    });
  });

  test('where files of folders differ in hashes and a budget counts bytes, unless a replay clears it', async () => {
    const deploys = { servesFolders: true };
    const config = TWO.replace('lcp:', 'bytes: { max-increase: 1 kB }, lcp:');
    const counted = (await made({ visit: steady(), answers: renamed, deploys, config })).journal;
    expect(counted).toContain('repeat requests');
    expect((await made({ visit: steady(), answers: renamed, deploys })).journal).not.toContain('repeat requests');
  });

  test('where a layer of Server-Timing has a budget', async () => {
    const config = TWO.replace('lcp:', 'lcp.ttfb.request.db: { max-increase: 20 ms }, lcp:');
    expect(skippedIn(await made({ visit: steady(), config }))).toMatchObject({
      measured: [
        { because: 'unseen', what: 'server-timing' },
        { because: 'unseen', what: 'server-timing' },
      ],
    });
  });

  test('where it cannot be visited, as ever', async () => {
    const run = await made({ visit: (asked) => (asked.route === 'cart' ? REFUSED : steady()(asked)) });
    expect(stops(run)).toEqual(['home identical-bytes', 'cart unmeasurable']);
    expect(ofType(run, 'identity').map(({ route }) => route)).toEqual(['home']);
    expect(run.exitCode).toBe(3);
  });
});

test('the control page is not visited beside a route that is not measured', async () => {
  const config = `${TWO}control: { path: /control }\n`;
  const run = await made({ visit: steady(), answers: changed, config });
  const pages = ofType(run, 'visit').map(({ route, page }) => `${route} ${page}`);
  expect(new Set(pages)).toEqual(new Set(['home route', 'cart route', 'cart control']));
  const [first, ...later] = run.records;
  expect(recordDoubt({ run: first, later })).toBeNull();
});

describe('a record of identical bytes', () => {
  test('is refused where its times do not say so', async () => {
    const run = await made({ visit: steady(), replay: slow });
    const [first, ...later] = run.records;
    expect(recordDoubt({ run: first, later })?.why).toMatch(/the times of its responses do not say so/);
    expect(run.exitCode).toBe(3);
  });

  test("keeps nothing where head's first visit took clearly longer", async () => {
    const run = await made({ visit: steady() });
    const [first, ...later] = run.records;
    const forged = later.map((record) => {
      if (record.type !== 'visit' || record.side !== 'head' || record.outcome.status !== 'measured') return record;
      const readings = outcomeOf({ lcp: leaf('lcp', 5000) }).readings;
      return { ...record, outcome: { ...record.outcome, readings } };
    });
    const { rows } = reportOf(memoryLog(first, forged)).judgement;
    expect(rows.map(({ reason }) => reason)).toEqual(['not-measurable', 'not-measurable']);
  });

  test('keeps nothing under budgets that are tighter than what its times were held against', async () => {
    const run = await made({ visit: steady() });
    const [first, ...later] = run.records;
    const tight = JSON.parse(JSON.stringify(first).replaceAll('"value":50', '"value":5').replaceAll('"value":5,"unit":"%"', '"value":0.1,"unit":"%"')) as typeof first; // prettier-ignore
    expect(reportOf(memoryLog(tight, later)).judgement.rows.map(({ reason }) => reason)).toEqual(['not-measurable', 'not-measurable']); // prettier-ignore
    expect(reportOf(memoryLog(first, later)).judgement.exitCode).toBe(0);
  });
});

test('samples of a run are reported alike by the trusted job, unless the policy of base measures every route', async () => {
  const run = await made({ visit: steady() });
  const blob = path.join(run.out, '..', 'blob.ndjson');
  await writeFile(blob, `${run.records.map((record) => JSON.stringify(record)).join('\n')}\n`);
  const reported = async (policy: string | null) => {
    const policyAt = policy === null ? null : { ref: 'base', isAsked: true };
    const contents: ContentsApi = {
      fileAt: async () => policy,
      hasCommit: async () => true,
      tipOf: async () => 'base',
      mergeBase: async () => null,
    };
    const out = path.join(run.out, '..', 'report');
    const { log } = await collectBlobs({ blobs: [blob], out, config: 'vitals-gate.yml', policyAt, contents, expected: null }); // prettier-ignore
    return reportOf(log);
  };
  const { judgement, report } = await reported(null);
  expect(judgement.exitCode).toBe(0);
  expect(report.result.skipped).toEqual(skippedIn(run));
  const measuring = await reported(`${TWO}measure-identical: true\n`);
  expect(measuring.judgement.exitCode).toBe(3);
  expect(measuring.judgement.rows.map(({ reason }) => reason)).toEqual(['not-measurable', 'not-measurable']);
});

test('nothing that was requested or served is recorded but addresses without their queries', async () => {
  const secret = 'c0ffee-session-5eed';
  const answers = (side: Side, route: string): AnswerSet => {
    const [document, ...rest] = served(side, route).answers;
    if (document === undefined) throw new Error('a page has a document');
    const told = { url: `${document.url}?token=${secret}`, requestHeaders: { cookie: `sid=${secret}` } };
    return { answers: [{ ...document, ...told }, ...rest], obstacles: [] };
  };
  const { records, comment, result, lines, told } = await made({ visit: steady(), answers });
  expect(JSON.stringify({ records, comment, result, lines, told })).not.toContain(secret);
});

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { GateError } from '../../../../src/errors.ts';
import { judgeFolder } from '../../../../src/gate.ts';
import { diagnosisSchema } from '../../../../src/model/diagnosis.ts';
import { leaf } from '../../../../src/model/breakdown.ts';
import { resultSchema, type Result } from '../../../../src/model/result.ts';
import { fakeRun, steady, type FakeDiagnosis, type FakeResult, type FakeRun } from '../../../support/fake-lab.ts';
import { outcomeOf } from '../../../compare/campaigns.ts';
import { LATE, page, seen, slowerHead, URLS, visitsOf } from './seen.ts';

const TWO_ROUTES = `routes:
  - { name: bad, path: /bad, conditions: [desktop] }
  - { name: worse, path: /worse, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;
const WAIVERS = `waivers:
  - { budget: bad/desktop/lcp, until: 2099-01-01, reason: known }
  - { budget: worse/desktop/lcp, until: 2099-01-01, reason: known }
`;
const twoBroken: FakeRun['visit'] = (asked) => steady(asked.route === 'worse' ? 600 : 300)(asked);
const FAILED = { status: 'failed', code: 'chrome-died', reason: 'Chrome died' } as const;
const VISITS = visitsOf(page(), LATE);

const shifty: FakeRun['visit'] = (asked) => ({
  ...steady()(asked),
  cls: leaf('cls', asked.side === 'head' ? 0.3 : 0),
});

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const remove of removals.splice(0)) await remove();
});

async function made(over: Partial<FakeRun> = {}): Promise<FakeResult> {
  const run = await fakeRun(slowerHead(over));
  removals.push(run.remove);
  return run;
}

const diagnosesOf = ({ journal }: FakeResult): string[] => journal.filter((line) => line.startsWith('diagnose'));
const resultOf = ({ result }: FakeResult): Result => resultSchema.parse(JSON.parse(result));
const noticesOf = ({ records }: FakeResult): string[] =>
  records.flatMap((record) => (record.type === 'notice' ? [record.text] : []));

const measured = ({ records }: FakeResult): string => JSON.stringify(records.filter(({ type }) => type !== 'causes'));

/** Diagnostic visits that see the late hero, but for some of them. */
function unless(except: (visit: FakeDiagnosis) => ReturnType<NonNullable<FakeRun['diagnose']>> | null) {
  return (visit: FakeDiagnosis) => except(visit) ?? seen(VISITS[visit.side]);
}

/** The parts that causes are of where the sides paint these elements. */
async function partsOf(elementOf: (side: string) => string): Promise<unknown[]> {
  const visit: FakeRun['visit'] = (asked) => {
    const outcome = outcomeOf(steady(300)(asked));
    return { ...outcome, evidence: { ...outcome.evidence, lcpElement: elementOf(asked.side) } };
  };
  const { records } = await made({ visit });
  return records.flatMap((record) => (record.type === 'causes' ? record.search.causes.map(({ part }) => part) : []));
}

describe('the cause of a broken budget', () => {
  test('is looked for by visits to base, head, head and base, after the verdict is on disk', async () => {
    const before: string[] = [];
    const run = await made({
      diagnose: unless(({ out }) => {
        for (const name of ['result.json', 'comment.md', 'junit.xml'])
          before.push(existsSync(path.join(out, name)) ? readFileSync(path.join(out, name), 'utf8') : '');
        return null;
      }),
    });
    expect(diagnosesOf(run)).toEqual(['base', 'head', 'head', 'base'].map((side) => `diagnose ${side} home`));
    expect(run.journal.slice(-4)).toEqual(diagnosesOf(run));
    expect(before.slice(0, 3).every((text) => text !== '')).toBe(true);
    const { causes, ...first } = resultSchema.parse(JSON.parse(before[0] ?? ''));
    expect(causes).toBeUndefined();
    expect(first.verdict).toBe('fail');
    expect(resultOf(run).causes?.map(({ id, because }) => [id, because])).toEqual([['hero-discovered-late', true]]);
    expect(existsSync(path.join(run.out, 'diagnostics/home-desktop.json'))).toBe(true);
  });

  test('has no part in what was measured and decided', async () => {
    const [with_, without] = [await made(), await made({ why: { explain: 'never' } })];
    const { causes, ...explained } = resultOf(with_);
    expect(causes).toHaveLength(1);
    expect(JSON.stringify(explained)).toBe(JSON.stringify(resultOf(without)));
    expect(measured(with_)).toBe(measured(without));
    expect([with_.exitCode, without.exitCode]).toEqual([1, 1]);
  });

  test.each<[string, Partial<FakeRun>]>([
    ['nothing broke', { visit: steady() }],
    ['the budgets are waived', { config: TWO_ROUTES + WAIVERS, visit: twoBroken }],
    [
      'it was over before',
      { visit: steady(), config: TWO_ROUTES.replace('max-increase: [5 %, 50 ms]', 'max: 100 ms') },
    ],
    ['it is not wanted', { why: { explain: 'never' } }],
    ['nobody asked', { why: {} }],
    ['there is no base', { hasBase: false, config: TWO_ROUTES.replace('max-increase: [5 %, 50 ms]', 'max: 100 ms') }],
  ])('is not looked for where %s', async (_, over) => {
    const run = await made(over);
    expect(diagnosesOf(run)).toEqual([]);
    expect(resultOf(run)).not.toHaveProperty('causes');
    expect(existsSync(path.join(run.out, 'diagnostics'))).toBe(false);
  });

  test('has filmstrips of the first visit to each side, and pictures of shifts on head where the budget of CLS is broken', async () => {
    const filmed: string[] = [];
    const film = unless(({ side, isFilmed, hasShiftPictures, count }) => {
      filmed.push(`${side} ${[isFilmed && 'filmstrip', hasShiftPictures && 'shifts'].filter(Boolean).join(' ')}`);
      return count === 2 ? FAILED : null;
    });
    await made({ diagnose: film });
    // The second visit fails.
    expect(filmed).toEqual(['base filmstrip', 'head filmstrip', 'head filmstrip', 'base ', 'head ']);
    filmed.length = 0;
    const config = `routes: [{ name: home, path: /, conditions: [desktop] }]
budgets: { cls: { max-increase: 0.02 } }
`;
    await made({ config, visit: shifty, diagnose: film });
    expect(filmed).toEqual(['base filmstrip', 'head filmstrip shifts', 'head filmstrip shifts', 'base ', 'head ']);
  });

  test('has the filmstrips beside the record, which names them', async () => {
    const filmstrip = {
      width: 160,
      height: 120,
      frames: [{ atMs: 320, isLcp: true, picture: Buffer.from('a picture') }],
    };
    const { out } = await made({
      diagnose: ({ side, isFilmed }) => ({ ...seen(VISITS[side]), filmstrip: isFilmed ? filmstrip : null }),
    });
    for (const side of ['base', 'head'])
      expect(readFileSync(path.join(out, `diagnostics/home-desktop-film-${side}-1.webp`), 'utf8')).toBe('a picture');
    const { visits } = diagnosisSchema.parse(
      JSON.parse(readFileSync(path.join(out, 'diagnostics/home-desktop.json'), 'utf8')),
    );
    const named = visits.map((visit) => visit.filmstrip?.frames[0]?.picture);
    expect(named).toEqual(['home-desktop-film-base-1.webp', 'home-desktop-film-head-1.webp', undefined, undefined]);
  });

  test('is looked for on the route that got worse by most first', async () => {
    const run = await made({ config: TWO_ROUTES, visit: twoBroken });
    expect(diagnosesOf(run).map((line) => line.split(' ')[2])).toEqual([
      ...Array(4).fill('worse'),
      ...Array(4).fill('bad'),
    ]);
    expect(resultOf(run).causes?.map(({ route }) => route)).toEqual(['worse', 'bad']);
  });

  test('is looked for where a budget blocks before where it only warns', async () => {
    const config = TWO_ROUTES.replace(
      'path: /worse,',
      'path: /worse, budgets: { lcp: { max-increase: [5 %, 50 ms], enforce: warn } },',
    );
    const run = await made({ config, visit: twoBroken });
    expect(diagnosesOf(run).map((line) => line.split(' ')[2])).toEqual([
      ...Array(4).fill('bad'),
      ...Array(4).fill('worse'),
    ]);
    expect(resultOf(run).causes?.map(({ route }) => route)).toEqual(['bad', 'worse']);
  });

  test('is not of a phase of LCP where the sides paint other elements', async () => {
    expect(await partsOf(() => 'img')).toEqual([['lcp', 'resource-load-delay']]);
    expect(await partsOf((side) => side)).toEqual([['lcp']]);
  });

  test('is told again, byte by byte, when the run is judged again', async () => {
    const run = await made({ config: TWO_ROUTES, visit: twoBroken });
    await judgeFolder(run.out);
    expect(readFileSync(path.join(run.out, 'result.json'), 'utf8')).toBe(run.result);
    expect(readFileSync(path.join(run.out, 'comment.md'), 'utf8')).toBe(run.comment);
    expect(run.result).toContain('"causes"');
  });
});

test.each([
  ['was to be there', {}, 1],
  ['was to be there, but nothing broke', { visit: steady() }, 0],
])('a folder of source maps that %s is missed in a notice only', async (_, over, notices) => {
  const run = await made({
    config: TWO_ROUTES.replace('name: bad', 'name: home') + 'source-maps: not-built\n',
    ...over,
  });
  expect(noticesOf(run).filter((text) => text.startsWith('The folder of `source-maps` is not there'))).toHaveLength(
    notices,
  );
  expect(resultOf(run).causes?.length ?? 0).toBe(notices * 2);
});

describe('where the time for it runs out', () => {
  const NOT_LOOKED_INTO = 'The time to look for causes (explain: max-minutes) ran out. Not looked into: ';

  test.each([
    ['the first visit', 1, 'worse · desktop, bad · desktop', []],
    ['the third visit to a route, so that a side has one', 3, 'worse · desktop, bad · desktop', []],
    ['the last visit to a route', 4, 'the source lines for worse · desktop, bad · desktop', ['worse']],
    ['the next route', 6, 'bad · desktop', ['worse']],
  ])('during %s, what was found by then is kept and the rest is named once', async (_, last, missed, found) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ended: boolean[] = [];
    const run = await made({
      config: `${TWO_ROUTES}explain: { max-minutes: 1.5 }\n`,
      visit: twoBroken,
      diagnose: unless(({ count, signal }) => {
        if (count === last) vi.advanceTimersByTime(90_000);
        ended.push(signal.aborted);
        // A visit that is ended has failed; the last one to a route had just been made.
        return signal.aborted && last !== 4 ? { ...FAILED, code: 'navigation-failed' } : null;
      }),
    });
    expect(ended).toEqual([...Array<boolean>(last - 1).fill(false), true]);
    expect(noticesOf(run)).toEqual([`${NOT_LOOKED_INTO}${missed}.`]);
    expect(run.comment).toContain('max-minutes');
    expect(resultOf(run).causes?.map(({ route }) => route) ?? []).toEqual(found);
    expect(run.exitCode).toBe(1);
  });

  test('while a line is looked up, it stays as it was served and that is said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const run = await made({
      diagnose: unless(({ count }) => {
        if (count === 4) vi.advanceTimersByTime(120_000);
        return null;
      }),
    });
    expect(noticesOf(run)).toEqual([`${NOT_LOOKED_INTO}the source lines for home · desktop.`]);
    expect(resultOf(run).causes?.[0]?.places).toMatchObject([{ file: null, url: `${URLS.head}/gallery.js`, line: 2 }]);
  });
});

describe('where diagnostic visits fail', () => {
  test('each side is visited once more', async () => {
    const run = await made({ diagnose: unless(({ count }) => (count <= 2 ? FAILED : null)) });
    const sides = diagnosesOf(run).map((line) => line.split(' ')[1]);
    expect(sides).toEqual(['base', 'head', 'head', 'base', 'base', 'head']);
    expect(resultOf(run).causes).toHaveLength(1);
    expect(noticesOf(run)).toEqual([]);
  });

  test('again, the route is named, and the next one is looked into', async () => {
    const run = await made({
      config: TWO_ROUTES,
      visit: twoBroken,
      diagnose: unless(({ route }) => (route === 'worse' ? FAILED : null)),
    });
    expect(noticesOf(run)).toEqual([
      'Why worse · desktop got worse was not looked into: diagnostic visits failed (Chrome died).',
    ]);
    expect(diagnosesOf(run).filter((line) => line.endsWith('worse'))).toHaveLength(3);
    expect(resultOf(run).causes?.map(({ route }) => route)).toEqual(['bad']);
    expect(run.exitCode).toBe(1);
  });

  test.each(['bad', 'worse'])('so that the lab gives up on %s, the other route is looked into', async (broken) => {
    const error = new GateError('chrome-unlaunchable', { path: '/usr/bin/chrome', cause: 'it is gone' });
    const run = await made({
      config: TWO_ROUTES,
      visit: twoBroken,
      diagnose: unless(({ route }) => (route === broken ? error : null)),
    });
    expect(run.exitCode).toBe(1);
    expect(resultOf(run).causes?.map(({ route }) => route)).toEqual([broken === 'bad' ? 'worse' : 'bad']);
    expect(noticesOf(run)).toEqual([
      expect.stringContaining(`Why ${broken} · desktop got worse was not looked into: `) as string,
    ]);
  });

  test('Lighthouse is let look nevertheless', async () => {
    const asked: string[] = [];
    const run = await made({
      diagnose: () => new Error('the lab is gone'),
      explain: ({ out }) => void asked.push(out),
    });
    expect(asked).toEqual([run.out]);
    expect(noticesOf(run)[0]).toBe('Why home · desktop got worse was not looked into: the lab is gone.');
  });
});

test('what was found and is too long for the report costs that search alone', async () => {
  const text = JSON.stringify(VISITS.head).replaceAll('/gallery.js', `/${'x'.repeat(4000)}.js`);
  const head = JSON.parse(text) as typeof VISITS.head;
  const run = await made({
    config: TWO_ROUTES,
    visit: twoBroken,
    diagnose: unless(({ route, side }) => (route === 'worse' && side === 'head' ? seen(head) : null)),
  });
  expect([run.exitCode, run.error]).toEqual([1, null]);
  expect(resultOf(run).causes?.map(({ route }) => route)).toEqual(['bad']);
  expect(noticesOf(run)).toEqual([
    expect.stringMatching(
      /^Why worse · desktop · lcp got worse was not looked into: what was found cannot be recorded \(causes\.0\.places\.0\.url: Too big/,
    ) as string,
  ]);
});

test('a report that cannot be written after the search leaves the verdict and its exit code', async () => {
  const run = await made({
    diagnose: unless(({ out, count }) => {
      if (count > 1) return null;
      rmSync(path.join(out, 'junit.xml'));
      mkdirSync(path.join(out, 'junit.xml'));
      return null;
    }),
  });
  expect([run.exitCode, run.error]).toEqual([1, null]);
  expect(run.lines.filter((line) => line.startsWith('The explanation of the verdict is left out: '))).toHaveLength(1);
});

describe('a signal during diagnostic visits', () => {
  test.each([1, 4, 5])('leaves the verdict, its exit code and what was found before visit %i', async (last) => {
    const run = await made({
      config: TWO_ROUTES,
      visit: twoBroken,
      diagnose: unless(({ count, stop }) => {
        if (count === last) stop('SIGTERM');
        return null;
      }),
    });
    expect(diagnosesOf(run)).toHaveLength(last);
    expect([run.exitCode, run.error]).toEqual([1, null]);
    const { causes = [], verdict, budgets } = resultOf(run);
    expect([verdict, budgets.filter((row) => row.verdict === 'fail').length]).toEqual(['fail', 2]);
    expect(causes.map(({ route }) => route)).toEqual(last === 5 ? ['worse'] : []);
    expect(run.comment).toContain('Stopped by SIGTERM while the verdict was being explained: everything was measured.');
    await judgeFolder(run.out);
    expect(readFileSync(path.join(run.out, 'result.json'), 'utf8')).toBe(run.result);
  });
});

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { GateError } from '../../src/errors.ts';
import type { LaterRecord } from '../../src/model/record.ts';
import { resultSchema } from '../../src/model/result.ts';
import { CHROME_DIED, fakeRun, REFUSED, steady, type FakeRun, type FakeVisit } from '../support/fake-lab.ts';
import { budgetRow } from '../report/factories.ts';

const TWO_ROUTES = `routes:
  - { name: broken, path: /broken, conditions: [desktop] }
  - { name: home, path: /home, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;
const NO_BUDGETS = 'routes: [{ name: home, path: /home, conditions: [desktop] }]\n';

const NO_CHROME = new GateError('chrome-unlaunchable', { path: '/usr/bin/chrome', cause: 'it is gone' });
const GONE = 'its server has ended';

type Outcome = ReturnType<FakeRun['visit']>;

/** A page that is as it was until a visit of the run, and then this. */
const after = (count: number, then: (visit: FakeVisit) => Outcome) => (visit: FakeVisit) =>
  visit.count > count ? then(visit) : steady()(visit);

/** A slower head, and this in place of every fresh visit. */
const whenFresh = (then: (visit: FakeVisit) => Outcome) => (visit: FakeVisit) =>
  visit.isFresh ? then(visit) : steady(300)(visit);

/** The visits that warm up both routes. */
const WARM_UPS = 4;

/** The first route is slower on head, and this happens once the second one is measured. */
const besideBroken = (then: (visit: FakeVisit) => Outcome) => ({
  config: TWO_ROUTES,
  visit: (visit: FakeVisit) => (visit.route === 'home' && visit.count > WARM_UPS ? then(visit) : steady(300)(visit)),
});

const only = (side: 'base' | 'head') => (visit: FakeVisit) => (visit.side === side ? REFUSED : steady(300)(visit));

const stopped = (visit: FakeVisit): Outcome => {
  visit.stop('SIGTERM');
  return REFUSED;
};

/** Lets no more be written to the samples: where they go there is never any room. */
function fill({ out }: { readonly out: string }): void {
  rmSync(path.join(out, 'samples.ndjson'));
  symlinkSync('/dev/full', path.join(out, 'samples.ndjson'));
}

const filled = (visit: FakeVisit): Outcome => {
  fill(visit);
  return steady()(visit);
};

/** More campaigns than a run keeps in memory; the first is slower on head. */
const SIX_ROUTES = `routes: [${['broken', 'b', 'c', 'd', 'e', 'last'].map((name) => `{ name: ${name}, path: /${name}, conditions: [desktop] }`).join(', ')}]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const slowerFirst = (visit: FakeVisit): Outcome => steady(visit.route === 'broken' ? 300 : 0)(visit);

/** Another process writes another value into the samples of the first route. */
function tamper({ out }: { readonly out: string }): void {
  const file = path.join(out, 'samples.ndjson');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(?<="type":"visit".*?"value":)\d/, '9'));
}

const tampered = (visit: FakeVisit): Outcome => {
  if (visit.route === 'last') tamper(visit);
  return slowerFirst(visit);
};

/** What a GraphQL operation costs, held against its budget before the first visit. */
function costs(verdict: 'pass' | 'fail'): LaterRecord {
  const about = { route: 'cart', condition: 'graphql', path: 'cost', kind: 'max' } as const;
  const reason = verdict === 'fail' ? 'over' : 'under';
  const row = budgetRow({ ...about, limit: [{ value: 100, unit: 'cost' }], value: 150, verdict, reason });
  return { type: 'graphql', rows: [row], notes: [], report: { causes: [], problems: [] } };
}

/** What happens, by phase and what fails: a cell of the table each. */
const CELLS: Readonly<Record<string, Readonly<Record<string, FakeRun>>>> = {
  'before the first block': {
    'base is gone': { visit: steady(), unreachable: { base: 'base refuses connections' } },
    'head is gone': { visit: steady(), unreachable: { head: 'head refuses connections' } },
    'both are gone': { visit: () => REFUSED },
    'both are gone, and no budgets are declared': { visit: () => REFUSED, config: NO_BUDGETS },
    SIGTERM: { visit: stopped },
    'SIGTERM, after a GraphQL operation was found too expensive': { visit: stopped, before: [costs('fail')] },
    'SIGTERM, after GraphQL operations kept their budgets': { visit: stopped, before: [costs('pass')] },
    'Chrome does not start any more, after a GraphQL operation was found too expensive': {
      visit: () => NO_CHROME,
      before: [costs('fail')],
    },
  },
  measuring: {
    'base is gone': { visit: after(5, only('base')) },
    'head is gone': { visit: after(5, only('head')) },
    'both are gone': { visit: after(5, () => REFUSED) },
    'Chrome dies at every visit': { visit: after(5, () => CHROME_DIED) },
    'Chrome does not start any more': { visit: after(5, () => NO_CHROME) },
    'Chrome does not start any more, after another route was found broken': besideBroken(() => NO_CHROME),
    'the disk is full': { visit: after(5, filled) },
    SIGTERM: { visit: after(5, stopped) },
    'SIGTERM, after another route was found broken': besideBroken(stopped),
  },
  'confirming a red': {
    'base is gone': { visit: whenFresh(only('base')) },
    'head is gone': { visit: whenFresh(only('head')) },
    'both are gone': { visit: whenFresh(() => REFUSED) },
    'Chrome dies at every visit': { visit: whenFresh(() => CHROME_DIED) },
    'Chrome does not start any more': { visit: whenFresh(() => NO_CHROME) },
    'the disk is full': { visit: whenFresh(filled) },
    SIGTERM: { visit: whenFresh(stopped) },
  },
  'proof after the last visit': {
    'base is gone': { visit: steady(300), serverFailure: async (side) => (side === 'base' ? GONE : null) },
    'head is gone': { visit: steady(300), serverFailure: async (side) => (side === 'head' ? GONE : null) },
    SIGTERM: { visit: steady(), serverFailure: async (_, stop) => stop('SIGTERM') },
    'SIGTERM, after a route was found broken': {
      visit: steady(300),
      serverFailure: async (_, stop) => stop('SIGTERM'),
    },
  },
  explaining: {
    'Chrome does not start any more': { visit: steady(300), explain: () => {} },
    'the disk is full': { visit: steady(300), explain: fill },
    'another process changes the samples': { visit: slowerFirst, config: SIX_ROUTES, explain: tamper },
    SIGTERM: { visit: steady(300), explain: ({ stop }) => stop('SIGTERM') },
  },
  publishing: {
    'the disk is full': {
      visit: steady(300),
      prepare: (out) => mkdirSync(path.join(out, `junit.xml.${process.pid}.partial`)),
    },
    'another process has changed the samples': { visit: tampered, config: SIX_ROUTES },
  },
};

/** The rows of docs/outcomes.md. */
const ROWS = readFileSync(path.resolve(import.meta.dirname, '../../docs/outcomes.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 7 && !/^(?:phase|-+)$/.test(cells[1] ?? ''))
  .map(([, phase = '', what = '', verdict = '', exitCode = '', words = '']) => ({
    phase,
    what,
    verdict,
    exitCode: Number(exitCode),
    words,
  }));

const removals: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removals) await remove();
});

describe('the table of outcomes', () => {
  test('has one row for every cell that is tried here', () => {
    const tried = Object.entries(CELLS).flatMap(([phase, cells]) => Object.keys(cells).map((what) => [phase, what]));
    expect(ROWS.map(({ phase, what }) => [phase, what])).toEqual(tried);
  });

  test.each(ROWS)('$phase: $what', async ({ phase, what, verdict, exitCode, words }) => {
    const fake = CELLS[phase]?.[what];
    if (fake === undefined) throw new Error(`there is no cell for ${phase}: ${what}`);
    const run = await fakeRun(fake);
    removals.push(run.remove);
    expect(run.exitCode).toBe(exitCode);
    const told = run.result === '' ? 'none' : resultSchema.parse(JSON.parse(run.result)).verdict;
    expect(told).toBe(verdict);
    const error = run.error instanceof Error ? run.error.message : '';
    expect(`${run.comment}\n${error}`).toContain(words);
  });
});

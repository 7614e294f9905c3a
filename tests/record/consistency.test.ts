import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Breakdown } from '../../src/model/breakdown.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { LaterRecord, RunRecord } from '../../src/model/record.ts';
import type { Visit } from '../../src/model/sample.ts';
import {
  doubtAbout as doubtAboutBlob,
  impossible,
  recordDoubt as structureDoubt,
  type Doubt,
} from '../../src/record/consistency.ts';
import { readLog } from '../../src/record/read.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-doubt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROUTES = [{ name: 'home' }, { name: 'product', slowerMs: 400 }];
const HOME = { route: 'home', condition: 'mobile' };
const END: LaterRecord = { type: 'end' };
const [RUN, ...LATER] = recordsOf({ routes: ROUTES });
const FAILED = { status: 'failed', code: 'timeout', reason: 'slow' } as const;

interface FullLog {
  readonly run: RunRecord;
  readonly later: readonly LaterRecord[];
}

function logWith(later: readonly LaterRecord[], run: Partial<RunRecord> = {}): FullLog {
  return { run: { ...RUN, ...run }, later };
}

/** What is found while records are read. */
function firstImpossible({ later }: FullLog): Doubt | null {
  const [first] = later.flatMap((record) => {
    const why = impossible(record);
    return why === null ? [] : [{ record, why }];
  });
  return first ?? null;
}

const doubtAbout = (log: FullLog): string | null => doubtAboutBlob(log, firstImpossible(log));
const recordDoubt = (log: FullLog): Doubt | null => firstImpossible(log) ?? structureDoubt(log);

/** The recorded visits, each as `change` would have it. */
function changed(change: (visit: Visit, index: number) => readonly Visit[]): LaterRecord[] {
  return LATER.flatMap((record, index): readonly LaterRecord[] =>
    record.type === 'visit' ? change(record, index) : [record],
  );
}

/** The records in which the first visit measured this. */
function measuring(metric: Metric, breakdown: Breakdown): LaterRecord[] {
  return changed((visit, index) => {
    if (index > 0 || visit.outcome.status === 'failed') return [visit];
    const readings = { ...visit.outcome.readings, [metric]: { status: 'measured', breakdown } };
    return [{ ...visit, outcome: { ...visit.outcome, readings } }];
  });
}

test('nothing speaks against what a run wrote, nor against a run that was stopped', () => {
  expect(doubtAbout(logWith(LATER))).toBeNull();
  expect(recordDoubt(logWith(LATER.slice(0, 7)))).toBeNull();
});

/** Forty parts. */
function several(partOf: (id: string) => Breakdown): Breakdown[] {
  return Array.from({ length: 40 }, (_, index) => partOf(`part-${index}`));
}

const IMPOSSIBLE: readonly (readonly [string, Metric, Breakdown, RegExp])[] = [
  ['an LCP of 0', 'lcp', leaf('lcp', 0), /lcp of a visit to home · mobile is 0, which no browser measures/],
  ['an INP of 0', 'inp', leaf('inp', 0), /inp .* is 0, which/],
  ['the smallest number above 0', 'lcp', leaf('lcp', 5e-324), /5e-324, which/],
  ['a negative INP', 'inp', leaf('inp', -8), /-8, which/],
  ['more ms than a visit can take', 'lcp', leaf('lcp', 1e9), /1000000000, which/],
  [
    'parts that cancel out beyond what a visit takes',
    'lcp',
    sumOf('lcp', [leaf('a', 1e15), leaf('b', -1e15 + 900)]),
    /lcp .* has parts that are larger than any visit/,
  ],
  ['a CLS that would take a grid of millions of steps', 'cls', leaf('cls', 1e6), /cls .* is 1000000, which/],
  ['a negative CLS', 'cls', leaf('cls', -1), /-1, which/],
  ['parts of another sum', 'lcp', { id: 'lcp', value: 900, parts: [leaf('ttfb', 800)] }, /do not add up/],
  [
    'parts of no sum',
    'lcp',
    { id: 'lcp', value: 1.7e308, parts: [leaf('a', 1.7e308), leaf('b', 1.7e308)] },
    /do not add up/,
  ],
  [
    'thousands of parts',
    'inp',
    sumOf(
      'inp',
      several((one) =>
        sumOf(
          one,
          several((other) => leaf(other, 1)),
        ),
      ),
    ),
    /more parts/,
  ],
];

describe('a visit that cannot have been', () => {
  test.each(IMPOSSIBLE)('is refused in a blob: %s', (_, metric, breakdown, why) => {
    expect(doubtAbout(logWith(measuring(metric, breakdown)))).toMatch(why);
  });

  test.each(IMPOSSIBLE)(
    'is refused where a run is judged again, by its line: %s',
    async (_, metric, breakdown, why) => {
      writeRecords(folder, [RUN, ...measuring(metric, breakdown)]);
      const refusal = { code: 'record-invalid', exitCode: 2, where: `${path.join(folder, 'samples.ndjson')}:2` };
      await expect(readLog(folder)).rejects.toMatchObject(refusal);
      await expect(readLog(folder)).rejects.toThrow(why);
    },
  );

  test('is told from one that was hardly anything', () => {
    for (const [metric, value] of [
      ['lcp', 0.1],
      ['inp', 8],
      ['cls', 0],
      ['cls', -1e-12],
    ] as const)
      expect(doubtAbout(logWith(measuring(metric, leaf(metric, value))))).toBeNull();
  });
});

const first = ({ route, block }: Visit): boolean => route === 'home' && block === 0;

describe('visits are refused', () => {
  test.each<[string, LaterRecord[]]>([
    ['where a side is not the one that was drawn', changed((visit) => [{ ...visit, side: 'head' }])],
    ['where one is there twice', changed((visit) => [visit, visit])],
    ['where they are in another order', LATER.toReversed()],
    ['where a block is missing', changed((visit) => (first(visit) ? [] : [visit]))],
    ['where all four are at one position', changed((visit) => (first(visit) ? [{ ...visit, position: 0 }] : [visit]))],
  ])('%s', (_, later) => {
    expect(recordDoubt(logWith(later))?.why).toMatch(
      /home · mobile are not in the order that was drawn|product · mobile are/,
    );
  });

  test('where there is a block that so few visits cannot have come to, without drawing the order up to it', () => {
    const place = { route: 'home', condition: 'mobile', side: 'head', page: 'route' } as const;
    for (const phase of ['measure', 'confirm'] as const) {
      // Drawn one by one, a million million blocks would not end before the test’s time is up.
      const visit: Visit = { type: 'visit', ...place, phase, block: 1e12, position: 0, attempt: 1, outcome: FAILED };
      expect(doubtAbout(logWith([visit, END]))).toMatch(/home · mobile has more blocks than a campaign takes/);
    }
  });
});

/** The records with a cost before them. */
function cost(over: Partial<Comparison>): LaterRecord[] {
  const tree = sumOf('cost', [leaf('reviews', 3), leaf('shared', Infinity)]);
  const none = { base: null, difference: null, relative: null, effect: null };
  const place = { route: 'GetCart', condition: 'operation', metric: 'cost', unit: 'cost', blocks: 0 } as const;
  return [{ type: 'cost', comparison: { ...place, ...none, head: tree, ...over } }, ...LATER];
}

describe('a cost', () => {
  test('may be without bound', () => {
    expect(doubtAbout(logWith(cost({})))).toBeNull();
  });

  test.each<[string, Partial<Comparison>, RegExp]>([
    ['whose parts are of another sum', { head: { id: 'cost', value: 9, parts: [leaf('a', 1)] } }, /do not add up/],
    [
      'that is a time',
      { ...HOME, metric: 'lcp', unit: 'ms', head: leaf('lcp', 900) },
      /lcp of home · mobile is not a cost/,
    ],
  ])('is refused %s', (_, over, why) => {
    expect(doubtAbout(logWith(cost(over)))).toMatch(why);
  });
});

test('visits that retry, visit the control page and confirm a red are what a run makes', () => {
  const retried = changed((visit) => [
    { ...visit, outcome: FAILED },
    { ...visit, attempt: 2 },
    { ...visit, page: 'control', outcome: FAILED },
    { ...visit, page: 'control', attempt: 2 },
  ]);
  const warm = changed((visit, index) => (index > 0 ? [visit] : [{ ...visit, block: -1 }, visit]));
  for (const later of [retried, warm]) expect(doubtAbout(logWith(later))).toBeNull();
});

test('without a base every visit is to head', () => {
  const onHead = changed((visit) => [{ ...visit, side: 'head' }]);
  expect(doubtAbout(logWith(onHead, { base: null }))).toBeNull();
  expect(doubtAbout(logWith(LATER, { base: null }))).toMatch(/not in the order/);
});

test('any number of unrecorded visits is read', () => {
  const [visit] = LATER.filter((record) => record.type === 'visit');
  if (visit === undefined) throw new Error('no visit');
  const unrecorded = Array.from({ length: 200_000 }, (): Visit => ({ ...visit, block: -1, outcome: FAILED }));
  expect(doubtAbout(logWith([...unrecorded, ...LATER]))).toBeNull();
});

test('a configuration that names a campaign twice is refused: its visits would be judged as often', () => {
  const { config } = RUN;
  const twice = { ...config, routes: [...config.routes, ...config.routes] };
  expect(doubtAbout(logWith(LATER, { config: twice }))).toMatch(/twice/);
});

test('a line that is nested without end is refused before anything recurses into it', async () => {
  const file = writeRecords(folder, [RUN, ...LATER]);
  const deep = `"parts":${'[{"id":"a","value":1,"parts":'.repeat(20_000)}[]${'}]'.repeat(20_000)}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('"parts":[]', deep));
  await expect(readLog(folder)).rejects.toMatchObject({ code: 'record-invalid', where: `${file}:2` });
  await expect(readLog(folder)).rejects.toThrow(/nested deeper/);
});

test('a number without bound, or none at all, is no reading', () => {
  for (const value of [Infinity, -Infinity, NaN]) {
    expect(doubtAbout(logWith(measuring('lcp', leaf('lcp', value))))).toMatch(
      /lcp of a visit to home · mobile has parts/,
    );
    const hidden = {
      id: 'lcp',
      value: 1000,
      parts: [leaf('a', 1000), { id: 'b', value: 0, parts: [leaf('c', value)] }],
    };
    expect(doubtAbout(logWith(measuring('lcp', hidden)))).toMatch(/has parts that do not add up/);
  }
});

test('a record of a campaign that is not of the run is a stray, whatever it says', () => {
  const place = { route: 'home', condition: 'tablet' };
  const strays: LaterRecord[] = [
    { type: 'look', ...place, blocks: 0, open: [] },
    { type: 'campaign', ...place, stopped: 'decided', unmeasurable: null },
    { type: 'confirmation', ...place, blocks: 0, unmeasurable: null, agreed: [] },
    {
      type: 'explanation',
      ...place,
      explanation: { insights: [], reports: { base: null, head: null }, failure: null },
    },
  ];
  for (const stray of strays)
    expect(doubtAbout(logWith([stray, ...LATER]))).toBe('home · tablet is not one of their campaigns');
});

test('samples of a calibration, and of a run that names a route twice, are none to judge', () => {
  expect(doubtAbout(logWith(LATER, { purpose: 'calibration' }))).toBe('they are of a calibration');
  const routes = [...RUN.config.routes, ...RUN.config.routes];
  expect(doubtAbout(logWith(LATER, { config: { ...RUN.config, routes } }))).toBe(
    'their configuration names a route or a condition twice',
  );
});

import { describe, expect, test } from 'vitest';

import type { Open } from '../../../src/lab/quiet/settling.ts';
import { outcomeOf, type VisitFindings } from '../../../src/lab/visit/outcome.ts';
import { nodeAt } from '../../../src/model/breakdown.ts';
import { METRICS, type Metric } from '../../../src/model/metric.ts';
import { readingOf } from '../../../src/model/sample.ts';
import { facts, inp } from '../../readings/facts.ts';

const WALL_MS = 1000;
const CLOSED: Open = { lcp: null, inp: null, cls: null, fcp: null, bytes: null };
const NOT_SETTLED = { status: 'unmeasured', reason: 'not-settled' };

/** A visit that has a value of every metric. */
function measured(over: Partial<VisitFindings> = {}): VisitFindings {
  return {
    facts: facts({
      fcp: { value: 300, blockingEnd: null },
      inp: inp(),
      interactionsSeen: 1,
      cls: { value: 0.05, shifts: [] },
    }),
    around: {
      document: { redirectMs: 0, headers: {} },
      lcpOrigin: null,
      lcpLoad: null,
      inpPlace: null,
      traffic: new Map(),
      transfers: [{ type: 'script', url: 'https://shop.example/app.js', bytes: 5000, isBodyUnknown: false }],
      hasServiceWorker: false,
    },
    notes: [],
    deployUrl: 'https://shop.example',
    budgeted: [],
    open: CLOSED,
    learnt: null,
    settledMs: 0,
    ...over,
  };
}

const open = (by: Partial<Open>): VisitFindings => measured({ open: { ...CLOSED, ...by } });
const statusOf = (visit: VisitFindings, metric: Metric): string =>
  readingOf(outcomeOf(visit, WALL_MS).readings, metric).status;
const notesOf = (visit: VisitFindings): readonly string[] => outcomeOf(visit, WALL_MS).evidence.notes;

test('a page that settled is measured by every metric', () => {
  expect(METRICS.filter((metric) => statusOf(measured(), metric) !== 'measured')).toEqual([]);
  expect(notesOf(measured())).toEqual([]);
});

describe.each(METRICS)('where something could still change %s', (metric) => {
  const visit = open({ [metric]: 'a request for /late.js' });

  test('it is unmeasured, because the page had not settled', () => {
    expect(readingOf(outcomeOf(visit, WALL_MS).readings, metric)).toEqual(NOT_SETTLED);
  });

  test('every other metric is measured', () => {
    expect(METRICS.filter((each) => statusOf(visit, each) !== 'measured')).toEqual([metric]);
  });
});

test('a note says what could still have changed a core metric', () => {
  expect(notesOf(open({ cls: 'layout shifts' }))).toEqual([
    'CLS could not be measured: the page was still busy at the visit’s time limit, and layout shifts could still have changed it.',
  ]);
  expect(notesOf(open({ bytes: 'a request for /late.js' }))).toEqual([]);
});

test('one note names the metrics that the same thing could have changed', () => {
  const by = 'a request for /late.js';
  expect(notesOf(open({ lcp: by, cls: by, bytes: by }))).toEqual([
    `LCP and CLS could not be measured: the page was still busy at the visit’s time limit, and ${by} could still have changed them.`,
  ]);
  expect(notesOf(open({ lcp: by, cls: 'layout shifts' }))).toHaveLength(2);
});

test('a metric that has no value says why it has none, whatever was open', () => {
  const visit = measured({ facts: facts({ lcp: null }), open: { ...CLOSED, lcp: 'a new largest contentful paint' } });
  expect(readingOf(outcomeOf(visit, WALL_MS).readings, 'lcp')).toEqual({ status: 'unmeasured', reason: 'no-lcp' });
});

test('the smallest of many paths is told apart where a budget names it', () => {
  const transfers = Array.from({ length: 300 }, (_, index) => ({
    type: 'script' as const,
    url: `https://shop.example/${index}.js`,
    bytes: 1000 - index,
    isBodyUnknown: false,
  }));
  const { around } = measured();
  const visit = measured({ around: { ...around, transfers }, budgeted: [['bytes', 'script', '/299.js']] });
  const bytes = readingOf(outcomeOf(visit, WALL_MS).readings, 'bytes');
  const found = bytes.status === 'measured' ? nodeAt(bytes.breakdown, ['bytes', 'script', '/299.js']) : null;
  expect(found?.value).toBe(701);
});

test('a visit with a service worker says what its transfer size lacks if a budget is on it', () => {
  const around = { ...measured().around, hasServiceWorker: true };
  expect(notesOf(measured({ around }))).toEqual([]);
  expect(notesOf(measured({ around, budgeted: [['bytes', 'script']] })).join()).toContain('service worker');
});

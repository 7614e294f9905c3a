import { describe, expect, test } from 'vitest';

import type { IntervalEstimate } from '../../../../src/stats/clustered-covariance.ts';
import { doubtOf, failureOf, refusalOf } from '../../../../src/field/analyses/price/verdict.ts';

const around = (value: number, reach: number): IntervalEstimate => ({
  value,
  se: reach / 1.96,
  low: value - reach,
  high: value + reach,
});

const control = (reach: number) => ({ kind: 'before-landing', estimate: around(0, reach) }) as const;

const SURE = {
  estimate: around(-0.02, 0.01),
  withoutSlowest: around(-0.025, 0.02),
  control: { kind: 'before-landing', estimate: around(0.01, 0.02) },
} as const;

describe('an estimate may be quoted', () => {
  test('where its interval is below 0, the slowest do not make it, and the control holds 0', () => {
    expect(doubtOf(SURE)).toBeNull();
    expect(doubtOf({ ...SURE, withoutSlowest: null })).toBeNull();
  });

  test.each([
    ['not-certain', { estimate: around(-0.02, 0.02) }],
    ['slower-converts-more', { estimate: around(0.02, 0.01) }],
    ['driven-by-the-slowest', { withoutSlowest: around(-0.005, 0.1) }],
    ['driven-by-the-slowest', { withoutSlowest: around(-0.04, 0.1) }],
    ['no-negative-control', { control: null }],
    ['negative-control', { control: { kind: 'after-conversion', estimate: around(-0.03, 0.02) } }],
    ['control-too-wide', { control: { kind: 'before-landing', estimate: around(0, 0.05) } }],
  ] as const)('unless %s', (code, change) => {
    expect(doubtOf({ ...SURE, ...change })?.code).toBe(code);
  });

  test('whose control is as wide as twice the estimate, and not more', () => {
    expect(doubtOf({ ...SURE, control: control(0.0399) })).toBeNull();
    expect(doubtOf({ ...SURE, control: control(0.0401) })?.code).toBe('control-too-wide');
  });
});

describe('sessions can be looked at', () => {
  const sample = { landings: 200, sessions: 200, conversions: 50, events: 60, earlier: 0 };
  test('with 50 that converted and 50 that did not', () => {
    expect(refusalOf(sample)).toBeNull();
    expect(refusalOf({ ...sample, conversions: 49 })?.code).toBe('too-few');
    expect(refusalOf({ ...sample, conversions: 150 })).toBeNull();
    expect(refusalOf({ ...sample, conversions: 151 })?.code).toBe('too-few');
  });

  test.each([
    ['no-sessions', { sessions: 0, landings: 0 }, 'no session of the window landed on it'],
    ['no-events', { events: 0, conversions: 0 }, 'the window does not have any events'],
    ['no-matching-events', { conversions: 0 }, 'of 60 events of the window, none is of a session that landed on it'],
    ['constant-outcome', { conversions: 0, earlier: 1 }, 'no session converted'],
    ['constant-outcome', { conversions: 200 }, 'every session converted'],
  ] as const)('unless %s', (code, change, words) => {
    expect(refusalOf({ ...sample, ...change })).toEqual({ code, words });
  });
});

test.each([
  ['separated', ['device = tablet'], 'device = tablet tells without error whether some sessions converted'],
  ['separated', ['country = BR', 'lcp'], 'country = BR, lcp tell without error whether some sessions converted'],
  ['collinear', ['country = BR'], 'country = BR cannot be told apart from the other covariates'],
  ['too-few', [], 'there are not more sessions than covariates'],
  ['constant-outcome', [], 'every session has the same outcome'],
  ['not-converged', [], 'the covariates almost tell each other, or almost tell who converted'],
] as const)('a regression that fails as %s says why', (kind, columns, words) => {
  expect(failureOf({ kind, columns })).toEqual({ code: kind, words });
});

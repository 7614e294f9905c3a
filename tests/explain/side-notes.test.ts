import { expect, it } from 'vitest';

import { campaignNotes, typicalEvidence } from '../../src/explain/evidence.ts';
import { sideNotes } from '../../src/explain/side-notes.ts';
import { leaf, sumOf, withRemainder } from '../../src/model/breakdown.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import type { Evidence, MeasuredOutcome } from '../../src/model/sample.ts';
import { evidence } from '../report/factories.ts';

const READING = { status: 'unmeasured', reason: 'no-lcp' } as const;

function outcome(over: Partial<Evidence>): MeasuredOutcome {
  const timing = { wallMs: 0, pageMs: 0, settleMs: 0, overheadMs: 0 };
  return {
    status: 'measured',
    readings: { lcp: READING, inp: READING, cls: READING },
    evidence: evidence(over),
    timing,
  };
}

/** Three blocks whose visits say `base` and `head`. */
function campaign(base: Partial<Evidence>, head: Partial<Evidence>): Campaign {
  const visits = (['base', 'head', 'head', 'base'] as const).map((side) => ({
    side,
    outcome: outcome(side === 'base' ? base : head),
    control: null,
  }));
  const blocks = [{ visits }, { visits }, { visits }];
  return {
    route: 'r',
    condition: 'c',
    hasBase: true,
    blocks,
    firstAttempts: [],
    confirmation: null,
    unmeasurable: null,
    stopped: 'maximum',
  };
}

const hero = (lcpUrl: string) => ({ lcpElement: 'img', lcpUrl });
const request = (over: Partial<NonNullable<Evidence['lcpRequest']>>): Partial<Evidence> => ({
  lcpRequest: { initiator: 'parser', url: 'https://a.example/', line: 3, priority: 'High', ...over },
});

it('two builds of the same page have nothing to say, although hosts and hashes differ', () => {
  const base = hero('https://a.example/hero-D_x8-3Yk.jpg');
  const head = hero('https://b.example/hero-BUy1m_Qk.jpg');
  expect(sideNotes(campaign(base, head))).toEqual([]);
});

it.each<[string, Partial<Evidence>, Partial<Evidence>, string]>([
  ['the LCP element', { lcpElement: 'h1' }, { lcpElement: 'img' }, 'h1 on base, img on head'],
  ['its image', hero('https://a.example/a.jpg'), hero('https://b.example/b.jpg'), '/a.jpg on base, /b.jpg on head'],
  [
    'who asks for it',
    request({}),
    request({ initiator: 'script', url: 'https://b.example/app-BUy1m_Qk.js', line: 12 }),
    'the HTML on base, script /app-*.js:12 on head',
  ],
  ['the protocol', { protocol: 'h2' }, { protocol: 'http/1.1' }, 'h2 on base, http/1.1 on head'],
  [
    'a cache header',
    { headers: [{ name: 'x-cache', value: 'HIT' }] },
    { headers: [{ name: 'x-cache', value: 'MISS' }] },
    'x-cache is HIT on base, MISS on head',
  ],
  ['a region header', { headers: [{ name: 'cf-ray', value: 'FRA' }] }, {}, 'cf-ray is FRA on base, none on head'],
])('%s that differs has a note', (_, base, head, said) => {
  expect(sideNotes(campaign(base, head))).toEqual([expect.stringContaining(said)]);
  expect(campaignNotes(campaign(base, head))[0]).toContain(said);
});

it('what the visits of a side do not agree on is no difference between the sides', () => {
  const { blocks, ...rest } = campaign({ protocol: 'h2' }, { protocol: 'h2' });
  const visits = (['base', 'head', 'head', 'base'] as const).map((side, index) => ({
    side,
    outcome: outcome({ protocol: index % 2 === 0 ? 'h2' : 'http/1.1' }),
    control: null,
  }));
  expect(sideNotes({ ...rest, blocks: [{ visits }, ...blocks.slice(1)] })).toEqual([]);
});

it('the typical evidence has the median traffic of each host', () => {
  const traffic = [{ host: 'a.example', connections: 2, bytesUp: 10, bytesDown: 20 }];
  expect(typicalEvidence(campaign({ traffic }, {}), 'base')?.traffic).toEqual(traffic);
});

it('a layer that a header names twice is the sum of both, and one that half of the visits lack is no typical one', () => {
  const twice = [
    { name: 'db', durationMs: 10 },
    { name: 'db', durationMs: 20 },
  ];
  const typical = typicalEvidence(campaign({ serverTiming: twice }, {}), 'base');
  expect(typical?.serverTiming).toEqual([{ name: 'db', durationMs: 30 }]);
  const rare = campaign({ serverTiming: twice }, {});
  const [first] = rare.blocks;
  const lacking = { visits: (first?.visits ?? []).map((visit) => ({ ...visit, outcome: outcome({}) })) };
  const blocks = [...rare.blocks.slice(0, 1), lacking, lacking];
  expect(typicalEvidence({ ...rare, blocks }, 'base')?.serverTiming).toEqual([]);
});

/** An interaction whose processing has these scripts. */
function inp(parts: readonly string[]): MeasuredOutcome['readings']['inp'] {
  const scripts = parts.map((id) => leaf(id, 60));
  const processing = withRemainder('processing-duration', 70, scripts, 'other');
  return {
    status: 'measured',
    breakdown: sumOf('inp', [leaf('input-delay', 1), processing, leaf('presentation-delay', 9)]),
  };
}

/** A campaign whose visits to each side name these scripts. */
function split(base: readonly string[], head: readonly string[]): Campaign {
  const plain = campaign({}, {});
  const blocks = plain.blocks.map(({ visits }) => ({
    visits: visits.map((visit) => {
      const readings = { ...visit.outcome.readings, inp: inp(visit.side === 'base' ? base : head) };
      return { ...visit, outcome: { ...visit.outcome, readings } };
    }),
  }));
  return { ...plain, blocks };
}

it('a side whose frames are too short to be split into scripts has that said', () => {
  expect(sideNotes(split([], ['event-listener add']))).toEqual([
    expect.stringContaining('less than 50 ms on base, which Chrome does not split into scripts'),
  ]);
  expect(sideNotes(split(['event-listener add'], ['event-listener add']))).toEqual([]);
  expect(sideNotes(split([], []))).toEqual([]);
});

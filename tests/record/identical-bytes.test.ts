import { describe, expect, test } from 'vitest';

import type { Side } from '../../src/model/deploy.ts';
import type { Identity } from '../../src/model/identity.ts';
import type { LaterRecord, RunRecord } from '../../src/model/record.ts';
import { recordDoubt } from '../../src/record/consistency.ts';
import { recordsOf } from '../support/recorded.ts';

const [RUN, ...LATER] = recordsOf({
  routes: [{ name: 'home' }],
  run: {
    plan: { kind: 'looks', maxBlocks: 15 },
    servesFolders: true,
    base: { sha: 'base', url: 'http://127.0.0.1:4001' },
    head: { sha: 'head', url: 'http://127.0.0.1:4002' },
  },
});
const PLACE = { route: 'home', condition: 'mobile' };
const VISIT = LATER.find((record) => record.type === 'visit');

const warmUp = (side: Side): LaterRecord => {
  if (VISIT === undefined) throw new Error('a run has visits');
  return { ...VISIT, side, block: -1, position: 0 };
};
const IDENTITY: LaterRecord = {
  type: 'identity',
  ...PLACE,
  identity: { kind: 'identical', responses: 3, replay: null },
};
const MEASURED: Identity = { kind: 'measured', because: 'differs', url: '/app.js', side: null, what: 'body' };
const END: LaterRecord = { type: 'campaign', ...PLACE, stopped: 'identical-bytes', unmeasurable: null };
const SKIPPED = [warmUp('base'), warmUp('head'), IDENTITY, END, { type: 'end' } as const];

const URLS = ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001/a.js'];

interface Repeated {
  readonly urls?: readonly string[];
  readonly sums?: readonly (readonly number[])[];
  readonly ms?: number;
  readonly responses?: number;
}

/** A route whose requests were repeated, and all took `ms`. */
function repeated({ urls = URLS, sums = [[0, 1]], ms = 5, responses = 3 }: Repeated): LaterRecord[] {
  const passes = (['base', 'head', 'head', 'base'] as const).map((side) => ({ side, times: [ms, ms], wallMs: ms }));
  const blocks = Array.from({ length: 6 }, () => passes);
  const replay = { urls: [...urls], sums: sums.map((sum) => [...sum]), toleranceMs: 50, blocks };
  return SKIPPED.with(2, { ...IDENTITY, identity: { kind: 'identical', responses, replay } } as LaterRecord);
}

const why = (later: readonly LaterRecord[], run: Partial<RunRecord> = {}): string | undefined =>
  recordDoubt({ run: { ...RUN, ...run }, later })?.why;

test('nothing speaks against a route that was not measured, whole and after any line', () => {
  for (const [index] of SKIPPED.entries()) expect(why(SKIPPED.slice(0, index + 1))).toBeUndefined();
});

test('nothing speaks against one whose deploy turned out to be another one', () => {
  const unmeasurable = { sides: ['base', 'head'] as Side[], code: 'deploy-changed', reason: 'It changed.' };
  expect(why([...SKIPPED.slice(0, 4), { ...END, stopped: 'unmeasurable', unmeasurable }])).toBeUndefined();
});

test('nothing speaks against a route that was measured because its bytes differ', () => {
  expect(why([warmUp('base'), warmUp('head'), { ...IDENTITY, identity: MEASURED }, ...LATER])).toBeUndefined();
});

describe('a record of identical bytes is refused', () => {
  test('beside blocks', () => {
    expect(why([...SKIPPED.slice(0, 3), ...LATER])).toMatch(/its end says something else/);
    expect(why([...SKIPPED.slice(0, 3), ...LATER.filter(({ type }) => type === 'visit')])).toMatch(
      /whose end|and was measured/,
    );
  });

  test('without a visit to each side, or with one that failed', () => {
    expect(why(SKIPPED.toSpliced(0, 1))).toMatch(/was not visited on both sides/);
    const failed = { ...warmUp('head'), outcome: { status: 'failed', code: 'timeout', reason: 'slow' } } as LaterRecord;
    expect(why([failed, ...SKIPPED])).toMatch(/a visit to it failed/);
  });

  test('in a run that measures whatever is served', () => {
    expect(why(SKIPPED, { base: null })).toMatch(/there is no base/);
    expect(why(SKIPPED, { plan: { kind: 'fixed', blocks: 5 } })).toMatch(/fixed number of blocks/);
  });

  test('without repeated requests, unless the gate itself served folders', () => {
    const { servesFolders: _, ...run } = RUN;
    expect(recordDoubt({ run, later: SKIPPED })?.why).toMatch(/no request was repeated/);
  });

  test('without repeated requests, where a deploy is not on this machine', () => {
    const head = { sha: 'head', url: 'https://pr-42.shop.example' };
    expect(why(SKIPPED, { head })).toMatch(/deploys that are not folders/);
  });

  test.each([
    ['to no deploy', { urls: ['http://127.0.0.1:4003/', 'http://127.0.0.1:4001/a.js'] }, /to no deploy of the run/],
    ['that took no time', { ms: 0 }, /took no time/],
    ['whose times are not summed', { sums: [] }, /are not summed/],
    ['of which there are more than responses', { responses: 1 }, /more requests were repeated/],
    ['of more responses than a visit remembers', { responses: 5001 }, /so many responses/],
  ])('with repeated requests %s', (_, change, message) => {
    expect(why(repeated({}))).toBeUndefined();
    expect(why(repeated(change))).toMatch(message);
  });

  test('where it is said twice', () => {
    expect(why([...SKIPPED.slice(0, 3), { ...IDENTITY, identity: MEASURED }])).toMatch(/said twice/);
  });
});

test('an end that says so without identical bytes is refused', () => {
  expect(why([warmUp('base'), warmUp('head'), END])).toMatch(/does not serve identical bytes/);
  expect(why([warmUp('base'), warmUp('head'), { ...IDENTITY, identity: MEASURED }, END])).toMatch(/is not measured/);
});

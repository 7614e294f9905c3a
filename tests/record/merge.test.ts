import { describe, expect, test } from 'vitest';

import type { Manifest } from '../../src/model/attribution.ts';
import type { LaterRecord, RunRecord } from '../../src/model/record.ts';
import type { Visit } from '../../src/model/sample.ts';
import type { Blob } from '../../src/record/blob.ts';
import { mergeBlobs } from '../../src/record/merge.ts';
import type { OutlinedRecord } from '../../src/record/outline.ts';
import { version } from '../../src/version.ts';
import { recordsOf } from '../support/recorded.ts';

const ROUTES = [{ name: 'home' }, { name: 'cart' }, { name: 'search' }];

const isVisit = (record: LaterRecord): record is Visit => record.type === 'visit';

/** The samples of one of three shards, each of one route. */
function shard(index: number, run: Partial<RunRecord> = {}, more: readonly LaterRecord[] = []): Blob {
  const campaigns = [{ route: ROUTES[index - 1]?.name ?? '', condition: 'mobile' }];
  const [first, ...later] = recordsOf({ routes: ROUTES, shard: { index, of: 3, campaigns }, run, blocks: 1 });
  return {
    file: `shard-${index}.ndjson`,
    log: { run: first, later: [...more, ...later] },
    visits: () => later.filter(isVisit),
  };
}

function whole(file: string): Blob {
  const [run, ...later] = recordsOf({ routes: ROUTES, blocks: 1 });
  return { file, log: { run, later }, visits: () => later.filter(isVisit) };
}

const routesOf = (later: readonly OutlinedRecord[]): string[] => [
  ...new Set(later.flatMap((record) => (record.type === 'visit' ? [record.route] : []))),
];
const endsOf = (later: readonly OutlinedRecord[]): number => later.filter(({ type }) => type === 'end').length;

describe('the shards of a run', () => {
  test('become one run, in the order of the shards, with one end and no shard', () => {
    const { log, alerts } = mergeBlobs([shard(3), shard(1), shard(2)]);
    expect(routesOf(log.later)).toEqual(['home', 'cart', 'search']);
    expect(endsOf(log.later)).toBe(1);
    expect(log.later.at(-1)).toEqual({ type: 'end' });
    expect(log.run).not.toHaveProperty('shard');
    expect(log.run).not.toHaveProperty('missingShards');
    expect(alerts).toEqual([]);
  });

  test('say once what each of them noticed, and which browsers they had', () => {
    const { log } = mergeBlobs([
      shard(1, { notices: ['a', 'b'], chrome: 'Chrome/156', lanes: 1 }),
      shard(2, { notices: ['b', 'c'], chrome: 'Chrome/157', lanes: 2 }),
      shard(3, { notices: ['a'], chrome: 'Chrome/156' }),
    ]);
    expect(log.run.notices).toEqual(['a', 'b', 'c']);
    expect(log.run.chrome).toBe('Chrome/156, Chrome/157');
    expect(log.run.lanes).toBe(2);
  });

  test('of which one is missing have no end, name it and alert the reader', () => {
    const { log, alerts } = mergeBlobs([shard(3), shard(1)]);
    expect(endsOf(log.later)).toBe(0);
    expect(log.run.missingShards).toEqual([2]);
    expect(alerts).toEqual(['Shard 2 of 3 is missing: its routes were not measured, and that blocks.']);
  });

  test('of which several are missing name all of them', () => {
    const { log, alerts } = mergeBlobs([shard(2)]);
    expect(log.run.missingShards).toEqual([1, 3]);
    expect(alerts).toEqual(['Shards 1, 3 of 3 are missing: their routes were not measured, and that blocks.']);
  });
});

test('samples of a whole run stay those of one', () => {
  const { log, alerts } = mergeBlobs([whole('all')]);
  expect(log.later).toEqual(whole('all').log.later);
  expect(log.run).not.toHaveProperty('missingShards');
  expect(alerts).toEqual([]);
});

test('there must be something to merge', () => {
  expect(() => mergeBlobs([])).toThrow('there is nothing to merge');
});

const policySource = (ref: string, over = {}) => ({ ref, instead: null, changes: [], ...over });
const granted = [{ budget: 'home/mobile/lcp', until: '2099-01-01', reason: 'known', approvedBy: null }];

describe('shards are refused', () => {
  test.each<[string, Partial<RunRecord>, string]>([
    ['of another head', { head: { sha: 'f'.repeat(40), url: 'x' } }, 'they are of other commits'],
    ['of another base', { base: { sha: 'f'.repeat(40), url: 'x' } }, 'they are of other commits'],
    ['without a base', { base: null }, 'they are of other commits'],
    ['drawn from another seed', { seed: { base: 'x', head: 'y' } }, 'they are of other commits'],
    ['of another repository', { repository: 'acme/other' }, 'they are of another repository'],
    ['with another chance of false alarms', { alpha: 0.05 }, 'the configuration was another one'],
    ['with another plan', { plan: { kind: 'looks', maxBlocks: 10 } }, 'the configuration was another one'],
    ['with other tolerances', { tolerances: { lcp: [], inp: [], cls: [] } }, 'the configuration was another one'],
    ['compared in other units', { differences: true }, 'the configuration was another one'],
    ['with other waivers', { waivers: { today: '2026-11-01', granted } }, 'the configuration was another one'],
    ['under another policy', { policySource: policySource('main') }, 'the configuration was another one'],
  ])('%s', (_, over, what) => {
    expect(() => mergeBlobs([shard(1), shard(2, over)])).toThrow(
      expect.objectContaining({
        code: 'blobs-differ',
        exitCode: 2,
        message: expect.stringContaining(what) as string,
      }) as Error,
    );
  });

  test('planned by different versions of the rule of decision', () => {
    expect(() => mergeBlobs([shard(1, { decision: 1 }), shard(2)])).toThrow(
      `vitals-gate ${version} recorded them for version 2 of the rule of decision, and the others are for version 1`,
    );
    expect(mergeBlobs([1, 2, 3].map((index) => shard(index))).log.run).toMatchObject({ decision: 2 });
    // A record of version 1 may say so.
    expect(() => mergeBlobs([shard(1, { decision: undefined }), shard(2, { decision: 1 })])).not.toThrow();
  });

  test('of another number of shards', () => {
    const { log, ...blob } = shard(2);
    const campaigns = [{ route: 'cart', condition: 'mobile' }];
    const other = { ...blob, log: { ...log, run: { ...log.run, shard: { index: 2, of: 4, campaigns } } } };
    expect(() => mergeBlobs([shard(1), other])).toThrow('the run was split into another number of shards');
  });

  test('where one is there twice, or two whole runs are', () => {
    expect(() => mergeBlobs([shard(1), shard(1)])).toThrow('both are shard 1');
    expect(() => mergeBlobs([whole('one'), whole('other')])).toThrow('both cover the whole run');
  });

  test('where two measured the same campaign', () => {
    const { log, ...blob } = shard(2);
    const campaigns = [{ route: 'home', condition: 'mobile' }];
    const other = { ...blob, log: { ...log, run: { ...log.run, shard: { index: 2, of: 3, campaigns } } } };
    expect(() => mergeBlobs([shard(1), other])).toThrow('both measured home · mobile');
  });
});

describe('shards of one run', () => {
  test.each<[string, Partial<RunRecord>, Partial<RunRecord>]>([
    [
      'began on two days',
      { waivers: { today: '2026-11-01', granted: [] } },
      { waivers: { today: '2026-11-02', granted: [] } },
    ],
    [
      'saw the base branch get a commit',
      { policySource: policySource('main@1') },
      { policySource: policySource('main@2') },
    ],
    ['have the keys of their configuration in another order', { alpha: 0.01 }, { config: reordered() }],
    ['were served at other addresses', {}, { head: { ...recordsOf({ routes: [] })[0].head, url: 'https://other' } }],
  ])('may have %s', (_, one, other) => {
    expect(mergeBlobs([shard(1, one), shard(2, other), shard(3, one)]).log.run).not.toHaveProperty('missingShards');
  });
});

const turned = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).toReversed()) as Value;

/** The configuration of the shards with its keys, and those of its routes, from last to first. */
function reordered(): RunRecord['config'] {
  const { config } = shard(1).log.run;
  return turned({ ...config, routes: config.routes.map(turned) });
}

const manifestsOf = (...blobs: readonly Blob[]) =>
  mergeBlobs(blobs).log.later.filter(({ type }) => type === 'manifest');

const culprit = (sha: string) => ({ sha }) as Manifest['culprits'][number];

const manifest = (name: string, ...culprits: string[]): LaterRecord => ({
  type: 'manifest',
  manifest: { name, culprits: culprits.map(culprit) } as unknown as Manifest,
});

describe('what changed from base to head', () => {
  test('is said once, with the commits that each shard found, each once', () => {
    const all = manifestsOf(shard(1, {}, [manifest('m', 'a', 'b')]), shard(2, {}, [manifest('m', 'b', 'c')]), shard(3));
    expect(all).toEqual([manifest('m', 'a', 'b', 'c')]);
  });

  test('is not said where no shard says it', () => {
    expect(manifestsOf(shard(1), shard(2), shard(3))).toEqual([]);
  });
});

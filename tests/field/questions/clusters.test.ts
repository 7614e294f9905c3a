import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { openFiles } from '../../../src/field/engines/duckdb.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import { askClusters } from '../../../src/field/questions/clusters.ts';
import { HEAD, ndjson, node } from '../../support/field/records.ts';

const SCOPE = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', by: null, sha: null };

let folder = '';
let engine: Engine;
let asked = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-clusters-'));
  const records = [
    ...[100, 200, 300].map((ms, i) => final(`a${i}`, 'a', 'same', { lcp: node('lcp', ms), inp: node('inp', 8) })),
    final('b0', 'b', 'same', { lcp: node('lcp', 400), inp: node('inp', 16) }),
    final('c0', 'c', 'other', { lcp: node('lcp', 100) }),
    final('d0', 'd', 'other', { inp: node('inp', 8) }),
    ...[1, 2, 3, 4, 5].map((i) => final(`e${i}`, `e${i}`, `route ${i}`, { lcp: node('lcp', 100 * i) })),
  ];
  await writeFile(path.join(folder, 'all.ndjson'), ndjson(records));
  const opened = await openFiles({ glob: '*.ndjson' }, folder);
  engine = { ...opened, query: (sql) => ((asked += 1), opened.query(sql)) };
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

function final(view: string, session: string, route: string, metrics: Readonly<Record<string, unknown>>) {
  return { ...HEAD, type: 'final', view, session, route, ...metrics };
}

/** The sums of `route`, without what they are about. */
async function sumsOf(route: string, n: number, lcpMs: number, inpMs: number) {
  asked = 0;
  const group = { route, device: HEAD.device, by: null, n };
  const sums = await askClusters(engine, SCOPE, [
    { ...group, path: 'lcp', value: lcpMs },
    { ...group, path: 'inp', value: inpMs },
  ]);
  return Object.fromEntries(
    sums.map(({ path: each, sessions, n: views, below, bb, bm, mm }) => [each, [sessions, views, below, bb, bm, mm]]),
  );
}

it('counts the views of a session together, those of several nodes that the same views have at once', async () => {
  // Session a has 3 views, 2 of which are at or below 200 ms; b has 1, which is not.
  expect(await sumsOf('same', 4, 200, 8)).toEqual({ lcp: [2, 4, 2, 4, 6, 10], inp: [2, 4, 3, 9, 9, 10] });
  expect(asked).toBe(1);
});

it('asks again where as many views have two nodes, but not the same ones', async () => {
  expect(await sumsOf('other', 1, 100, 8)).toEqual({ lcp: [1, 1, 1, 1, 1, 1], inp: [1, 1, 1, 1, 1, 1] });
  expect(asked).toBe(2);
});

it('holds each group against its own threshold', async () => {
  const thresholds = [1, 2, 3, 4, 5].map((i) => ({
    route: `route ${i}`,
    device: HEAD.device,
    by: null,
    path: 'lcp',
    n: 1,
    value: 100 * i - (i % 2),
  }));
  const sums = await askClusters(engine, SCOPE, thresholds);
  expect(sums.map(({ route, below }) => [route, below])).toEqual([
    ['route 1', 0],
    ['route 2', 1],
    ['route 3', 0],
    ['route 4', 1],
    ['route 5', 0],
  ]);
});

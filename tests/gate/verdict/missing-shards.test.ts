import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { collectBlobs } from '../../../src/gate/verdict/collect-blobs.ts';
import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import type { GateReport } from '../../../src/model/report.ts';
import { readBlob } from '../../../src/record/blob.ts';
import type { RunLog } from '../../../src/record/log.ts';
import { mergeBlobs } from '../../../src/record/merge.ts';
import { readLog } from '../../../src/record/read.ts';
import { groupRows } from '../../../src/report/rows/rows.ts';
import { recordsOf, writeRecords, type RecordedRoute } from '../../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-shards-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROUTES = [{ name: 'home' }, { name: 'cart' }];
/** What merging the first of two shards says. */
const SENTENCE = 'Shard 2 of 2 is missing: its routes were not measured, and that blocks.';

/** The samples of the only or the first shard, of which `home` is a campaign. */
function shardFile(of: number, run: Partial<RunRecord> = {}, routes: readonly RecordedRoute[] = ROUTES): string {
  const shard = { index: 1, of, campaigns: [{ route: 'home', condition: 'mobile' }] };
  return writeRecords(path.join(folder, 'one'), recordsOf({ routes, shard, run }));
}

async function merged(file: string): Promise<RunLog> {
  const out = path.join(folder, 'out');
  const { log } = await collectBlobs({
    blobs: [file],
    out,
    config: 'vitals-gate.yml',
    policyAt: null,
    contents: null,
    expected: null,
  });
  return log;
}

function routesOfMissingShards(report: GateReport): string[] {
  return groupRows(report).unmeasured.flatMap(({ budget, isOfMissingShard }) =>
    isOfMissingShard ? [budget.route] : [],
  );
}

test.each([
  [2, [2]],
  [3, [2, 3]],
])('the first of %i shards alone makes a run whose record names the others', async (of, missing) => {
  const { log } = mergeBlobs([await readBlob(shardFile(of))]);
  expect(log.run.missingShards).toEqual(missing);
});

test('the record that is written keeps them, so that judging it again says the same', async () => {
  const { judgement, report } = reportOf(await merged(shardFile(2)));
  const again = await readLog(path.join(folder, 'out'));
  expect(again.run.missingShards).toEqual([2]);
  expect(reportOf(again)).toEqual({ judgement, report });
  expect(judgement).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
});

describe('what decides is the number of the shard, and not the sentence about it', () => {
  test('in other words the run still exits 3, and its routes are still said to be of a missing shard', async () => {
    const log = await merged(shardFile(2));
    expect(log.run.alerts).toEqual([SENTENCE]);
    for (const alerts of [['Not everything was measured.'], []]) {
      const { judgement, report } = reportOf({ ...log, run: { ...log.run, alerts } });
      expect(judgement).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
      expect(routesOfMissingShards(report)).toEqual(['cart']);
    }
  });

  test('the sentence alone says nothing: a run without the number was interrupted', async () => {
    const { run, ...records } = await merged(shardFile(2));
    const { missingShards: _, ...forged } = run;
    const { judgement, report } = reportOf({ run: forged, ...records });
    expect(report.alerts).toEqual([SENTENCE]);
    expect(judgement).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
    expect(routesOfMissingShards(report)).toEqual([]);
  });

  test('with the number an inconclusive budget that blocks is the verdict; an interrupted run may only be unfinished', async () => {
    const routes = [{ name: 'home', slowerMs: 66 }, { name: 'cart' }];
    const { run, ...records } = await merged(shardFile(2, {}, routes));
    const policy = { ...run.config.policy, onInconclusive: 'block' as const };
    const strict = { ...run, config: { ...run.config, policy } };
    const { missingShards: _, ...without } = strict;
    expect(reportOf({ run: strict, ...records }).judgement.rows.map(({ verdict }) => verdict)).toContain(
      'inconclusive',
    );
    expect(reportOf({ run: strict, ...records }).judgement.exitCode).toBe(1);
    expect(reportOf({ run: without, ...records }).judgement.exitCode).toBe(3);
  });
});

test('samples that claim missing shards of their own are not believed', async () => {
  const { log, alerts } = mergeBlobs([await readBlob(shardFile(1, { missingShards: [2, 7] }))]);
  expect(log.run).not.toHaveProperty('missingShards');
  expect(alerts).toEqual([]);
  expect(log.later.at(-1)).toEqual({ type: 'end' });
});

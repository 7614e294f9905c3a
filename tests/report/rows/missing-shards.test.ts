import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readBlob } from '../../../src/record/blob.ts';
import { mergeBlobs } from '../../../src/record/merge.ts';
import { saysShardIsMissing } from '../../../src/report/rows/missing-shards.ts';
import { recordsOf, writeRecords } from '../../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-shards-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([2, 3])('what merging one shard of %i says of the missing ones is known again', async (of) => {
  const shard = { index: 1, of, campaigns: [{ route: 'home', condition: 'mobile' }] };
  const file = writeRecords(
    path.join(folder, 'one'),
    recordsOf({ routes: [{ name: 'home' }, { name: 'cart' }], shard }),
  );
  const { alerts } = mergeBlobs([await readBlob(file)]);
  expect(alerts.map(saysShardIsMissing)).toEqual([true]);
});

test('no other alert is taken for it', () => {
  expect(saysShardIsMissing('That job says that base is Shard 1 of 2 is missing: no.')).toBe(false);
});

import { hash } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { publish } from '../../../src/gate/verdict/publish.ts';
import { diagnosedShift } from '../../page/golden.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'vitals-gate-publish-'));
  await mkdir(path.join(out, 'diagnostics'));
});
afterEach(() => rm(out, { recursive: true }));

const records = (alerts: string[]) => {
  const [run, ...later] = recordsOf({ routes: [{ name: 'product' }], blocks: 3, run: { alerts } });
  return memoryLog(run, later);
};

test('a page that is slow to open is mentioned among the notes of the report', async () => {
  expect((await publish({ log: records([]), out })).report.notices).toEqual([]);
  const picture = 'product-mobile-shift-1-after.webp';
  await writeFile(path.join(out, 'diagnostics/product-mobile.json'), JSON.stringify(diagnosedShift('product')));
  await writeFile(path.join(out, 'diagnostics', picture), Buffer.alloc(2_000_000));
  const alerts = hash('shake256', 'words', { outputLength: 200_000 }).match(/.{400}/g) ?? [];
  const { report } = await publish({ log: records(alerts), out });
  expect(report.notices).toEqual([expect.stringMatching(/^The report page, index.html, has 3\.\d MB/)]);
});

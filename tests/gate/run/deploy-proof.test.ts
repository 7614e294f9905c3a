import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { discardAll, serverLost } from '../../../src/gate/run/deploy-proof.ts';
import type { RecordedShard } from '../../../src/model/shard.ts';
import { LogFile } from '../../../src/record/log.ts';
import { recordsOf } from '../../support/recorded.ts';
import { configOf, deploysAt } from './loaded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-proof-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DOUBT = { code: 'deploy-changed', reason: 'head serves another commit now.' } as const;
const TWO_ROUTES = `routes:
  - { name: home, path: /, conditions: [mobile, desktop] }
  - { name: cart, path: /cart, conditions: [mobile] }
`;

async function discarded(shard?: RecordedShard) {
  const config = await configOf(TWO_ROUTES);
  const [run] = recordsOf({ routes: [], ...(shard === undefined ? {} : { shard }) });
  const log = new LogFile(folder, run);
  const lines: string[] = [];
  const progress = { line: (text: string) => void lines.push(text), begin() {}, advance() {}, look() {}, end() {} };
  discardAll({ config, log, progress }, DOUBT);
  return { later: log.later, lines };
}

const places = (later: readonly object[]) =>
  later.map((record) => ('route' in record && 'condition' in record ? [record.route, record.condition] : record));

test('a doubt leaves every campaign of the run unmeasured, on both sides, and says why once', async () => {
  const { later, lines } = await discarded();
  expect(places(later)).toEqual([
    ['home', 'mobile'],
    ['home', 'desktop'],
    ['cart', 'mobile'],
  ]);
  for (const record of later)
    expect(record).toMatchObject({
      type: 'campaign',
      stopped: 'unmeasurable',
      unmeasurable: { sides: ['base', 'head'], ...DOUBT },
    });
  expect(lines).toEqual([DOUBT.reason]);
});

test('a shard has its doubt of its own campaigns only: the others’ are measured by other jobs', async () => {
  const { later } = await discarded({ index: 1, of: 2, campaigns: [{ route: 'home', condition: 'desktop' }] });
  expect(places(later)).toEqual([['home', 'desktop']]);
});

const failing = (at: 'base' | 'head') => async (side: string) => (side === at ? 'the server of x ended' : null);

test('a server of ours that is gone is a doubt, as a sentence', async () => {
  const lost = { code: 'server-gone', reason: 'The server of x ended.' };
  for (const side of ['base', 'head'] as const)
    expect(await serverLost(deploysAt('http://a', 'http://b', { serverFailure: failing(side) }))).toEqual(lost);
  expect(await serverLost(deploysAt('http://a', 'http://b'))).toBeNull();
});

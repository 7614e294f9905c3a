import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { RunRecord } from '../../src/model/record.ts';
import type { Visit } from '../../src/model/sample.ts';
import { campaignsOf, isComplete, noticesOf } from '../../src/record/campaigns.ts';
import { LogFile } from '../../src/record/log.ts';
import { keepSecret } from '../../src/text/redactor.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import { version } from '../../src/version.ts';
import { readLog } from '../../src/record/read.ts';
import { campaignOf } from '../compare/campaigns.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-record-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'samples.ndjson');

const RUN: RunRecord = {
  type: 'run',
  version: 1,
  purpose: 'gate',
  tool: version,
  chrome: 'Chrome/156',
  base: { sha: null, url: 'http://base.example' },
  head: { sha: 'abc', url: 'http://head.example' },
  seed: { base: '', head: 'abc' },
  plan: { kind: 'looks', maxBlocks: 15 },
  alpha: 0.01,
  tolerances: { lcp: [{ kind: 'relative', fraction: 0.05 }], inp: [], cls: [] },
  differences: false,
  config: {
    routes: [{ name: 'product', path: '/p', conditions: ['mobile'], budgets: [], interactions: [] }],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
  },
  notices: ['a warning'],
  reproduce: 'vitals-gate run',
};

const outcome = campaignOf(() => ({ lcp: leaf('lcp', 1000) }), { blocks: 1 }).blocks[0]?.visits[0]?.outcome;

function visit(over: Partial<Visit>): Visit {
  if (outcome === undefined) throw new Error('no outcome');
  const place = { route: 'product', condition: 'mobile', side: 'base', phase: 'measure', page: 'route' } as const;
  return { type: 'visit', ...place, block: 0, position: 0, attempt: 1, outcome, ...over };
}

const FAILED = { status: 'failed', code: 'timeout', reason: 'slow' } as const;
const random = seededRandom(RUN.seed.base, RUN.seed.head, 'product', 'mobile');
/** The sides of the blocks as the run draws them. */
const ORDERS = [blockOrder(random), blockOrder(random), blockOrder(random)];

/** A block whose visit at `failing` fails; with a second attempt that succeeds where `repaired`. */
function block(index: number, failing?: number, repaired = false): Visit[] {
  return (ORDERS[index] ?? []).flatMap((side, position) => {
    const fails = position === failing;
    const first = visit({ side, block: index, position, ...(fails ? { outcome: FAILED } : {}) });
    return fails && repaired ? [first, visit({ side, block: index, position, attempt: 2 })] : [first];
  });
}

test('what is read back is what was written, record by record', async () => {
  const log = new LogFile(folder, RUN);
  for (const each of [...block(0), ...block(1, 2, true)]) log.append(each);
  log.append({ type: 'campaign', route: 'product', condition: 'mobile', stopped: 'time', unmeasurable: null });
  log.append({ type: 'notice', text: 'noticed' });
  log.append({ type: 'end' });
  const read = await readLog(folder);
  expect(read.run).toEqual(log.run);
  expect(read.later).toEqual(log.later);
  expect(noticesOf(read)).toEqual(['a warning', 'noticed']);
  expect(isComplete(read)).toBe(true);
});

test('blocks are the complete ones, by the last attempt at each position; first attempts are counted of all', () => {
  const log = new LogFile(folder, RUN);
  for (const each of [visit({ block: -1 }), ...block(0), ...block(1, 2, true), ...block(2, 1)]) log.append(each);
  const [campaign] = [...campaignsOf(log)];
  expect(campaign?.blocks).toHaveLength(2);
  expect(campaign?.firstAttempts.map((attempts) => attempts.map(({ failed }) => failed))).toEqual([
    [false, false, false, false],
    [false, false, true, false],
    [false, true, false, false],
  ]);
  expect(campaign).toMatchObject({ confirmation: null, stopped: null, hasBase: true });
});

test('fresh blocks are apart, and a block whose control page failed is none', () => {
  const log = new LogFile(folder, RUN);
  for (const each of block(0)) {
    log.append(each);
    log.append({ ...each, page: 'control', ...(each.position === 3 ? { outcome: FAILED } : {}) });
  }
  for (const each of block(0)) log.append({ ...each, phase: 'confirm' });
  const [campaign] = [...campaignsOf(log)];
  expect(campaign?.blocks).toHaveLength(0);
  expect(campaign?.confirmation?.blocks).toHaveLength(1);
});

test('a text with a line separator in it is one line', async () => {
  const log = new LogFile(folder, RUN);
  log.append({ type: 'notice', text: 'one\u2028two\u2029three' });
  expect((await readLog(folder)).later).toEqual(log.later);
});

describe('a record that was cut off', () => {
  test('in its last line is read up to there, and is not complete', async () => {
    const log = new LogFile(folder, RUN);
    for (const each of block(0)) log.append(each);
    writeFileSync(file(), readFileSync(file(), 'utf8').slice(0, -40));
    const read = await readLog(folder);
    expect(read.later).toHaveLength(3);
    expect(isComplete(read)).toBe(false);
  });

  test('in another line is an error that names the line', async () => {
    writeFileSync(file(), `${JSON.stringify(RUN)}\n{"type":"vis\n{"type":"end"}\n`);
    await expect(readLog(folder)).rejects.toMatchObject({ code: 'record-invalid', where: `${file()}:2` });
  });
});

test('what a run does not write is refused, with the field', async () => {
  writeFileSync(file(), `${JSON.stringify(RUN)}\n${JSON.stringify({ ...visit({}), position: 7 })}\n`);
  await expect(readLog(folder)).rejects.toThrow(/position/);
  writeFileSync(file(), `${JSON.stringify({ ...RUN, version: 2 })}\n`);
  await expect(readLog(folder)).rejects.toMatchObject({ code: 'record-invalid', exitCode: 2 });
});

test('a file that is not to take its place yet does so when it is told, and not before', async () => {
  const log = new LogFile(folder, RUN, 'merged.ndjson');
  log.append({ type: 'end' });
  expect(readdirSync(folder)).toEqual(['merged.ndjson']);
  log.settle();
  expect(readdirSync(folder)).toEqual(['samples.ndjson']);
  expect((await readLog(folder)).later).toEqual([{ type: 'end' }]);
});

const said = (where: string): string => `${where}: hunter2-of-the-log`;

test('a secret is in no word of the record, neither at its beginning nor later', async () => {
  keepSecret('hunter2-of-the-log');
  const log = new LogFile(folder, { ...RUN, notices: [said('first')], reproduce: said('command') });
  log.append({ type: 'notice', text: said('later') });
  const unmeasurable = { sides: ['head' as const], code: 'timeout', reason: said('reason') };
  log.append({ type: 'campaign', route: 'product', condition: 'mobile', stopped: 'unmeasurable', unmeasurable });
  expect(readFileSync(file(), 'utf8')).not.toContain('hunter2');
  const read = await readLog(folder);
  expect(read.run).toMatchObject({ notices: ['first: ***'], reproduce: 'command: ***' });
  expect(read.later).toMatchObject([{ text: 'later: ***' }, { unmeasurable: { reason: 'reason: ***' } }]);
  expect(log.later).toEqual(read.later);
});

test('a cost without bound is read back as one', async () => {
  const tree = sumOf('cost', [leaf('reviews', 3), leaf('shared', Infinity)]);
  const log = new LogFile(folder, RUN);
  const about = { route: 'GetCart', condition: 'operation', metric: 'cost', unit: 'cost', blocks: 0 } as const;
  const none = { base: null, difference: null, relative: null, effect: null };
  log.append({ type: 'cost', comparison: { ...about, ...none, head: tree } });
  expect((await readLog(folder)).later).toEqual(log.later);
  expect(log.later).toMatchObject([{ comparison: { head: { value: Infinity } } }]);
});

test('a folder that cannot be written to is wrong use', () => {
  expect(() => new LogFile(path.join(folder, 'nowhere'), RUN)).toThrow(
    expect.objectContaining({ code: 'out-unwritable', exitCode: 2 }) as Error,
  );
});

test('a folder that goes in the middle of a run is lost', () => {
  const log = new LogFile(folder, RUN);
  rmSync(folder, { recursive: true });
  const isLost = expect.objectContaining({ code: 'out-lost', exitCode: 3 }) as Error;
  expect(() => log.append({ type: 'end' })).toThrow(isLost);
  expect(log.settle).toThrow(isLost);
});

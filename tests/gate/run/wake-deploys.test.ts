import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Run } from '../../../src/gate/run/run.ts';
import { warmDeploys } from '../../../src/gate/run/wake-deploys.ts';
import { leaf } from '../../../src/model/breakdown.ts';
import type { VisitOutcome } from '../../../src/model/sample.ts';
import { LogFile } from '../../../src/record/log.ts';
import { outcomeOf } from '../../compare/campaigns.ts';
import { recordsOf } from '../../support/recorded.ts';
import { configOf, deploysAt } from './loaded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-wake-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BASE = 'https://main.shop.example';
const HEAD = 'https://pr.shop.example';
const FAILED: VisitOutcome = { status: 'failed', code: 'timeout', reason: 'slow' };
const lcp = (value: number): VisitOutcome => outcomeOf({ lcp: leaf('lcp', value) });

const LISTENING: Run['unreachable'] = { base: null, head: null };

/** Wakes deploys whose visits come to these, one after the other; the last again and again. */
async function woken(
  outcomes: Readonly<Record<string, readonly VisitOutcome[]>>,
  { base = BASE, head = HEAD, unreachable = LISTENING } = {},
) {
  const config = await configOf(
    'routes: [{ name: home, path: /, conditions: [desktop] }, { name: cart, path: /cart }]\n',
  );
  const log = new LogFile(folder, recordsOf({ routes: [] })[0]);
  const [lines, visits]: [string[], string[]] = [[], []];
  const visit: Run['lab']['visit'] = async (route, condition, { url }) => {
    const all = outcomes[url] ?? [];
    const before = visits.filter((each) => each.endsWith(url)).length;
    visits.push(`${route.name} ${condition.name} ${url}`);
    return all[before] ?? all.at(-1) ?? FAILED;
  };
  const progress = { line: (text: string) => void lines.push(text) };
  const run = { config, deploys: deploysAt(base, head), unreachable, log, progress, lab: { visit } };
  await warmDeploys(run as unknown as Run);
  return { lines, visits, notices: log.later.map((record) => (record.type === 'notice' ? record.text : record)) };
}

test('deploys elsewhere are visited until two visits agree, on the first route under its condition', async () => {
  const { lines, visits, notices } = await woken({ [BASE]: [lcp(900), lcp(500), lcp(505)], [HEAD]: [lcp(500)] });
  expect(visits).toEqual([
    ...Array<string>(3).fill(`home desktop ${BASE}`),
    ...Array<string>(2).fill(`home desktop ${HEAD}`),
  ]);
  expect(notices).toEqual([expect.stringContaining('The base deploy was cold: its first visit took 395 ms longer')]);
  expect(lines).toEqual([`base: warming up ${BASE}.`, ...notices, `head: warming up ${HEAD}.`]);
});

test('deploys of this machine, and those that nothing listens at, are not', async () => {
  const unreachable = { base: 'nothing listens', head: null };
  const { lines, visits, notices } = await woken({}, { head: 'http://127.0.0.1:3000', unreachable });
  expect([lines, visits, notices]).toEqual([[], [], []]);
});

test('visits that fail, or have no LCP, are no measure of warmth: after five of them it goes on in silence', async () => {
  const { visits, notices } = await woken({ [BASE]: [FAILED], [HEAD]: [outcomeOf({})] });
  expect(visits).toHaveLength(10);
  expect(notices).toEqual([]);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { vitalsGate, workspace, type ProcessResult, type Workspace } from '../support/gate.ts';
import { html, serveSite, slow, type Site } from '../support/site.ts';

const PAGE = html('<h1>Some large text</h1>');
/** By far less than the server of head is slower. */
const LCP = 'budgets: { lcp: { max: 5 s, max-increase: [5 %, 150 ms] } }\n';
/** Far above what a busy machine adds. */
const WIDE = 'budgets: { lcp: { max: 60 s, max-increase: [5 %, 1500 ms] } }\n';
/** Both sides are the same site in some of the tests. */
const MEASURED = 'measure-identical: true\n';
const FAST = 'settle: 100 ms\nconditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }\n';
const ROUTE = 'routes: [{ name: page, path: /page, conditions: [fast] }]\n';

let base: Site;
let slower: Site;
let work: Workspace;
beforeAll(async () => {
  base = await serveSite({ '/page': slow(20, PAGE), '/control': slow(20, PAGE) });
  slower = await serveSite({ '/page': slow(320, PAGE), '/control': slow(320, PAGE) });
});
afterAll(async () => {
  await base.close();
  await slower.close();
});
beforeEach(async () => {
  work = await workspace();
});
afterEach(() => work.remove());

const port = ({ url }: Site): string => new URL(url).port;
const gate = (...args: string[]): Promise<ProcessResult> =>
  vitalsGate(work.folder, ['run', '--explain', 'never', '--lighthouse', 'never', ...args]);
const compare = (one: Site, other: Site): Promise<ProcessResult> =>
  gate('--base-url', one.url, '--head-url', other.url);

async function records(type: string): Promise<Record<string, unknown>[]> {
  const lines = (await work.read('vitals-gate-out/samples.ndjson')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((record) => record['type'] === type);
}

/** Judges the run again, with its report taken away, and says what came of it. */
async function judgedAgain(): Promise<ProcessResult & { readonly same: boolean }> {
  const names = ['vitals-gate-out/result.json', 'vitals-gate-out/comment.md', 'vitals-gate-out/junit.xml'];
  const before = await Promise.all(names.map(work.read));
  await Promise.all(names.map((name) => work.write(name, 'taken away')));
  const finished = await vitalsGate(work.folder, ['judge', 'vitals-gate-out']);
  const after = await Promise.all(names.map(work.read));
  return { ...finished, same: JSON.stringify(before) === JSON.stringify(after) };
}

describe('planned looks', () => {
  it('clear unchanged code, and judge its record alike', async () => {
    await work.write('vitals-gate.yml', ROUTE + WIDE + FAST + MEASURED);
    const { exitCode } = await compare(base, base);
    expect(exitCode).toBe(0);
    expect(await records('identity')).toEqual([]);
    expect((await work.result()).comparisons[0]).toMatchObject({ metric: 'lcp', effect: 'same' });
    expect((await records('look')).at(-1)).toMatchObject({ route: 'page', condition: 'fast', open: [] });
    expect(await records('campaign')).toMatchObject([{ stopped: 'decided' }]);
    expect(await judgedAgain()).toMatchObject({ exitCode: 0, same: true });
  });

  it('confirm a red with fresh blocks, whose numbers alone are shown', async () => {
    await work.write('vitals-gate.yml', ROUTE + LCP + FAST);
    const { exitCode, stderr } = await compare(base, slower);
    expect(exitCode).toBe(1);
    // Both serve the same bytes, and so late is no longer the same.
    expect(await records('identity')).toMatchObject([{ identity: { kind: 'measured', because: 'slower' } }]);
    expect(stderr).toContain('fresh blocks');
    const { verdict, budgets, comparisons, base: deploy } = await work.result();
    expect(verdict).toBe('fail');
    expect(deploy).toEqual({ sha: null, url: base.url });
    expect(budgets.find(({ kind }) => kind === 'max-increase')).toMatchObject({
      path: 'lcp',
      verdict: 'fail',
      reason: 'worse',
    });
    expect(comparisons[0]).toMatchObject({ metric: 'lcp', effect: 'worse' });
    const ttfb = comparisons[0]?.difference?.parts.find(({ id }) => id === 'ttfb')?.value;
    // The server takes 300 ms more; how exact that is, is bench:matrix's.
    expect(ttfb).toBeGreaterThan(150);
    const confirmations = await records('confirmation');
    expect(confirmations).toMatchObject([{ agreed: ['lcp'] }]);
    // How many blocks that took, of four or more, is the noise's to say.
    expect(confirmations[0]?.['blocks']).toBeGreaterThanOrEqual(4);
    const comment = await work.read('vitals-gate-out/comment.md');
    expect(comment).toContain('fresh visits');
    expect(comment).toMatch(/Because: \*\*TTFB/);
    expect(await work.read('vitals-gate-out/junit.xml')).toContain('<failure');
    expect(await judgedAgain()).toMatchObject({ exitCode: 1, same: true });
  });
});

/** Both sites under one remote name. */
const deploys = (): string =>
  `deploys:
  base: { url: 'http://shop.test', hosts: { shop.test: '127.0.0.1:${port(base)}' } }
  head: { url: 'http://shop.test', hosts: { shop.test: '127.0.0.1:${port(slower)}' } }
`;

it('a time budget shorter than one block cannot decide anything, and two hosts that nothing compares may differ: exit code 3, and it says both', async () => {
  await work.write('vitals-gate.yml', `${deploys()}${ROUTE}${LCP}${FAST}${MEASURED}max-minutes: 0.001\n`);
  const { exitCode, stdout } = await gate();
  expect(exitCode).toBe(3);
  expect(stdout).toContain('max-minutes');
  expect(stdout).toContain('Hosts not compared');
  expect((await work.result()).budgets).toMatchObject([{ reason: 'out-of-time' }, { reason: 'out-of-time' }]);
  expect(await judgedAgain()).toMatchObject({ exitCode: 3, same: true });
});

describe('two hosts that are not equally fast', () => {
  it('are not blamed on the change where a control page shows it', async () => {
    await work.write('vitals-gate.yml', `${deploys()}${ROUTE}${LCP}${FAST}control: { path: /control }\n`);
    const { exitCode } = await gate();
    expect(exitCode).toBe(0);
    const { verdict, budgets } = await work.result();
    expect(verdict).toBe('inconclusive');
    expect(budgets.find(({ kind }) => kind === 'max-increase')).toMatchObject({ reason: 'hosts-differ' });
    expect(await records('confirmation')).toEqual([]);
    expect(await judgedAgain()).toMatchObject({ exitCode: 0, same: true });
  });
});

describe('a record that cannot be judged', () => {
  it.each([
    ['none', null, 'cannot be read'],
    ['an empty one', '', 'samples.ndjson:1'],
    ['one of something else', '{"type":"run"}\n', 'samples.ndjson:1'],
    ['one that is no JSON', '{"type":\nnonsense\n', 'samples.ndjson:1'],
  ])('%s is wrong use: exit code 2', async (_, text, said) => {
    if (text !== null) await work.write('samples.ndjson', text);
    const { exitCode, stderr } = await vitalsGate(work.folder, ['judge', '.']);
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });
});

it('calibrate measures base against itself, and says the same from its samples', async () => {
  await work.write('vitals-gate.yml', ROUTE + LCP + FAST);
  const first = await vitalsGate(work.folder, ['calibrate', '--base-url', base.url, '--blocks', '3']);
  expect(first.exitCode).toBe(0);
  expect(first.stdout).toMatch(/LCP .* max-increase: \[\d+ %, \d+ ms\]/);
  const again = await vitalsGate(work.folder, ['calibrate', '--from', 'vitals-gate-out']);
  expect(again.stdout).toBe(first.stdout);
  const [campaign] = JSON.parse(await work.read('vitals-gate-out/calibration.json')) as { route: string }[];
  expect(campaign?.route).toBe('page');
});

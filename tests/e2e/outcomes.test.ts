import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';

import { vitalsGate, workspace, type Workspace } from '../support/gate.ts';
import { onePage, PAGE } from '../support/one-page.ts';
import { serveSite, slow, type Site } from '../support/site.ts';

let base: Site;
let work: Workspace;
beforeAll(async () => {
  base = await serveSite({ '/page': slow(20, PAGE) });
});
afterAll(async () => {
  await base.close();
});
beforeEach(async () => {
  work = await workspace();
});
afterEach(() => work.remove());

const run = (...args: string[]) => vitalsGate(work.folder, ['run', '--blocks', '3', '--lighthouse', 'never', ...args]);

describe('a run of the built gate', () => {
  it('passes unchanged code with exit code 0, keeps every visit after a record of what was asked, and looks for no cause', async () => {
    // Far above what a busy machine adds: three blocks show that nothing changed only where no visit is off by as much.
    await work.write('vitals-gate.yml', onePage('  lcp: { max: 60 s, max-increase: [5 %, 5 s] }'));
    const { exitCode, stdout, stderr } = await run(
      '--base-url',
      base.url,
      '--head-url',
      base.url,
      '--base-sha',
      'abc',
      '--head-sha',
      'def',
      '--out',
      'here',
    );
    expect(stdout).toContain('budgets are met');
    expect(exitCode).toBe(0);
    const result = await work.result('here');
    expect(result).toMatchObject({ version: 1, verdict: 'pass', base: { sha: 'abc' }, head: { sha: 'def' } });
    expect(result.comparisons.map(({ metric, blocks, effect }) => [metric, blocks, effect])).toEqual([
      ['lcp', 3, 'same'],
      ['cls', 3, 'same'],
    ]);
    const records = (await work.read('here/samples.ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records[0]).toMatchObject({ type: 'run', version: 1, plan: { kind: 'fixed', blocks: 3 } });
    const visits = records.filter(({ type }) => type === 'visit');
    expect(visits.map(({ type, block }) => `${String(type)} ${String(block)}`)).toEqual([
      'visit -1',
      'visit -1',
      ...[0, 1, 2].flatMap((block) => Array.from({ length: 4 }, () => `visit ${block}`)),
    ]);
    expect(result.causes ?? []).toEqual([]);
    expect(stderr).not.toContain('looking for the cause');
    await expect(work.read('here/diagnostics/page-desktop.json')).rejects.toThrow('ENOENT');
  });
});

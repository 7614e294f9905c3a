import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';

import { vitalsGate, workspace, type Workspace } from '../support/gate.ts';
import { LCP, onePage, PAGE } from '../support/one-page.ts';
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

it('a first run measures head alone: max decides, max-increase has no base and does not block', async () => {
  await work.write('vitals-gate.yml', onePage(LCP));
  const { exitCode } = await run('--head-url', base.url);
  expect(exitCode).toBe(0);
  const { comparisons, budgets } = await work.result();
  expect(comparisons[0]).toMatchObject({ metric: 'lcp', base: null, difference: null, relative: null, effect: null });
  expect(budgets.map(({ kind, verdict, reason }) => [kind, verdict, reason])).toEqual([
    ['max', 'pass', 'under'],
    ['max-increase', 'unmeasured', 'no-base'],
  ]);
});

describe('what cannot be measured', () => {
  it('on head only is a broken budget: exit code 1', async () => {
    const broken = await serveSite({});
    await work.write('vitals-gate.yml', onePage(LCP));
    const { exitCode } = await run('--base-url', base.url, '--head-url', broken.url);
    await broken.close();
    expect(exitCode).toBe(1);
    const { budgets, comparisons } = await work.result();
    expect(comparisons).toEqual([]);
    expect(budgets).toMatchObject([
      { kind: 'max', value: null, low: null, high: null, verdict: 'fail', reason: 'not-measurable-on-head' },
      { kind: 'max-increase', value: null, verdict: 'fail', reason: 'not-measurable-on-head' },
    ]);
    expect(await work.read('vitals-gate-out/comment.md')).toContain('404');
  });

  it('on base is unmeasured: exit code 3', async () => {
    const broken = await serveSite({});
    await work.write('vitals-gate.yml', onePage(LCP));
    const { exitCode } = await run('--base-url', broken.url, '--head-url', base.url);
    await broken.close();
    expect(exitCode).toBe(3);
    expect((await work.result()).budgets[0]).toMatchObject({ verdict: 'unmeasured', reason: 'not-measurable-on-base' });
  });

  it('because both deploys refuse connections ends at once: exit code 3', async () => {
    const gone = await serveSite({});
    await gone.close();
    await work.write('vitals-gate.yml', onePage(LCP));
    const { exitCode, stdout } = await run('--base-url', gone.url, '--head-url', gone.url);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('refuses connections');
    expect((await work.result()).verdict).toBe('unmeasured');
  });

  it('may be allowed to pass', async () => {
    const gone = await serveSite({});
    await gone.close();
    await work.write('vitals-gate.yml', onePage(LCP, 'on-unmeasured: pass'));
    expect((await run('--base-url', gone.url, '--head-url', gone.url)).exitCode).toBe(0);
  });

  it('for want of an interaction, or of a part that either side has, blocks: no data never passes', async () => {
    const layer = 'lcp.ttfb.request.nowhere: { max-increase: 40 ms, enforce: warn }';
    await work.write('vitals-gate.yml', onePage(`${LCP}\n  inp: { max: 200 ms }\n  ${layer}`));
    const { exitCode } = await run('--base-url', base.url, '--head-url', base.url);
    expect(exitCode).toBe(3);
    const { budgets } = await work.result();
    const reasonOf = (wanted: string) => budgets.find(({ path }) => path === wanted)?.reason;
    expect(reasonOf('inp')).toBe('no-interaction');
    expect(reasonOf('lcp.ttfb.request.nowhere')).toBe('not-seen');
  });

  it('because there is no Chrome is one clear error: exit code 3', async () => {
    await work.write('vitals-gate.yml', onePage(LCP));
    const { exitCode, stderr } = await run('--head-url', base.url, '--chrome-path', '/nowhere/chrome');
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/No Chrome was found\. Looked at: \/nowhere\/chrome/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('wrong use', () => {
  it('of the configuration is exit code 2, before anything else happens', async () => {
    await work.write('vitals-gate.yml', onePage('  lpc: { max: 2 s }'));
    const { exitCode, stderr } = await run('--head-url', base.url);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^vitals-gate\.yml:6:3/);
    expect(stderr).toContain('lcp');
  });

  it('of too few blocks says how many it takes', async () => {
    await work.write('vitals-gate.yml', onePage(`${LCP}\n  cls: { max: 0.1 }\n  lcp.ttfb: { max: 1 s }`));
    const { exitCode, stderr } = await run('--base-url', base.url, '--head-url', base.url);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--blocks 4');
  });
});

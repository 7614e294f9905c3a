import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { renderTerminal } from '../../src/report/terminal.ts';
import { foreignTexts, reportOf } from './hostile.ts';
import * as scenarios from './scenarios.ts';

describe('the terminal report', () => {
  test('begins with the verdict and names phase, change, budget and cause of what is broken', () => {
    const lines = renderTerminal(scenarios.oneRegression, { color: false, out: '/work/vitals-gate-out' }).split('\n');
    expect(lines).toEqual([
      '❌ vitals-gate fail: 1 budget broken',
      'comparing base 1a2b3c4 https://main.shop.example → head 9f8e7d6 https://pr-42.shop.example, Chrome 156.0.7400.2',
      '',
      '✗ product · mobile: LCP, by resource load delay',
      '  │ 1.08 s → 1.50 s, +413 ms [399, 427] (+38 %), budget +5 % and +50 ms',
      '  │ resource load delay +399 ms (97 % of it); main > img.hero (/img/hero.jpg); Lighthouse: LCP request discovery',
      'report: /work/vitals-gate-out',
      '',
    ]);
  });

  test.each([
    ['head alone fails', scenarios.flakyHead],
    ['both sides fail', scenarios.flakyBoth],
  ])('says how many first attempts failed, why and what to do where %s', (_, report) => {
    const text = renderTerminal(report, { color: false });
    expect(text).toContain('✗ product · mobile could not be measured reliably');
    expect(text).toContain('6 of 6 visits to head and 0 of 6 visits to base failed at the first attempt, most often:');
    expect(text).toContain('answered 503');
    expect(text).toContain('→ Check the route’s path');
  });

  test('says that a shard is missing of what that shard was to measure', () => {
    const text = renderTerminal(scenarios.missingShard, { color: false });
    expect(text).toContain('unmeasured: its shard is missing');
    expect(text).not.toContain('the run was stopped');
  });

  test('says what warns, what is unmeasured and what improved', () => {
    const text = renderTerminal(scenarios.many, { color: false });
    expect(text).toContain('! search · mobile: LCP › TTFB, by request 392 ms → 452 ms');
    expect(text).toContain('(not caused by this change)');
    expect(text).toContain('! checkout · mobile: INP, budget +5 % and +50 ms, unmeasured: no interaction was recorded');
    expect(text).toContain('↓ improved: home · mobile LCP −216 ms [−230, −202] (−16 %)');
  });

  test('has colours only where they are wanted', () => {
    expect(renderTerminal(scenarios.many, { color: true })).toContain('\u001B[');
    expect(renderTerminal(scenarios.many, { color: false })).not.toContain('\u001B');
  });

  test('prints no control character, and no line that is a workflow command, whatever a page says', () => {
    assert(
      property(foreignTexts, (texts) => {
        const text = renderTerminal(reportOf(texts), { color: false });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]|##\[/u);
        expect(text).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});

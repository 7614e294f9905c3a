import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { BASE_SHA, HEAD_SHA } from '../factories.ts';
import { foreignTexts, reportOf } from '../hostile.ts';
import * as scenarios from '../scenarios.ts';

describe('the terminal report', () => {
  test('begins with the verdict and names phase, change, budget and cause of what is broken', () => {
    const lines = renderTerminal(scenarios.oneRegression, { color: false, out: '/work/vitals-gate-out' }).split('\n');
    expect(lines).toEqual([
      '❌ product is 413 ms (38 %) slower to show its main image on mobile',
      'comparing base 1a2b3c4 https://main.shop.example → head 9f8e7d6 https://pr-42.shop.example, Chrome 156.0.7400.2',
      '',
      '✗ product on mobile: LCP +413 ms (+38 %)',
      '  │ from 1.08 s to 1.50 s, limit +5 % and +50 ms',
      '  │ the change lies between 399 and 427 ms (95 %)',
      '  │ because resource load delay +399 ms (97 % of it); main > img.hero (/img/hero.jpg)',
      '',
      `→ Look at what changed between the two commits (https://github.com/acme/shop/compare/${BASE_SHA}...${HEAD_SHA}).`,
      'report: /work/vitals-gate-out',
      '',
    ]);
  });

  test.each([
    ['head alone fails', scenarios.flakyHead],
    ['both sides fail', scenarios.flakyBoth],
  ])('says how many first attempts failed, why and what to do where %s', (_, report) => {
    const text = renderTerminal(report, { color: false });
    expect(text).toContain('✗ product on mobile could not be measured reliably');
    expect(text).toContain('6 of 6 visits to head and 0 of 6 visits to base failed at the first attempt, most often:');
    expect(text).toContain('answered 503');
    expect(text).toContain('→ Check the route’s path');
  });

  test('says that a shard is missing of what that shard was to measure', () => {
    const text = renderTerminal(scenarios.missingShard, { color: false });
    expect(text).toContain(': its shard is missing');
    expect(text).not.toContain('the run was stopped');
  });

  test('says what warns, what is unmeasured and what improved', () => {
    const text = renderTerminal(scenarios.many, { color: false });
    expect(text).toContain('! warning: search on mobile: LCP › TTFB +60 ms (+15 %), from 392 ms to 452 ms');
    expect(text).toContain('limit +40 ms (suspected: what only warns is not confirmed); ');
    expect(text).toContain('(not because of this change)');
    expect(text).toContain('! unmeasured: checkout on mobile: INP, limit +5 % and +50 ms: no interaction was recorded');
    expect(text).toContain('↓ improved: home on mobile: LCP −216 ms (−16 %)');
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

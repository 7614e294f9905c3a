import { expect, test } from 'vitest';

import { HEAD, load, ROUTE } from '../files.ts';

async function warningsOf(...lines: string[]): Promise<readonly string[]> {
  return (await load([HEAD, ...lines, ''].join('\n'))).warnings;
}

test("parts' budgets that add up to more than the whole's are a warning with the arithmetic", async () => {
  const warnings = await warningsOf(
    ROUTE,
    'budgets:',
    '  lcp.ttfb: { max: 800 ms }',
    '  lcp.resource-load-delay: { max: 900 ms }',
    '  lcp: { max: 2500 ms }',
    '  lcp.element-render-delay: { max: 1.2 s }',
  );
  expect(warnings).toEqual([
    "vitals-gate.yml:6:3: lcp.ttfb 800 ms + lcp.resource-load-delay 900 ms + lcp.element-render-delay 1200 ms = 2900 ms exceeds lcp's own 2500 ms by 400 ms.",
  ]);
});

test('budgets that only warn are not added up', async () => {
  const warnings = await warningsOf(
    ROUTE,
    'budgets: { lcp: { max: 700 ms, enforce: warn }, lcp.ttfb: { max: 800 ms, enforce: warn } }',
  );
  expect(warnings).toEqual([]);
});

test('a single part that exceeds the whole is a warning', async () => {
  const warnings = await warningsOf(ROUTE, 'budgets: { inp: { max: 200 ms }, inp.input-delay: { max: 300 ms } }');
  expect(warnings).toEqual([
    "vitals-gate.yml:3:12: inp.input-delay 300 ms exceeds inp's own 200 ms by 100 ms.",
    expect.stringMatching(/^vitals-gate\.yml:2:\d+: the route \S+ has a budget on inp but no interaction/),
  ]);
});

test('a part of a part counts where the part between has no budget', async () => {
  const warnings = await warningsOf(ROUTE, 'budgets: { lcp: { max: 1 s }, lcp.ttfb.request: { max: 2 s } }');
  expect(warnings).toEqual(["vitals-gate.yml:3:12: lcp.ttfb.request 2000 ms exceeds lcp's own 1000 ms by 1000 ms."]);
});

test('parts that fill the whole exactly are fine, also as decimal scores', async () => {
  const warnings = await warningsOf(
    ROUTE,
    "budgets: { cls: { max: 0.3 }, 'cls.a': { max: 0.1 }, 'cls.b': { max: 0.2 }, lcp: { max: 2 s }, lcp.ttfb: { max: 2 s } }",
  );
  expect(warnings).toEqual([]);
});

test('a route is warned of once its own budgets are among those that do not fit', async () => {
  const warnings = await warningsOf(
    'routes:',
    '  - { name: slow, path: /, budgets: { lcp.ttfb: { max: 3 s } } }',
    '  - { name: tight, path: /, budgets: { lcp: { max: 700 ms } } }',
    '  - { name: plain, path: / }',
    'budgets: { lcp: { max: 2500 ms }, lcp.ttfb: { max: 800 ms } }',
  );
  expect(warnings).toEqual([
    "vitals-gate.yml:3:39: lcp.ttfb 3000 ms exceeds lcp's own 2500 ms by 500 ms on the route slow.",
    "vitals-gate.yml:4:40: lcp.ttfb 800 ms exceeds lcp's own 700 ms by 100 ms on the route tight.",
  ]);
});

test('budgets on an increase are not added up', async () => {
  const warnings = await warningsOf(
    ROUTE,
    'budgets: { lcp: { max-increase: 10 ms }, lcp.ttfb: { max-increase: 50 ms } }',
  );
  expect(warnings).toEqual([]);
});

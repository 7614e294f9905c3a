import { describe, expect, test } from 'vitest';

import { errorBelow, errorOf, HEAD, load, ROUTE } from '../files.ts';

/** What an error suggests to write: after "for example", else after "Write". */
function suggested(error: string): string[] {
  const todo = error.slice(error.lastIndexOf('→') + 2).trim();
  const [, words = ''] = /(?:^.*for example|^Write) (.*?)(?: without quotes)?\.?$/s.exec(todo) ?? [];
  return words
    .replace(/ \(CLS.*\)$|, or .*$/, '')
    .split(/(?:, | or )(?![^{[]*[}\]])/)
    .map((each) => each.trim());
}

/** Lines below a valid head and route, with a hole. */
type Line = (value: string) => string;
const budget =
  (path: string): Line =>
  (value) =>
    `budgets: { ${path}: ${value} }`;
const limit =
  (key: string): Line =>
  (value) =>
    `budgets: { lcp: { ${key}: ${value} } }`;
const cost: Line = (value) =>
  `graphql: { schema: a, operations: [b], budgets: [{ operation: A, type-cost: ${value} }] }`;
const condition =
  (key: string): Line =>
  (value) =>
    `conditions: { slow: { ${key}: ${value} } }`;
const top =
  (key: string): Line =>
  (value) =>
    `${key}: ${value}`;

const WRONG: readonly (readonly [name: string, line: Line, values: readonly string[]])[] = [
  [
    'a budget that is no map',
    budget('lcp'),
    ['2500', '2.5', '0', '-3', 'fast', '5 %', '2500 ms', '"2500"', '"2,5 s"', '3 m', '1e3'],
  ],
  ['a budget on a score', budget('cls'), ['0.1', '"0.1"', '-1', 'low', '5 %', '""']],
  ['a budget on a phase', budget('lcp.ttfb'), ['800', '"800 ms"']],
  ['a limit', limit('max'), ['2500', '"2500"', '-5', '5 %', '"2,5 s"', '"2,5"', '"1,234,567 ms"', 'fast', '0', '[]']],
  ['a tolerance', limit('max-increase'), ['50', '-5', '"2,5 %"', '"2,5"', 'much', '"0.5.5 ms"']],
  ['a cost that is no map', cost, ['500', '"500"', '10 %', 'much', '-5']],
  ['a cost', (value) => cost(`{ max: ${value} }`), ['"500"', '10 %', 'much', '-5']],
  ['a rate', condition('down'), ['700', '700 kB/s', '0 kB/s', '1.6 MB/s', '5.', 'fast', '0']],
  ['a time', condition('rtt'), ['300', '"1,5 s"', 'slow', '-1 ms']],
  ['a settle window', top('settle'), ['500', '"0,5 s"', '5 ms', '5 min']],
  ['a chance', top('false-alarms'), ['1', '50 %', '"0,5 %"', 'few']],
  ['a percentile', limit('max: 1 s, percentile'), ['"90"']],
  ['a day', (value) => `waivers: [{ budget: home/mobile/lcp, until: ${value}, reason: x }]`, ['2026-13-01', 'soon']],
  ['a comment key', top('comment-key'), ['a b', '-->']],
  ['a list', (value) => `routes: [{ name: a, path: /, conditions: ${value} }]`, ['mobile', '"mobile, desktop"']],
];

describe.each(WRONG)('what is suggested for %s is taken by the next run', (_, line, values) => {
  test.each(values)('%s', async (value) => {
    const route = line(value).startsWith('routes') ? '' : ROUTE;
    const file = (written: string): string => `${HEAD}\n${route}\n${line(written)}\n`;
    const words = suggested(await errorOf(file(value)));
    expect(words.length).toBeGreaterThan(0);
    for (const each of words) await expect(load(file(each)), `${value} → ${each}`).resolves.toBeDefined();
  });
});

test('a list of what is no list entry is not suggested', async () => {
  const error = await errorOf(`${HEAD}\nroutes: [{ name: a, path: /, interactions: click }]\n`);
  expect(error).toContain('Write its entries in a list');
});

const pathFile = (value: string): string => `${HEAD}\nroutes: [{ name: a, path: "${value}" }]\n`;

test('a path is suggested only where it is one', async () => {
  for (const wrong of ['p/42', '?q=1', 'p#x', 'p{']) {
    const [word = ''] = suggested(await errorOf(pathFile(wrong)));
    await expect(load(pathFile(word)), word).resolves.toBeDefined();
  }
});

test('a condition that extends a preset is taken under its new name', async () => {
  const error = await errorBelow('conditions: { mobile: { rtt: 1 ms } }');
  const [, line = ''] = /for example (.*)\.$/.exec(error) ?? [];
  expect(
    (await load(`${HEAD}\nroutes: [{ name: a, path: /, conditions: [my-mobile] }]\nconditions: { ${line} }\n`))
      .conditions,
  ).toHaveLength(1);
});

test('a missing head and missing routes are filled in as suggested', async () => {
  const [, head = ''] = /Add `(.*?)`/.exec(await errorOf(ROUTE)) ?? [];
  expect((await load(`${head}\n${ROUTE}\n`)).deploys.head).not.toBeNull();
  const [, routes = ''] = /Add for example: (.*)\.$/m.exec(await errorOf(`${HEAD}\n`)) ?? [];
  expect((await load(`${HEAD}\n${routes}\n`)).routes).toHaveLength(1);
});

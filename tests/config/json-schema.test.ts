import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { configJsonSchema, configSchema } from '../../src/config/schema.ts';
import { HEAD, ROUTE } from './files.ts';

const schema = configJsonSchema();
const validate = new Ajv({ allErrors: true }).compile(schema);

/** Whether an editor accepts the file. */
function accepts(text: string): boolean {
  return validate(parse(text));
}

test('the schema is draft-07 and describes its keys', () => {
  expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
  expect(Object.values(schema['properties'] ?? {})).toSatisfy((keys: { description?: string }[]) =>
    keys.every((key) => (key.description ?? '').length > 10),
  );
});

test.each([
  ['the smallest file', `${HEAD}\n${ROUTE}\n`],
  ['a file without deploys, which the command line names', ROUTE],
  [
    'the example of the contract',
    `deploys: { base: { url: https://a.example }, head: { static: ./build } }
routes:
  - name: product
    path: /p/42
    conditions: [mobile, desktop]
    interactions: [{ click: "#add" }, { type: { selector: i, text: x } }, { type: x }, { press: Enter }, { wait-for: b }]
    budgets: { lcp: { max: 3 s }, inp: null, cls: { max: null } }
budgets:
  lcp: { max: 2500 ms, max-increase: [5 %, 50 ms], percentile: 90 }
  lcp.ttfb: { max-increase: 40 ms, enforce: warn }
  lcp.ttfb.request.cdn-origin: { max: 40ms }
  cls: { max: 0.1, max-increase: 0.02 }
on-inconclusive: pass
on-unmeasured: block
pre-existing: warn
measure-identical: true
settle: 500 ms
`,
  ],
])('%s is valid in an editor and for the gate', (_what, text) => {
  expect(accepts(text)).toBe(true);
  expect(configSchema.safeParse(parse(text)).success).toBe(true);
});

test.each([
  ['a quoted id in a budget path', `'"cls".x': { max: 0.1 }`],
  ['a quoted id below another', `'lcp."ttfb"': { max: 1 s }`],
])('%s is valid in an editor and for the gate', (_what, budget) => {
  const text = `${HEAD}\n${ROUTE}\nbudgets: { ${budget} }\n`;
  expect(accepts(text)).toBe(true);
  expect(configSchema.safeParse(parse(text)).success).toBe(true);
});

describe('an editor marks', () => {
  test.each([
    ['an unknown key', 'budget: {}'],
    ['an unknown key of a budget', 'budgets: { lcp: { max: 1 s, maximum: 2 s } }'],
    ['a bare number for a time', 'budgets: { lcp: { max: 2500 } }'],
    ['a time of zero', 'budgets: { lcp: { max: 0.0 s } }'],
    ['a percentage as an absolute limit', 'budgets: { lcp: { max: 5 % } }'],
    ['a percentage on CLS', 'budgets: { cls: { max-increase: 5 % } }'],
    ['a time on an element of CLS', 'budgets: { cls.img: { max: 50 ms } }'],
    ['a score on a layer', 'budgets: { lcp.ttfb.request.cdn: { max: 0.1 } }'],
    ['a negative CLS', 'budgets: { cls: { max: -0.1 } }'],
    ['an unknown budget path', 'budgets: { lpc: { max: 1 s } }'],
    ['an unknown phase', 'budgets: { lcp.tfb: { max: 1 s } }'],
    ['a default without a limit', 'budgets: { lcp: { enforce: warn } }'],
    ['null among the defaults', 'budgets: { lcp: null }'],
    ['a percentile of 100', 'budgets: { lcp: { max: 1 s, percentile: 100 } }'],
    ['an unknown enforcement', 'budgets: { lcp: { max: 1 s, enforce: fail } }'],
    ['a policy that does not exist', 'on-inconclusive: warn'],
    ['a settle window without a unit', 'settle: 500'],
  ])('%s', (_what, line) => {
    const text = `${HEAD}\n${ROUTE}\n${line}\n`;
    expect(accepts(text)).toBe(false);
  });

  test.each([
    ['missing routes', HEAD],
    ['no routes', `${HEAD}\nroutes: []`],
    ['a route without a path', 'routes: [{ name: a }]'],
    ['a path without a leading slash', 'routes: [{ name: a, path: p }]'],
    ['a URL as a path', 'routes: [{ name: a, path: "https://x.example/" }]'],
    ['a scroll that is no place', 'routes: [{ name: a, path: /, interactions: [{ scroll: up }] }]'],
    ['a secret with a value beside', `${HEAD}\n${ROUTE}\ncookies: [{ name: a, value: b, secret: C }]`],
    ['a cookie without a name', `${HEAD}\n${ROUTE}\ncookies: [{ value: b }]`],
    ['a rate in bytes', `${HEAD}\n${ROUTE}\nconditions: { slow: { down: 100 KB/s } }`],
    ['a condition with capitals', `${HEAD}\n${ROUTE}\nconditions: { Slow: {} }`],
    ['a blocked URL', `${HEAD}\n${ROUTE}\nconditions: { slow: { blocked: ["https://a.example/x"] } }`],
    ['an interaction with two keys', 'routes: [{ name: a, path: /, interactions: [{ click: a, press: b }] }]'],
    ['a key that is none', 'routes: [{ name: a, path: /, interactions: [{ press: Entr }] }]'],
    ['a header name with a space', `${HEAD}\n${ROUTE}\nheaders: { "x y": a }`],
    ["a header of the browser's own", `${HEAD}\n${ROUTE}\nheaders: { Host: a }`],
    ['a bypass header with a space', `${HEAD}\n${ROUTE}\nbypass: { header: x y, secret: A }`],
    ['a condition called as a preset', `${HEAD}\n${ROUTE}\nconditions: { mobile: {} }`],
    ['a URL among the hosts', `${HEAD}\n${ROUTE}\nconditions: { slow: { hosts: { "http://x": 10.0.0.1 } } }`],
    ['a blank reason', `${HEAD}\n${ROUTE}\nwaivers: [{ budget: a/b/lcp, until: 2026-12-31, reason: " " }]`],
    ['a deploy with a space', `deploys: { head: { url: "https://x " } }\n${ROUTE}`],
    ['a deploy with two sources', `deploys: { head: { url: http://a, static: b } }\n${ROUTE}`],
    ['a deploy with credentials', `deploys: { head: { url: "http://a:b@c" } }\n${ROUTE}`],
  ])('%s', (_what, text) => {
    expect(accepts(text)).toBe(false);
  });
});

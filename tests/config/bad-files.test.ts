import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { configSchema } from '../../src/config/schema.ts';
import { makePipe } from '../support/pipe.ts';
import { blockOf, errorBelow, errorOf, HEAD, NO_OVERRIDES, ROUTE, withFile } from './files.ts';

/** In the order of the schema. */
const KNOWN_KEYS = Object.keys(configSchema.shape).join(', ');

/** A list of nine aliases to the level below. */
function bombLevel(n: number): string {
  return `a${n}: &a${n} [${Array.from({ length: 9 }, () => `*a${n - 1}`).join(', ')}]`;
}

describe('a file that cannot be read', () => {
  const TODO =
    '\n  → Write a vitals-gate.yml in the root of the repository, where the gate runs, or name another file with --config (the input config).';

  test('does not exist', async () => {
    expect(await blockOf(() => loadConfig('no/such.yml', NO_OVERRIDES, '/'))).toBe(
      `no/such.yml:1:1: error: The configuration file cannot be read: it does not exist.${TODO}`,
    );
  });

  test('is a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitals-gate-config-'));
    expect(await blockOf(() => loadConfig('.', NO_OVERRIDES, folder))).toBe(
      `.:1:1: error: The configuration file cannot be read: it is a folder.${TODO}`,
    );
    await rm(folder, { recursive: true });
  });

  test.skipIf(process.platform === 'win32')('is a pipe, which would block, or a device', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitals-gate-config-'));
    makePipe(join(folder, 'pipe'));
    for (const file of ['pipe', '/dev/zero'])
      expect(await blockOf(() => loadConfig(file, NO_OVERRIDES, folder))).toBe(
        `${file}:1:1: error: The configuration file cannot be read: it is not a regular file.${TODO}`,
      );
    await rm(folder, { recursive: true });
  });

  test('is not text', async () => {
    expect(await errorOf(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toBe(
      `vitals-gate.yml:1:1: error: The configuration file cannot be read: it is not UTF-8 text.${TODO}`,
    );
  });

  test('is larger than anyone writes', async () => {
    expect(await errorOf('#'.repeat(1_000_001))).toMatch(/^vitals-gate\.yml:1:1: error: .*it has 1000001 bytes/);
  });
});

test('every error begins with the path exactly as it was given', async () => {
  await withFile('', async (folder) => {
    const given = `${folder}/./vitals-gate.yml`;
    expect(await blockOf(() => loadConfig(given, NO_OVERRIDES, '/'))).toMatch(
      `${given}:1:1: error: The file is empty.`,
    );
  });
});

describe('a file that is wrong as a whole', () => {
  test.each([
    ['empty', ''],
    ['only a comment', '# later\n'],
  ])('%s', async (_what, text) => {
    expect(await errorOf(text)).toBe(
      'vitals-gate.yml:1:1: error: The file is empty.\n  → Write for example: routes: [{ name: home, path: / }], and deploys and budgets (see the README).',
    );
  });

  test('a list', async () => {
    expect(await errorOf('- a\n')).toMatch(/^vitals-gate\.yml:1:1: error: The file must be a map of keys and values\./);
  });

  test('no routes key', async () => {
    expect(await errorOf(HEAD)).toBe(
      'vitals-gate.yml:1:1: error: No routes are declared, so there is nothing to measure.\n  → Add for example: routes: [{ name: home, path: / }].',
    );
  });

  test('no head deploy', async () => {
    expect(await errorOf(ROUTE)).toBe(
      'vitals-gate.yml:1:1: error: No head deploy is configured, so there is nothing to measure.\n  → Add `deploys: { head: { url: https://staging.example } }` (or `{ static: ./build }`) to the configuration, or pass --head-url.',
    );
  });
});

describe('YAML that does not parse', () => {
  test.each([
    [
      'an unclosed list',
      `${HEAD}\nroutes: [{ name: a, path: / }\nsettle: 1 s\n`,
      '3:1: error: This is not YAML: Flow sequence',
    ],
    ['tabs', `${HEAD}\nroutes:\n\t- a\n`, '3:1: error: YAML does not allow tabs as indentation.'],
    [
      'an unquoted #',
      `${HEAD}\nroutes: [{ name: a, path: /, interactions: [{ click: #add }] }]\n`,
      '3:1: error: This is not YAML',
    ],
    ['two documents', `${HEAD}\n${ROUTE}\n---\na: 1\n`, '3:1: error: The file holds more than one YAML document.'],
    [
      'an alias without an anchor',
      `${HEAD}\nroutes: *nope\n`,
      '2:9: error: No anchor &nope stands before the alias *nope.',
    ],
    ['a tag', `${HEAD}\nroutes: !x [{ name: a, path: / }]\n`, '2:9: error: YAML tags (!…) have no meaning here.'],
    ['deep nesting', '['.repeat(50_000), ': error: The file is nested too deeply.'],
  ])('%s', async (_what, text, message) => {
    const block = await errorOf(text);
    expect(block).toMatch(/^vitals-gate\.yml:\d+:\d+: error: /);
    expect(block).toContain(message);
  });

  test('an alias bomb is refused where it begins to be one, not expanded', async () => {
    const bomb = ['a0: &a0 [x]', ...Array.from({ length: 9 }, (_, index) => bombLevel(index + 1))].join('\n');
    expect(await errorOf(bomb)).toMatch(
      /^vitals-gate\.yml:7:40: error: With this alias the file has more than 10000 aliases, or 1000000 values behind them\./,
    );
  });

  test('more aliases than routes can need are refused at the first that is too much', async () => {
    const text = `${HEAD}\na: &a 1\nb:\n${'  - *a\n'.repeat(10_002)}`;
    const block = await errorOf(text);
    expect(block).toMatch(/^vitals-gate\.yml:10004:5: error: With this alias/);
    expect(block.match(/error: /g)).toHaveLength(1);
  });

  test.each([
    ['an alias in its own anchor', 'budgets: &b { lcp: *b }', '3:20: error: The alias *b stands in what it repeats'],
    ['a text to merge', 'budgets: { <<: lcp }', '3:16: error: Only a map can be merged with <<.'],
    ['an alias of a text to merge', 'settle: &s 1 s\nbudgets: { <<: *s }', '4:16: error: Only a map can be merged'],
  ])('%s', async (_what, lines, message) => {
    expect(await errorBelow(lines)).toContain(`vitals-gate.yml:${message}`);
  });
});

describe('keys', () => {
  test('an unknown key at the top level, with the one that was meant', async () => {
    expect(await errorBelow('budget: {}')).toBe(
      `vitals-gate.yml:3:1: error: Unknown key "budget" at the top level.\n  → Did you mean "budgets"? Known here: ${KNOWN_KEYS}.`,
    );
  });

  test('an unknown key of a budget', async () => {
    expect(await errorBelow('budgets:', '  lcp:', '    max: 2 s', '    max_increase: 5 %')).toBe(
      'vitals-gate.yml:6:5: error: Unknown key "max_increase" in budgets.lcp.\n  → Did you mean "max-increase"? Known here: max, max-increase, enforce, percentile.',
    );
  });

  test('an unknown key of a route', async () => {
    expect(await errorOf(`${HEAD}\nroutes:\n  - name: a\n    pth: /\n    path: /\n`)).toBe(
      'vitals-gate.yml:4:5: error: Unknown key "pth" in routes[0].\n  → Did you mean "path"? Known here: name, path, conditions, interactions, settle, setup, cookies, headers, local-storage, basic-auth, bypass, budgets.',
    );
  });

  test('a key written twice', async () => {
    expect(await errorBelow('settle: 1 s', 'settle: 2 s')).toBe(
      'vitals-gate.yml:4:1: error: This key is written twice.\n  → Keep one of the two.',
    );
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is an unknown key like any other', async (key) => {
    expect(await errorBelow(`${key}: { polluted: 1 }`)).toMatch(
      `vitals-gate.yml:3:1: error: Unknown key "${key}" at the top level.`,
    );
  });
});

test.each([
  'conditions: { __proto__: {} }',
  'conditions: { slow: { hosts: { __proto__: 10.0.0.1 } } }',
  'headers: { __proto__: x }',
  'local-storage: { __proto__: x }',
  'graphql: { operations: [x], subgraphs: { __proto__: { schema: x } } }',
  'graphql: { operations: [x], subgraphs: { a: { schema: x } }, variables: { __proto__: { first: 1 } } }',
])('the key __proto__ is not dropped: %s', async (line) => {
  expect(await errorBelow(line)).toMatch(
    new RegExp(
      `^vitals-gate\\.yml:3:${line.indexOf('__proto__') + 1}: error: A key cannot be called "__proto__" here\\.`,
    ),
  );
});

describe('limits', () => {
  test.each([
    ['a bare number for a time', 'lcp: { max: 2500 }', '3:24: error: 2500 has no unit.\n  → Write 2500 ms or 2500 s.'],
    [
      'a wrong unit',
      'lcp: { max: 2 hours }',
      '3:24: error: "2 hours" is not a time.\n  → Write a number and one of ms or s: for example 2500 ms or 2.5 s.',
    ],
    [
      'a percentage as an absolute limit',
      'lcp: { max: 5 % }',
      '3:24: error: "5 %" is a percentage, but this limit is absolute.\n  → Write for example 2500 ms or 2.5 s.',
    ],
    [
      'a percentage on CLS',
      'cls: { max: 5 % }',
      '3:24: error: "5 %" is a percentage, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a percentage on the increase of CLS',
      'cls: { max-increase: 5 % }',
      '3:33: error: "5 %" is a percentage, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a percentage among the tolerances of CLS',
      'cls: { max-increase: [0.1, 5 %] }',
      '3:39: error: "5 %" is a percentage, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a time on CLS',
      'cls: { max: 50 ms }',
      '3:24: error: "50 ms" is a time, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a score on a layer',
      'lcp.ttfb.request.cdn: { max-increase: 0.1 }',
      '3:50: error: 0.1 has no unit.\n  → Write 0.1 ms, 0.1 s or 0.1 %.',
    ],
    [
      'an unknown key of a layer',
      'lcp.ttfb.request.cdn: { mx: 1 s }',
      '3:36: error: Unknown key "mx" in budgets.lcp.ttfb.request.cdn.\n  → Did you mean "max"? Known here: max, max-increase, enforce, percentile.',
    ],
    [
      'a time on an element of CLS',
      'cls.img: { max: 50 ms }',
      '3:28: error: "50 ms" is a time, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a size on a time',
      'lcp: { max: 300 kB }',
      '3:24: error: "300 kB" is a size, but this limit is on a time.\n  → Write for example 2500 ms or 2.5 s.',
    ],
    [
      'a size on CLS',
      'cls: { max: 300 kB }',
      '3:24: error: "300 kB" is a size, but CLS is a score without a unit.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'a time on a size',
      'bytes: { max: 2 s }',
      '3:26: error: "2 s" is a time, but this limit is on a size.\n  → Write for example 300 kB or 1.2 MB.',
    ],
    ['a size without a unit', 'bytes: { max: 300 }', '3:26: error: 300 has no unit.\n  → Write 300 kB.'],
    [
      'bits for bytes',
      'bytes: { max: 300 kbit }',
      '3:26: error: "300 kbit" is not a size.\n  → Write a number and one of B, kB, MB, KiB or MiB: for example 300 kB or 1.2 MB.',
    ],
    [
      'a percentage as the most',
      'bytes.script: { max: 5 % }',
      '3:33: error: "5 %" is a percentage, but this limit is absolute.\n  → Write for example 300 kB or 1.2 MB.',
    ],
    [
      'a size in place of limits',
      'bytes: 300 kB',
      '3:19: error: "300 kB" is not a map of limits.\n  → Write { max: 300 kB }.',
    ],
    [
      'a size of a path that is a time',
      'bytes.script."/app.js": { max: 1 s }',
      '3:43: error: "1 s" is a time, but this limit is on a size.\n  → Write for example 300 kB or 1.2 MB.',
    ],
    ['a quoted CLS', 'cls: { max: "0.1" }', '3:24: error: "0.1" is text.\n  → Write 0.1 without quotes.'],
    [
      'a negative CLS',
      'cls: { max: -0.1 }',
      '3:24: error: -0.1 cannot be a CLS score.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'infinity',
      'cls: { max: .inf }',
      '3:24: error: Infinity cannot be a CLS score.\n  → Write a bare number, for example 0.1.',
    ],
    [
      'not a number',
      'lcp: { max: .nan }',
      '3:24: error: NaN is not a time.\n  → Write a number and one of ms or s: for example 2500 ms or 2.5 s.',
    ],
    [
      'zero',
      'lcp: { max: 0 ms }',
      '3:24: error: The limit must be greater than 0.\n  → Write for example 2500 ms or 2.5 s.',
    ],
    [
      'a bad tolerance in a list',
      'lcp: { max-increase: [5 %, 50] }',
      '3:39: error: 50 has no unit.\n  → Write 50 ms, 50 s or 50 %.',
    ],
    [
      'an empty list of tolerances',
      'lcp: { max-increase: [] }',
      '3:33: error: budgets.lcp.max-increase is empty.\n  → Write at least one entry.',
    ],
    [
      'a limit without its key',
      'lcp: 2500 ms',
      '3:17: error: "2500 ms" is not a map of limits.\n  → Write { max: 2500 ms }.',
    ],
    [
      'no limit at all',
      'lcp: { enforce: warn }',
      '3:12: error: The budget lcp limits nothing: it has neither max nor max-increase.\n  → Write for example { max: 2500 ms } or { max-increase: [5 %, 50 ms] } (CLS: { max: 0.1 }).',
    ],
    [
      'null among the defaults',
      'lcp: null',
      '3:17: error: budgets.lcp is empty.\n  → Write a map of keys and values, or remove the key.',
    ],
    [
      'a percentile of 100',
      'lcp: { max: 1 s, percentile: 100 }',
      '3:41: error: budgets.lcp.percentile must be 99 or less.\n  → Write a number that is 99 or less, instead of 100.',
    ],
    [
      'an unknown enforcement',
      'lcp: { max: 1 s, enforce: blok }',
      '3:38: error: budgets.lcp.enforce cannot be "blok".\n  → Did you mean "block"? It can be: block, warn.',
    ],
  ])('%s', async (_what, budget, message) => {
    expect(await errorBelow(`budgets: { ${budget} }`)).toBe(`vitals-gate.yml:${message}`);
  });

  test("a route's budget without a limit, where no default has one", async () => {
    expect(await errorOf(`${HEAD}\nroutes: [{ name: a, path: /, budgets: { lcp: { enforce: warn } } }]\n`)).toMatch(
      'vitals-gate.yml:2:41: error: The budget lcp limits nothing',
    );
  });
});

describe('budget paths', () => {
  test.each([
    [
      'an unknown metric',
      'lpc',
      'No metric has the part "lpc".\n  → Did you mean "lcp"? The metrics are: lcp, inp, cls, fcp, bytes.',
    ],
    [
      'a phase without its metric',
      'ttfb',
      'No metric has the part "ttfb".\n  → Did you mean "lcp.ttfb"? The metrics are: lcp, inp, cls, fcp, bytes.',
    ],
    [
      'an unknown phase',
      'lcp.load-delay',
      'No metric has the part "lcp.load-delay".\n  → Below lcp there are: ttfb, resource-load-delay, resource-load-duration, element-render-delay.',
    ],
    [
      'an unknown part of TTFB',
      'lcp.ttfb.conect',
      'No metric has the part "lcp.ttfb.conect".\n  → Did you mean "lcp.ttfb.connect"? Below lcp.ttfb there are: redirect, waiting, cache, dns, connect, request.',
    ],
    [
      'a part of a leaf',
      'inp.input-delay.x',
      'No metric has the part "inp.input-delay.x".\n  → inp.input-delay has no parts: budget inp.input-delay itself.',
    ],
    [
      'an unquoted dot in a name',
      'lcp.ttfb.request.a.b',
      `"lcp.ttfb.request.a.b" goes deeper than a Server-Timing layer, which has no parts.\n  → Quote a name that holds a dot: 'lcp.ttfb.request."a.b"'.`,
    ],
    [
      'a phase of another metric',
      'fcp.resource-load-delay',
      'No metric has the part "fcp.resource-load-delay".\n  → Did you mean "lcp.resource-load-delay"? Below fcp there are: ttfb, render-blocking, render-delay.',
    ],
    [
      'an empty id',
      'lcp..ttfb',
      '"lcp..ttfb" is not a path of a metric.\n  → Write ids with dots between them, for example lcp.ttfb; quote an id that holds a dot.',
    ],
  ])('%s', async (_what, path, message) => {
    expect(await errorBelow('budgets:', `  ${path}: { max: 1 s }`)).toBe(`vitals-gate.yml:4:3: error: ${message}`);
  });

  test.each([
    [
      'a phase where there are elements',
      'cls.ttfb: { max: 0.1 }',
      'No metric has the part "cls.ttfb".\n  → Did you mean "lcp.ttfb"? A part of cls is a shifted element.',
    ],
    [
      'an unknown type of resource',
      'bytes.styles: { max: 1 MB }',
      'No metric has the part "bytes.styles".\n  → Below bytes there are: document, script, stylesheet, image, font, fetch, media, other.',
    ],
    [
      'an unquoted path of a resource',
      'bytes.script./app.js: { max: 1 MB }',
      `"bytes.script./app.js" goes deeper than a path, which has no parts.\n  → Quote a name that holds a dot: 'bytes.script."/app.js"'.`,
    ],
  ])('%s', async (_what, budget, message) => {
    expect(await errorBelow('budgets:', `  ${budget}`)).toBe(`vitals-gate.yml:4:3: error: ${message}`);
  });

  test.each([
    ['css', 'stylesheet'],
    ['js', 'script'],
    ['javascript', 'script'],
    ['img', 'image'],
    ['xhr', 'fetch'],
  ])('bytes.%s is meant as bytes.%s', async (written, meant) => {
    expect(await errorBelow('budgets:', `  bytes.${written}: { max: 3 kB }`)).toContain(
      `Did you mean "bytes.${meant}"?`,
    );
  });

  test('a size under a metric that is not there is one error', async () => {
    expect(await errorBelow('budgets:', '  byte: { max: 3 kB }')).toBe(
      'vitals-gate.yml:4:3: error: No metric has the part "byte".\n  → Did you mean "bytes"? The metrics are: lcp, inp, cls, fcp, bytes.',
    );
  });

  test('one path in two spellings', async () => {
    expect(await errorBelow('budgets:', '  lcp.ttfb: { max: 1 s }', '  lcp."ttfb": { max: 2 s }')).toBe(
      'vitals-gate.yml:5:3: error: lcp.ttfb has two budgets.\n  → Merge them into one.',
    );
  });
});

describe('routes', () => {
  test.each([
    ['an empty list', '[]', '2:9: error: routes is empty.\n  → Write at least one entry.'],
    ['nothing', '', '2:1: error: routes is empty.\n  → Write a list, or remove the key.'],
    [
      'two of one name',
      '[{ name: a, path: /x }, { name: a, path: /y }]',
      '2:41: error: Two routes are called "a".\n  → Rename one: reports tell routes apart by name.',
    ],
    ['no path', '[{ name: a }]', '2:10: error: routes[0].path is missing.\n  → Add it.'],
    [
      'a path without a slash',
      '[{ name: a, path: p/42 }]',
      '2:27: error: "p/42" does not begin with a slash.\n  → Write /p/42.',
    ],
    [
      'a URL as path',
      '[{ name: a, path: "https://x.example/p" }]',
      '2:27: error: "https://x.example/p" is a URL, not a path.\n  → Put the origin in deploys (base and head), and write only what follows it here, for example /p/42.',
    ],
    [
      'a path to another host',
      '[{ name: a, path: //x.example/p }]',
      '2:27: error: "//x.example/p" is a URL, not a path.\n  → Put the origin in deploys (base and head), and write only what follows it here, for example /p/42.',
    ],
    [
      'a path with a space',
      '[{ name: a, path: /a b }]',
      '2:27: error: "/a b" holds a space, a backslash or a control character.\n  → Percent-encode it (%20).',
    ],
    [
      'a name that is a number',
      '[{ name: 42, path: / }]',
      '2:18: error: routes[0].name must be text, not 42.\n  → Write it in quotes: "42".',
    ],
    [
      'a name with a control character',
      '[{ name: "a\\nb", path: / }]',
      '2:18: error: "a\\nb" cannot be the name of a route.\n  → Use 1 to 100 printable characters: the name appears in reports and file names.',
    ],
    [
      'a name that reorders text',
      '[{ name: "a\\u202Eb", path: / }]',
      '2:18: error: "a\\u202eb" cannot be the name of a route.\n  → Use 1 to 100 printable characters: the name appears in reports and file names.',
    ],
    [
      'a condition that is no list',
      '[{ name: a, path: /, conditions: desktop }]',
      '2:42: error: routes[0].conditions must be a list.\n  → Write [desktop].',
    ],
    [
      'an unknown condition',
      '[{ name: a, path: /, conditions: [mobil] }]',
      '2:43: error: routes[0].conditions[0] cannot be "mobil".\n  → Did you mean "mobile"? It can be: mobile, desktop.',
    ],
    [
      'a repeated condition',
      '[{ name: a, path: /, conditions: [mobile, mobile] }]',
      '2:51: error: The condition "mobile" is listed twice.\n  → Remove one.',
    ],
  ])('%s', async (_what, routes, message) => {
    expect(await errorOf(`${HEAD}\nroutes: ${routes}\n`)).toBe(`vitals-gate.yml:${message}`);
  });
});

describe('interactions', () => {
  const ALL = 'click, tap, type, press, hover, scroll, select, wait-for, navigate, recording';
  const KEYS = `An interaction has exactly one of the keys ${ALL};`;

  test.each([
    [
      'two keys',
      '{ click: a, press: Enter }',
      `${KEYS} this one has click and press.\n  → Make an entry of its own for each.`,
    ],
    ['no key', '{}', `${KEYS} this one has none.\n  → Write one of them.`],
    [
      'an unknown key',
      '{ clik: a }',
      `Unknown key "clik" in routes[0].interactions[0].\n  → Did you mean "click"? Known here: ${ALL}.`,
    ],
    [
      'an unknown key to press',
      '{ press: Entr }',
      'There is no key "Entr".\n  → Did you mean "Enter"? Write one character (a) or a DOM key name (Enter).',
    ],
    ['an empty selector', '{ click: "" }', 'routes[0].interactions[0].click is empty.\n  → Write a text.'],
    [
      'typing into an element without a text',
      '{ type: { selector: a } }',
      'A text to type has exactly one of the keys text, secret; this one has none.\n  → Write one of them.',
    ],
    [
      'a number to type',
      '{ type: 5 }',
      'routes[0].interactions[0].type must be text, not 5.\n  → Write it in quotes: "5".',
    ],
    [
      'a text instead of a map',
      'click',
      'routes[0].interactions[0] must be a map of keys and values, not "click".\n  → Write a map of keys and values.',
    ],
  ])('%s', async (_what, interaction, message) => {
    const block = await errorOf(`${HEAD}\nroutes: [{ name: a, path: /, interactions: [${interaction}] }]\n`);
    expect(block.replace(/^vitals-gate\.yml:2:\d+: error: /, '')).toBe(message);
  });
});

describe('deploys', () => {
  test.each([
    [
      'no URL',
      '{ url: staging }',
      '1:24: error: "staging" is not a URL.\n  → Write for example https://staging.example.',
    ],
    [
      'another protocol',
      '{ url: ftp://a }',
      '1:24: error: "ftp://a" is not an http or https URL.\n  → Write for example https://staging.example.',
    ],
    [
      'a query',
      '{ url: "http://a/?b" }',
      `1:24: error: "http://a/?…" has a query or a fragment.\n  → Write them in the routes' paths.`,
    ],
    [
      'two sources',
      '{ url: http://a, static: b }',
      '1:17: error: A deploy has exactly one of the keys url, static; this one has url and static.\n  → Remove one.',
    ],
    [
      'nothing',
      '{}',
      '1:17: error: A deploy has exactly one of the keys url, static; this one has none.\n  → Write one of them.',
    ],
    ...['https:/x', 'https:///x'].map((url) => [
      `slashes that are not two (${url})`,
      `{ url: "${url}" }`,
      `1:24: error: "${url}" is not a URL: the scheme must be followed by two slashes and a host.\n  → Write for example https://staging.example.`,
    ]),
    ...[' https://x', 'https://x ', 'https://x/a b'].map((url) => [
      `a space (${url})`,
      `{ url: "${url}" }`,
      `1:24: error: "${url}" holds a space.\n  → Remove it, or percent-encode it (%20).`,
    ]),
    ['an empty folder name', '{ static: "" }', '1:27: error: deploys.head.static is empty.\n  → Write a text.'],
  ])('%s', async (_what, head, message) => {
    expect(await errorOf(`deploys: {head: ${head}}\n${ROUTE}\n`)).toBe(`vitals-gate.yml:${message}`);
  });

  test.each(['http://user:hunter2@a', 'http//user:hunter2@a'])(
    'credentials are an error that does not repeat them',
    async (url) => {
      const block = await errorOf(`deploys: { head: { url: "${url}" } }\n${ROUTE}\n`);
      expect(block).toMatch(/^vitals-gate\.yml:1:25: error: /);
      expect(block).not.toContain('hunter2');
    },
  );

  test('a URL of the command line is checked like one of the file', async () => {
    expect(await errorOf(`${HEAD}\n${ROUTE}\n`, { baseUrl: null, headUrl: 'staging' })).toBe(
      'error: --head-url: "staging" is not a URL.\n  → Write for example https://staging.example.',
    );
  });
});

describe('settings', () => {
  test.each([
    ['a settle window without a unit', 'settle: 500', '500 has no unit.\n  → Write 500 ms.'],
    [
      'a settle window below the minimum',
      'settle: 50 ms',
      '"50 ms" is not between 100 ms and 1 min.\n  → Write for example 500 ms, or leave it out, and the gate works it out.',
    ],
    [
      'no minutes',
      'max-minutes: 0',
      'max-minutes must be greater than 0.\n  → Write a number that is greater than 0, instead of 0.',
    ],
    [
      'no minutes to bisect',
      'bisect: { max-minutes: -1 }',
      'bisect.max-minutes must be greater than 0.\n  → Write a number that is greater than 0, instead of -1.',
    ],
    [
      'too many minutes',
      'bisect: { max-minutes: 601 }',
      'bisect.max-minutes must be 600 or less.\n  → Write a number that is 600 or less, instead of 601.',
    ],
    ['a number of blocks in quotes', 'max-blocks: "15"', 'max-blocks is the text "15".\n  → Write 15 without quotes.'],
    ['another number of blocks', 'max-blocks: "12"', 'max-blocks cannot be "12".\n  → It can be: 10, 15, 20.'],
    ['lanes in quotes', 'lanes: "2"', 'lanes is the text "2".\n  → Write 2 without quotes.'],
    ['another number of lanes', 'lanes: 4', 'lanes cannot be 4.\n  → It can be: 1, 2, auto.'],
    ['minutes in quotes', 'max-minutes: "5"', 'max-minutes is the text "5".\n  → Write 5 without quotes.'],
    [
      'a word where a number may stand',
      'graphql: { schema: a, operations: [b], list-size: many }',
      'graphql.list-size cannot be "many".\n  → It can be: unbounded, or a number.',
    ],
    [
      'a word that is nearly right',
      'graphql: { schema: a, operations: [b], list-size: unbound }',
      'graphql.list-size cannot be "unbound".\n  → Did you mean "unbounded"? It can be: unbounded, or a number.',
    ],
    [
      'a list size in quotes',
      'graphql: { schema: a, operations: [b], list-size: "10" }',
      'graphql.list-size is the text "10".\n  → Write 10 without quotes.',
    ],
    [
      'a policy that does not exist',
      'on-inconclusive: warn',
      'on-inconclusive cannot be "warn".\n  → It can be: pass, block.',
    ],
  ])('%s', async (_what, line, message) => {
    expect((await errorBelow(line)).replace(/^vitals-gate\.yml:3:\d+: error: /, '')).toBe(message);
  });
});

test('all problems of a file are in one block, in the order of their places, each with its own', async () => {
  const block = await errorBelow('budgets: { lcp: { max: 5 } }', 'setle: 1 s', 'on-unmeasured: maybe');
  expect(block).toBe(
    [
      'vitals-gate.yml:3:24: error: 5 has no unit.',
      '  → Write 5 ms or 5 s.',
      'vitals-gate.yml:4:1: error: Unknown key "setle" at the top level.',
      `  → Did you mean "settle"? Known here: ${KNOWN_KEYS}.`,
      'vitals-gate.yml:5:16: error: on-unmeasured cannot be "maybe".',
      '  → It can be: block, pass.',
    ].join('\n'),
  );
});

test('of very many problems the first twenty are shown', async () => {
  const block = await errorBelow(...Array.from({ length: 30 }, (_, index) => `unknown${index}: 1`));
  expect(block.match(/: error: /g)).toHaveLength(20);
  expect(block).toMatch(/… and 10 more\.$/);
});

test('a problem below an anchor is placed where the anchor stands', async () => {
  const block = await errorOf(
    `${HEAD}\nroutes:\n  - { name: a, path: /, budgets: &b { lcp: { max: 5 } } }\n  - { name: c, path: /, budgets: *b }\n`,
  );
  expect(block).toBe('vitals-gate.yml:3:51: error: 5 has no unit.\n  → Write 5 ms or 5 s.');
});

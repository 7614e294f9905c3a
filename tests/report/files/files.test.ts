import { Ajv } from 'ajv';
import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { jsonSchemas } from '../../../scripts/bundle/schemas.ts';
import { resultSchema, type Result } from '../../../src/model/result.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { renderResult } from '../../../src/report/files/result-json.ts';
import { renderSummary, SUMMARY_LIMIT_BYTES } from '../../../src/report/comment/job-summary.ts';
import { keepSecret } from '../../../src/text/redactor.ts';
import { budgetRow, comparison, evidence, gateReport, HEAD_SHA, ms, routeReport, withClues } from '../factories.ts';
import { foreignTexts, reportOf } from '../hostile.ts';
import * as scenarios from '../scenarios.ts';

describe('result.json', () => {
  test('has the keys in the order of the schema, whatever order they came in', () => {
    const { result } = scenarios.oneRegression;
    const shuffled = Object.fromEntries(Object.entries(result).toReversed()) as typeof result;
    expect(renderResult(shuffled)).toBe(renderResult(result));
    expect(Object.keys(JSON.parse(renderResult(shuffled)) as object)).toEqual([
      'version',
      'verdict',
      'base',
      'head',
      'comparisons',
      'budgets',
      'clues',
    ]);
  });

  test('keeps every number in full and ends with a newline', () => {
    const text = renderResult(scenarios.many.result);
    expect(JSON.parse(text)).toEqual(scenarios.many.result);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('is not written with parts that do not sum, or a number that is none', () => {
    const [first] = scenarios.pass.result.comparisons;
    if (first === undefined) throw new Error('the scenario has comparisons');
    const broken = { ...first, head: { ...first.head, value: first.head.value + 0.01 } };
    expect(() => renderResult({ ...scenarios.pass.result, comparisons: [broken] })).toThrow(/parts of lcp sum to/);
    const nan = budgetRow({ value: Number.NaN });
    expect(() => renderResult({ ...scenarios.pass.result, budgets: [nan] })).toThrow(/NaN/);
  });
});

describe('the clues in result.json', () => {
  const broken = [
    scenarios.oneRegression,
    scenarios.many,
    scenarios.attributed,
    scenarios.costs,
    scenarios.firstRun,
    scenarios.otherElement,
    scenarios.waived,
    scenarios.hostile,
  ];

  test('say of each broken budget why, and keep their kinds apart', () => {
    const { clues } = JSON.parse(renderResult(scenarios.attributed.result)) as Result;
    expect(clues).toMatchObject([
      {
        kind: 'part',
        route: 'product',
        condition: 'mobile',
        metric: 'lcp',
        path: 'lcp',
        part: ['lcp', 'resource-load-delay'],
        sha: HEAD_SHA,
      },
      { kind: 'lcp-element', element: 'main > img.hero', after: '/img/hero.jpg', place: '/img/hero.jpg' },
      { kind: 'lcp-request-changed', place: '/app-Bd3kq0Xz.js:1', after: { url: '/app-*.js', line: 1 } },
      { kind: 'commit', share: 1 },
      { kind: 'shifted-element', route: 'listing', place: 'main > section.promo' },
    ]);
  });

  test('fit the schema that is published beside the tool', () => {
    const { 'result.schema.json': schema = '' } = jsonSchemas();
    const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(JSON.parse(schema) as object);
    for (const { result } of broken) {
      expect(result.clues).not.toEqual([]);
      const json = JSON.parse(renderResult(result)) as Result;
      validate(json);
      expect(validate.errors).toBeNull();
      expect(validate({ ...json, clues: [{ ...json.clues?.[0], kind: 'a guess' }] })).toBe(false);
    }
  });

  test('may be absent, as they are in what an earlier version wrote', () => {
    const { clues: _, ...earlier } = scenarios.pass.result;
    expect(resultSchema.parse(JSON.parse(renderResult(earlier)))).toEqual(earlier);
  });

  test('hold no query of a page, and no secret that the process knows', () => {
    const hidden = 'zqx-4711-secret';
    const layer = { request: { [hidden]: [10, 90, 2] } } as const;
    const told = gateReport({
      comparisons: [comparison('lcp', { ttfb: layer }), comparison('inp', { [`onclick /${hidden}.js`]: [10, 90, 2] })],
      budgets: [
        budgetRow({ verdict: 'fail', reason: 'worse' }),
        budgetRow({ path: 'inp', verdict: 'fail', reason: 'worse' }),
      ],
      routes: [
        routeReport({
          evidence: {
            base: evidence(),
            head: evidence({
              inpScript: {
                invoker: `#${hidden}.onclick`,
                functionName: hidden,
                sourceUrl: `https://pr-42.shop.example/${hidden}.js?token=4711`,
                charPosition: 1,
                durationMs: 80,
              },
            }),
          },
        }),
      ],
    });
    const attribution = [
      {
        route: 'product',
        condition: 'mobile',
        path: 'lcp',
        culprits: ['a'],
        commits: [{ sha: 'a', subject: `Use ${hidden}`, value: 80, low: 70, high: 90, status: 'measured' as const }],
      },
    ];
    const { result } = withClues({ ...told, result: { ...told.result, attribution } });
    expect(JSON.stringify(result.clues)).toContain(hidden);
    keepSecret(hidden);
    const written = renderResult(result);
    expect(written).not.toContain(hidden);
    expect(written).not.toContain('token=');
    const { clues = [] } = resultSchema.parse(JSON.parse(written));
    expect(clues.map(({ kind, part }) => [kind, part])).toEqual([
      ['part', ['lcp', 'ttfb', 'request', '***']],
      ['commit', ['lcp']],
      ['part', ['inp', 'onclick /***.js']],
      ['script', ['inp']],
    ]);
  });
});

describe('junit.xml', () => {
  test('holds why first attempts failed too often, be it a failure or an error', () => {
    const failed = renderJunit(scenarios.flakyHead);
    expect(failed).toMatch(/<failure message="[^"]*6 of 6 visits to head [^"]*answered 503/);
    expect(renderJunit(scenarios.flakyBoth)).toMatch(/<error message="[^"]*6 of 6 visits to head [^"]*answered 503/);
  });

  test('has a suite per route and condition and a case per budget', () => {
    const xml = renderJunit(scenarios.many);
    expect(xml.match(/<testsuite /g)).toHaveLength(4);
    expect(xml.match(/<testcase /g)).toHaveLength(scenarios.many.result.budgets.length);
    expect(xml).toContain('<testsuites name="vitals-gate" tests="9" failures="4" errors="1" skipped="2">');
    expect(xml).toContain('<testcase classname="listing.mobile" name="cls max-increase">');
    expect(xml).not.toMatch(/timestamp|time=/);
  });

  test('fails on what blocks and skips what does not', () => {
    expect(renderJunit(scenarios.inconclusive)).toContain('failures="0" errors="0" skipped="2"');
    const blocking = { ...scenarios.inconclusive, policy: { onInconclusive: 'block', onUnmeasured: 'block' } } as const;
    expect(renderJunit(blocking)).toContain('failures="2" errors="0" skipped="0"');
    expect(renderJunit(scenarios.unmeasured)).toContain('failures="0" errors="4" skipped="0"');
    expect(renderJunit(scenarios.firstRun)).toContain('tests="2" failures="1" errors="0" skipped="1"');
  });

  test('is well-formed whatever a page says', () => {
    assert(
      property(foreignTexts, (texts) => {
        const xml = renderJunit(reportOf(texts));
        // oxlint-disable-next-line no-control-regex
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u);
        expect(xml.match(/<testcase /g)).toHaveLength(7);
        const markup = xml.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '');
        expect(markup).toMatch(/^(?:<\?xml [^<>]*\?>|<\/?[a-z-]+(?: [a-z]+="(?:[^"<&]|&(?:#?\w+);)*")*\/?>|\s)*$/);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('a report on hundreds of routes', () => {
  const places = Array.from({ length: 300 }, (_, index) => ({ route: `route-${index}-${'x'.repeat(60)}` }));
  const tree = { ttfb: [400, 900, 5], 'resource-load-delay': [10, 10, 1] } as const;
  const huge = gateReport({
    comparisons: places.map((place) => comparison('lcp', tree, place)),
    budgets: places.map((place) =>
      budgetRow({ ...place, verdict: 'fail', reason: 'worse', value: 500, low: 490, high: 510 }),
    ),
    routes: places.map((place) =>
      routeReport({ ...place, evidence: { base: null, head: evidence({ lcpElement: '漢'.repeat(400) }) } }),
    ),
  });

  test.each([60_000, 20_000, 5_000, 1_500])(
    'stays below %d bytes, with whole tables and folds, and says what is missing',
    (limitBytes) => {
      const text = renderComment(huge, { limitBytes });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limitBytes);
      expect(text.split('\n')[1]).toMatch(
        /^### ❌ `route-0-x+` is 500 ms \(122 %\) slower to show its main image on mobile, .*, and 298 more problems$/,
      );
      expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
      const rows = text.split('\n').filter((line) => line.startsWith('| '));
      for (const line of rows) expect(line.endsWith(' |')).toBe(true);
      expect(text).toContain('Left out because the comment would be too long');
    },
  );

  test('has more room in the job summary, where no marker is needed', () => {
    const text = renderSummary(huge);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_LIMIT_BYTES);
    expect(text).toMatch(/^### ❌/);
    expect(text).toContain('route-299-');
  });
});

test('a budget of a part that a page never had says so and nothing else', () => {
  const row = budgetRow({
    path: 'lcp.ttfb.request.db',
    limit: [ms(40)],
    verdict: 'unmeasured',
    reason: 'not-seen',
    value: null,
    low: null,
    high: null,
  });
  const text = renderComment(gateReport({ comparisons: [...scenarios.pass.result.comparisons], budgets: [row] }));
  expect(text).toContain(
    '- `product` on mobile, LCP › TTFB › request › `db`: this part was not seen on base or on head',
  );
});

import { describe, expect, test } from 'vitest';

import { MEASURED_BECAUSE, type MeasuredBecause } from '../../../src/model/identity.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { renderResult } from '../../../src/report/files/result-json.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { headlineOf } from '../../../src/report/words/headline.ts';
import { identicalSummary, measuredPhrase } from '../../../src/report/words/identical.ts';
import { inText } from '../../../src/report/words/phrase.ts';
import { gateReport, routeReport } from '../factories.ts';
import { identical, partlyIdentical } from '../scenarios.ts';

/** What some of the reasons say beside a response. */
const WHAT: Readonly<Partial<Record<MeasuredBecause, string>>> = {
  'warm-up-failed': 'it never stopped loading',
  unseen: 'service-worker',
  'not-repeatable': 'POST',
  'absolute-budget': 'lcp',
  slower: 'with those before it',
};

const DEPLOYS = ['https://main.shop.example', 'https://pr-42.shop.example'];

const summaryOf = (places: readonly (readonly [string, string])[], skipped: number): string => {
  const all = places.map(([route, condition]) => ({ route, condition }));
  const report = gateReport({ routes: all.map((place) => routeReport(place)) });
  const routes = all.slice(0, skipped).map((place) => ({ ...place, responses: 1, repeatedRequests: 0, repeats: 0 }));
  return identicalSummary({ ...report, result: { ...report.result, skipped: { routes, measured: [] } } });
};

test('how many routes serve identical bytes is said of routes, or of routes under their conditions', () => {
  const two = [['a', 'mobile'], ['b', 'mobile']] as const; // prettier-ignore
  const both = [['a', 'mobile'], ['a', 'desktop']] as const; // prettier-ignore
  expect(summaryOf(two, 0)).toBe('');
  expect(summaryOf(two, 1)).toBe('1 of 2 routes serves identical bytes');
  expect(summaryOf(two, 2)).toBe('all 2 routes serve identical bytes');
  expect(summaryOf(both, 1)).toBe('1 of 2 combinations of route and condition serves identical bytes');
  expect(summaryOf([['a', 'mobile']], 1)).toBe('the only route serves identical bytes');
});

test('a green headline says so, and no other does', () => {
  expect(inText(headlineOf(identical).words)).toBe(
    'vitals-gate: all 6 budgets are met; all 6 routes serve identical bytes',
  );
  const worse = { ...partlyIdentical, result: { ...partlyIdentical.result, verdict: 'inconclusive' } } as const;
  expect(inText(headlineOf(worse).words)).not.toContain('identical');
});

const said = (because: MeasuredBecause, over: object = {}): string =>
  inText(measuredPhrase({ because, url: null, side: null, what: null, ...over }, DEPLOYS));

describe('why a route was measured', () => {
  test('names the response by its path below a deploy, by its host elsewhere, and never with its query', () => {
    const what = 'header cache-control';
    expect(said('differs', { url: `${DEPLOYS[1]}/app.js?token=secret`, what })).toBe(
      'the header cache-control of /app.js differs',
    );
    expect(said('differs', { url: 'https://user:pw@ads.example/x.js?t=1', what: 'only on head' })).toBe(
      'ads.example/x.js is requested only on head',
    );
  });

  test('is a sentence for every reason, with and without a response', () => {
    const all = MEASURED_BECAUSE.map((because) => [
      said(because),
      said(because, { url: '/a.js', side: 'head', what: WHAT[because] ?? 'body' }),
    ]);
    expect(all).toEqual([
      Array.from({ length: 2 }, () => 'every route is to be measured'),
      Array.from({ length: 2 }, () => 'there is no base to compare with'),
      [
        'it has a `max` budget, which blocks even if nothing changed (`pre-existing: block`)',
        'on base, the first visit left no room below the `max` of lcp',
      ],
      ['a first visit failed', 'a first visit to head failed: it never stopped loading'],
      ['not all that was served could be seen', 'the page has a service worker (/a.js)'],
      ['a response differs', 'the body of /a.js differs'],
      [
        'a response is not the same from request to request',
        'the body of /a.js is not the same from request to request on head',
      ],
      [
        'before the largest paint the page sends a request that cannot be made again',
        'before the largest paint the page sends a POST request that cannot be made again (/a.js)',
      ],
      ['a response cannot be compared', 'the body of /a.js cannot be compared'],
      [
        'the times of the responses are not clearly the same',
        'the time of /a.js with those before it is not clearly the same',
      ],
    ]);
  });
});

test('responses that are slower together are said to be', () => {
  expect(said('slower', { side: 'head', what: 'at once' })).toBe(
    'the time of all responses at once is not clearly the same',
  );
});

test('a first visit that took longer is named by what it waited for, and a limit that base reached by its path', () => {
  expect(said('slower', { side: 'head', what: 'warm-up lcp' })).toBe('LCP of the first visits is not clearly the same');
  expect(said('slower', { side: 'head', what: 'warm-up lcp.ttfb' })).toBe(
    'the time to first byte of the first visits is not clearly the same',
  );
  expect(said('absolute-budget', { what: 'lcp' })).toBe('on base, the first visit left no room below the `max` of lcp');
});

test('a GET that is not repeated is said to be one that may change something', () => {
  expect(said('not-repeatable', { url: '/cart/add', what: 'GET' })).toBe(
    'after an interaction the page sends a GET request that may change something on the server (/cart/add)',
  );
});

test('a response that cannot be read says why', () => {
  expect(said('unreadable', { url: '/a.js', what: 'it does not end within 10 s' })).toBe(
    '/a.js cannot be compared: it does not end within 10 s',
  );
});

test('the terminal says how many were not measured, and why the others were', () => {
  const lines = renderTerminal(partlyIdentical, { color: false }).split('\n');
  expect(lines.filter((line) => /^[=·] (?:measured|\d)/.test(line))).toEqual([
    '= 2 of 6 routes serve identical bytes: not measured',
    '· measured: listing on mobile and product on mobile: the body of /assets/app.js differs',
    '· measured: cart on mobile: the body of ads.example/x|y.js is not the same from request to request on head',
    '· measured: checkout on mobile: the times of the responses are not clearly the same',
  ]);
});

test('JUnit has it as a passed case that says so', () => {
  const xml = renderJunit(identical);
  expect(xml).toContain('<testsuites name="vitals-gate" tests="6" failures="0" errors="0" skipped="0">');
  expect(xml).toContain(
    '<system-out><![CDATA[not measured: base and head serve identical bytes in the same time]]></system-out>',
  );
});

test('result.json lists the routes that were not measured, and why the others were', () => {
  const { skipped, budgets } = JSON.parse(renderResult(partlyIdentical.result)) as typeof partlyIdentical.result;
  expect(skipped).toEqual(partlyIdentical.result.skipped);
  expect(budgets.map(({ reason }) => reason)).toEqual(['identical-bytes', 'identical-bytes', 'within-tolerance']);
});

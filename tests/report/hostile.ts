import { array, constantFrom, oneof, string, uniqueArray } from 'fast-check';

import type { KnownCause, KnownPlace, KnownSearch } from '../../src/model/cause.ts';
import type { Place } from '../../src/model/place.ts';
import type { GateReport } from '../../src/model/report.ts';
import { causesOf } from '../../src/report/rows/causes.ts';
import {
  BASE_SHA,
  breakdownOf,
  budget,
  budgetRow,
  comparison,
  evidence,
  gateReport,
  HEAD_SHA,
  insight,
  ms,
  routeReport,
} from './factories.ts';

/** What pages, pull requests and headers may say to become more than text on GitHub, in a terminal or in a log. */
const FRAGMENTS = [
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '\\',
  '\\|',
  '\n',
  '\r\n',
  '\u2028',
  '\t',
  ' ',
  '  ',
  '@octocat',
  '@org/team',
  '#1',
  'GH-1',
  'gh-22',
  'owner/repo#1',
  'owner/repo@deadbeef',
  'deadbeef',
  'deadbeef1234',
  'ABC-1',
  'https://github.com/o/r/issues/1',
  'https://evil.example/?q=1',
  'http://a',
  'www.evil.example',
  'evil.com',
  'a@evil.example',
  'mailto:a@b.co',
  '[x](https://evil.example)',
  '![x](//evil.example/x.png)',
  '[x]: https://evil.example',
  '[^1]',
  '[ ]',
  '](',
  '<https://evil.example>',
  '<b>',
  '</details>',
  '</summary>',
  '</code>',
  '<!--',
  '-->',
  '<img src=x>',
  '<script>',
  '<a href="x">',
  '&lt;',
  '&#64;octocat',
  '&',
  '<',
  '>',
  '"',
  "'",
  '**',
  '*',
  '_',
  '__',
  '~~',
  '$x$',
  '$$',
  ':tada:',
  '# h',
  '- ',
  '+ ',
  '1. ',
  '1)',
  '> ',
  '---',
  '===',
  '***',
  '    code',
  '\u0000',
  '\u0007',
  '\u001B[31m',
  '\u001B]8;;https://evil.example\u0007',
  '\u009B31m',
  '\u202E',
  '\u2066',
  '\u200B',
  '\u00AD',
  '\uFEFF',
  '\uD800',
  '\uFFFE',
  'e\u0301\u0301\u0301\u0301\u0301',
  '::error::x',
  '::set-output name=a::b',
  '::stop-commands::x',
  '##[error]x',
  '##[add-mask]y',
  ']]>',
  '<![CDATA[',
  '%0A',
  '%25',
  'word',
  'Größe',
  '漢字',
  '🙂',
  '1.5',
  '412ms',
  '(see',
  'end.',
  'a.b',
  'É-3',
] as const;

const hostileText = oneof(
  {
    weight: 4,
    arbitrary: array(constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: array(constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
);

const FOREIGN_FIELDS = 80;

/** Different texts for every foreign field of a report. */
export const foreignTexts = uniqueArray(hostileText, { minLength: FOREIGN_FIELDS, maxLength: FOREIGN_FIELDS });

/** As many texts without any guile. */
export const harmlessTexts: readonly string[] = Array.from(
  { length: FOREIGN_FIELDS },
  (_, index) => `text${'x'.repeat(index)}`,
);

/** A report in which every foreign field holds one of the texts. */
export function reportOf(texts: readonly string[]): GateReport {
  let next = 0;
  const text = (): string => texts[next++ % texts.length] ?? '';
  const place = { route: text(), condition: text() };
  const other = { route: text(), condition: text() };
  const graph = { route: text(), condition: 'operation' };
  const layer = text();
  const lcpElement = text();
  const shifted = text();
  const side = {
    lcpElement,
    lcpUrl: text(),
    lcpRequest: { initiator: 'script' as const, url: text(), line: 3, priority: text() },
    inpTarget: text(),
    inpType: 'keyboard' as const,
    inpStep: 0,
    inpScript: { invoker: text(), sourceUrl: text(), functionName: text(), charPosition: 7, durationMs: 12 },
    shiftedElements: [{ selector: text(), score: 0.2 }],
    serverTiming: [{ name: text(), durationMs: 3 }],
    protocol: text(),
    headers: [{ name: text(), value: text() }],
    traffic: [{ host: text(), connections: 1, bytesUp: 2, bytesDown: 3 }],
    notes: [text()],
  };
  const lcp = comparison(
    'lcp',
    { ttfb: { request: { [`.${layer}`]: [40, 400, 3] } }, 'resource-load-delay': [1, 1, 0.1] },
    place,
  );
  const report = gateReport(
    {
      comparisons: [
        lcp,
        comparison('cls', { [`.${shifted}`]: [0, 0.2, 0.01] }, place),
        { ...comparison('lcp', { a: [20, 120, 0] }, graph), metric: 'cost', unit: 'cost' },
        {
          ...comparison('inp', { 'processing-duration': { [`.${text()}`]: [1, 1, 1] } }, other),
          head: breakdownOf('inp', {}, 1),
        },
      ],
      budgets: [
        budgetRow({ ...place, verdict: 'fail', reason: 'worse', value: 360, low: 357, high: 363 }),
        budgetRow({
          ...graph,
          path: 'cost',
          kind: 'max',
          limit: [{ value: 100, unit: 'cost' }],
          verdict: 'fail',
          reason: 'over',
        }),
        budgetRow({ ...place, path: 'cls', verdict: 'fail', reason: 'worse', value: 0.2, low: 0.1, high: 0.3 }),
        budgetRow({
          ...place,
          path: `lcp.${JSON.stringify(text())}`,
          verdict: 'fail',
          reason: 'worse',
          enforce: 'warn',
          value: 1,
          low: 0.5,
          high: 2,
        }),
        budgetRow({ ...other, path: 'inp', kind: 'max', limit: [ms(200)], verdict: 'inconclusive', reason: 'at-risk' }),
        budgetRow({
          ...place,
          kind: 'max',
          limit: [ms(200)],
          verdict: 'waived',
          reason: 'over',
          waiver: { until: '2026-12-31', reason: text(), approvedBy: text(), expired: false },
        }),
        budgetRow({ ...other, verdict: 'unmeasured', reason: 'not-measurable', value: null, low: null, high: null }),
      ],
      routes: [
        routeReport({
          ...place,
          budgets: [budget('lcp')],
          evidence: { base: evidence({ lcpElement }), head: side },
          notes: [`${text()}!`],
          explanation: {
            insights: [
              insight({
                id: text(),
                title: text(),
                base: text(),
                head: text(),
                savingsMs: { [text()]: 9 },
                items: [text()],
              }),
            ],
            reports: { base: null, head: null },
            failure: null,
          },
        }),
        routeReport({ ...other, unmeasurable: text() }),
      ],
    },
    {
      alerts: [text()],
      expiredWaivers: [{ budget: text(), until: '2026-01-01', reason: text(), approvedBy: text() }],
      policySource: {
        ref: text(),
        instead: text(),
        changes: [
          { key: text(), base: text(), head: text(), applied: 'base' },
          { key: text(), base: null, head: text(), applied: 'head' },
        ],
      },
      graphql: {
        folder: text(),
        causes: [
          {
            ...graph,
            metric: 'cost',
            shares: [
              {
                by: 'document',
                amount: 100,
                fraction: 1,
                path: text(),
                coordinate: text(),
                subgraph: text(),
                owner: text(),
                where: `${text()}:12`,
                commit: { sha: text(), summary: text() },
                note: text(),
              },
            ],
          },
        ],
        problems: [],
      },
      notices: [text()],
      chrome: text(),
      reproduce: text(),
    },
  );
  return { ...report, ...causesOf(searchesOf(place, layer, text), report) };
}

/** Causes whose every word comes from a page, a server or the repository. */
function searchesOf(place: Place, layer: string, text: () => string): KnownSearch[] {
  const at = (over: Partial<KnownPlace> = {}): KnownPlace => ({
    file: text(),
    line: 3,
    column: 4,
    url: text(),
    inChange: true,
    commit: text(),
    role: 'function',
    excerpt: '',
    ...over,
  });
  const cause = (over: Partial<KnownCause>): KnownCause => ({
    id: 'slow-handler',
    ...place,
    metric: 'lcp',
    unit: 'ms',
    path: 'lcp',
    part: ['lcp', 'ttfb', 'request', `.${layer}`],
    change: 360,
    partChange: 360,
    amount: 300,
    share: 0.5,
    because: true,
    facts: [{ kind: 'attribute', base: text(), head: text() }],
    places: [at()],
    subject: { url: text(), selector: text(), name: text() },
    ...over,
  });
  const served = at({ file: null, excerpt: text(), inChange: null, commit: null });
  const called = [at({ inChange: false }), at({ role: 'caller' })];
  return [
    {
      ...place,
      path: 'lcp',
      reproduced: true,
      causes: [
        cause({}),
        cause({ id: 'hero-discovered-late', places: [served] }),
        cause({ id: 'server-layer-slower', places: [at({ role: 'server' })] }),
        cause({ id: 'compression-lost', because: false, places: called }),
        cause({ id: 'hero-low-priority', because: false }),
      ],
    },
    { ...place, path: 'cls', reproduced: false, causes: [] },
  ];
}

/** The same report under deploys with labels and addresses of the pull request's choosing. */
export function withDeploys(report: GateReport, url: string, sha: string): GateReport {
  const { result } = report;
  return {
    ...report,
    result: { ...result, base: { sha: BASE_SHA, url }, head: { sha: sha === '' ? HEAD_SHA : sha, url } },
  };
}

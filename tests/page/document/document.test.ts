import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { assert, property } from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';

import { pageContent, renderPage, SHELL, type PageParts } from '../../../src/page/document/document.ts';
import { keepSecret } from '../../../src/text/redactor.ts';
import { budgetRow, gateReport, routeReport } from '../../report/factories.ts';
import { foreignTexts, harmlessTexts, reportOf, withDeploys } from '../../report/hostile.ts';
import { foreignDiagnosis } from '../diagnosed.ts';
import { GOLDEN, pageOf, unbounded } from '../golden.ts';
import { contentOf, staticPart, textOf, unpacked } from '../read-page.ts';

const pages = new Map(Object.entries<PageParts>(GOLDEN).map(([name, parts]) => [name, renderPage(parts)]));
const pageNamed = (name: keyof typeof GOLDEN): string => pages.get(name) ?? '';

describe('without scripts', () => {
  test('the page says the verdict, what broke and by how much, why, and the matrix', () => {
    const text = textOf(staticPart(pageNamed('many-regressions')));
    expect(text).toContain('product is 413 ms (38 %) slower to show its main image');
    expect(text).toContain('product on mobile: LCP +413 ms (+38 %), from 1.08 s to 1.50 s, limit +5 % and +50 ms');
    expect(text).toContain('Because: resource load delay +399 ms (97 % of it)');
    for (const route of ['product', 'listing', 'search', 'home', 'checkout']) expect(text).toContain(route);
    for (const change of ['+413 ms', '+94 ms', '+0.161', '+59 ms', '−216 ms']) expect(text).toContain(change);
    expect(text).toContain('1a2b3c4 Release 42 at main.shop.example');
    expect(text).toContain('9f8e7d6 Load the hero from the gallery script at pr-42.shop.example');
    expect(text).toContain('the deploy names this commit before and after the visits (header x-sha)');
  });

  test('words of different lines do not run into each other where only the text is read', () => {
    const text = textOf(staticPart(pageNamed('many-regressions')));
    expect(text).toContain('at pr-42.shop.example the deploy names this commit');
    expect(text).toContain(
      'Route LCP INP CLS product ✕ +413 ms broken ✕ +94 ms broken ✓ 0 met listing not measured not measured',
    );
  });

  test('what an untrusted job says of its commits is left out', () => {
    const { report } = GOLDEN['many-regressions'];
    const text = textOf(staticPart(renderPage(pageOf({ ...report, isUntrusted: true }))));
    expect(text).toContain('1a2b3c4 at main.shop.example');
    expect(text).not.toContain('names this commit');
  });

  test.each([
    ['pass', 'vitals-gate: pass'],
    ['inconclusive', 'could not be decided'],
    ['first-run', 'none yet, so only max limits are judged'],
    ['graphql-only', 'operation ProductPage: cost +100'],
    ['waived', '(waived until'],
    ['priced', '≈ −0.6 to −0.2 % conversions on product at field traffic (association; 2026-10-20…11-19;'],
  ] as const)('that of %s says "%s"', (name, words) => {
    expect(textOf(staticPart(pageNamed(name)))).toContain(words);
  });

  test('why has the causes and the requests', () => {
    const text = textOf(staticPart(pageNamed('explained')));
    expect(text).toContain('requested at src/gallery.ts:31, changed in abcdef0');
    expect(text).toContain('image /hero.jpg · LCP image');
  });

  test.each([
    ['product', '✕product on mobile, broken'],
    ['search', '!search on mobile, broken, only warns'],
    ['checkout', '–checkout on mobile, not measured'],
  ])('the fold of %s says "%s"', (route, words) => {
    const [, summary = ''] =
      new RegExp(`id="route/${route}/mobile".*?<summary>(.*?)</summary>`, 's').exec(pageNamed('many-regressions')) ??
      [];
    expect(textOf(summary)).toBe(words);
  });

  test('a page without a broken budget has no list of them', () => {
    expect(staticPart(pageNamed('pass'))).not.toContain('Broken budgets');
  });
});

describe('the policy', () => {
  test.each([...pages.keys()])('of %s lets in its own script and style sheet, and nothing else', (name) => {
    const page = pages.get(name) ?? '';
    const hashed = (tag: 'script' | 'style'): string =>
      `${tag}-src 'sha256-${createHash('sha256').update(contentOf(page, tag)).digest('base64')}'`;
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toBe(
      `default-src 'none'; ${hashed('script')}; ${hashed('style')}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page.indexOf(policy)).toBeLessThan(page.search('<style>|<script>'));
  });
});

/** Every tag, attribute and address of a page. */
function shapeOf(page: string) {
  const found = { tags: new Set<string>(), attributes: new Set<string>(), addresses: [] as string[] };
  const visit = (node: ReturnType<typeof parseDocument>['children'][number]): void => {
    if ('attribs' in node) found.tags.add(node.name);
    if ('attribs' in node)
      for (const [attribute, value] of Object.entries(node.attribs)) {
        found.attributes.add(attribute);
        if (attribute === 'href') found.addresses.push(value);
      }
    if ('children' in node) node.children.forEach(visit);
  };
  parseDocument(page).children.forEach(visit);
  return found;
}

describe('what others wrote', () => {
  const TAGS =
    'html head meta link title style body main header section p h1 h2 span dl div dt dd a code strong ul li table caption thead tbody tr th td small br details summary template script ol h3 figure figcaption svg g rect line text tspan title'.split(
      ' ',
    );
  const ATTRIBUTES =
    'lang charset http-equiv content name rel href class id aria-hidden aria-label role tabindex scope width height x y dx x1 x2 y1 y2 text-anchor viewbox preserveaspectratio'.split(
      ' ',
    );

  test('becomes text: no element, attribute or address that the page does not have of itself', () => {
    const usual = shapeOf(renderPage(pageOf(reportOf(harmlessTexts))));
    expect(TAGS).toEqual(expect.arrayContaining([...usual.tags]));
    assert(
      property(foreignTexts, (texts) => {
        const [url = '', sha = ''] = texts;
        const report = withDeploys(
          reportOf(texts),
          `https://pr.example/${encodeURIComponent(url.toWellFormed())}`,
          sha,
        );
        const { tags, attributes, addresses } = shapeOf(
          renderPage({ report, samples: [], diagnoses: report.routes.map((place) => foreignDiagnosis(texts, place)) }),
        );
        expect(TAGS).toEqual(expect.arrayContaining([...tags]));
        expect(ATTRIBUTES).toEqual(expect.arrayContaining([...attributes]));
        const ours = /^(?:#|data:,|https:\/\/(?:github\.com\/(?:acme\/shop|vitals-gate)\/|pr\.example(?:\/|$)))/;
        for (const address of addresses) expect(address).toMatch(ours);
      }),
      { numRuns: 40 },
    );
  });

  test('keeps no secret, neither in the text nor in the packed data', () => {
    keepSecret('hunter22-of-the-page');
    const route = routeReport({ notes: ['it says hunter22-of-the-page'], path: '/p?x=hunter22-of-the-page' });
    const report = gateReport(
      { routes: [route], budgets: [budgetRow({ verdict: 'fail', reason: 'worse' })] },
      { alerts: ['hunter22-of-the-page'], reproduce: 'vitals-gate run --head-url https://x/hunter22-of-the-page' },
    );
    const page = renderPage(pageOf(report));
    expect(page).not.toContain('hunter22');
    expect(JSON.stringify(unpacked(page))).not.toContain('hunter22');
    expect(JSON.stringify(unpacked(page))).toContain('it says ***');
  });

  test('has no query in an address, and no invisible character', () => {
    const route = routeReport({ notes: ['at https://x.example/a?token=1 \u202Egnp\u202C'] });
    expect(unpacked(renderPage(pageOf(gateReport({ routes: [route] })))).report.routes[0]?.notes).toEqual([
      'at https://x.example/a gnp',
    ]);
  });
});

test.each([...pages.keys()])('what is packed into the page of %s is what the browser unpacks', (name) => {
  const parts = Object.entries<PageParts>(GOLDEN).find(([each]) => each === name)?.[1];
  if (parts === undefined) throw new Error('every page has its parts');
  expect(unpacked(pages.get(name) ?? '')).toEqual(JSON.parse(JSON.stringify(pageContent(parts).data)));
});

test('a cost without bound is one in the browser, too', () => {
  const { head, difference } = unpacked(renderPage({ report: unbounded, samples: [], diagnoses: [] })).report.result
    .comparisons[0] ?? { head: null, difference: null };
  expect([head?.value, difference?.low]).toEqual([Infinity, Infinity]);
});

describe('size', () => {
  test('of what does not depend on the run is at most 60 kB, and 22 kB compressed', () => {
    const shell = SHELL.script + SHELL.style;
    expect(Buffer.byteLength(shell)).toBeLessThanOrEqual(60_000);
    expect(gzipSync(shell, { level: 9 }).length).toBeLessThanOrEqual(22_000);
  });

  test('of ten routes with forty visits each is at most 300 kB', () => {
    const [slower = routeReport()] = GOLDEN['sixty-routes'].report.routes;
    const places = Array.from({ length: 10 }, (_, index) => ({ ...slower, route: `route-${index + 1}` }));
    const { budgets, comparisons } = GOLDEN['sixty-routes'].report.result;
    const isOne = ({ route, condition }: { route: string; condition: string }): boolean =>
      condition === 'mobile' && places.some((place) => place.route === route);
    const report = gateReport({
      routes: places,
      budgets: budgets.filter(isOne),
      comparisons: comparisons.filter(isOne),
    });
    expect(Buffer.byteLength(renderPage(pageOf(report)))).toBeLessThanOrEqual(300_000);
  });
});

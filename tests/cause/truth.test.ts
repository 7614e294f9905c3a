import { describe, expect, it } from 'vitest';

import type { FoundCause } from '../../src/model/cause.ts';
import { at, broken, diagnosis, html, NO_WORK, request, searched, work, type VisitSpec } from './records.ts';

function factsOf(causes: readonly FoundCause[], id: string): FoundCause['facts'] | undefined {
  return causes.find((cause) => cause.id === id)?.facts;
}

const FCP = { ttfb: 0, 'render-blocking': 0, 'render-delay': 300 };
const tags = (encodedBytes: number): VisitSpec => ({
  requests: [html(), request({ url: 'https://tags.example/t.js', kind: 'script', encodedBytes })],
});

const answered = (answeredMs: number, headers: Record<string, string>): VisitSpec => ({
  requests: [html({ answeredMs, headers }), request({ url: '/hero.jpg', askedMs: answeredMs + 10 })],
});

const slow = (answeredMs: number) =>
  request({ url: '/api', kind: 'fetch', initiator: 'script', askedMs: 110, answeredMs, endedMs: answeredMs + 10 });

const page = (fcpMs: number, more: Partial<VisitSpec>): VisitSpec => ({
  ...more,
  requests: [html(), request({ url: '/hero.jpg', askedMs: 900 }), ...(more.requests ?? [])],
  seen: { fcpMs },
});

const RENDER = { ttfb: 0, 'resource-load-delay': 0, 'resource-load-duration': 0, 'element-render-delay': 300 };
const title = (renderedMs: number, ...others: readonly ReturnType<typeof request>[]): VisitSpec => ({
  requests: [html(), ...others],
  lcp: { url: null, selector: 'h1', renderedMs },
});

const ids = (base: VisitSpec, head: VisitSpec) =>
  searched(broken('fcp', FCP), diagnosis(base, head)).causes.map(({ id }) => id);

const app = (over: Partial<Parameters<typeof request>[0]> = {}) => request({ url: '/app.js', kind: 'script', ...over });

const busyPage = (ms: number, url: string, ...others: readonly ReturnType<typeof request>[]): VisitSpec => ({
  ...title(200 + ms, ...others),
  loading: ms === 0 ? NO_WORK : work({ place: at(url, 1, 'start'), selfMs: ms }),
});

const blamed = (base: VisitSpec, head: VisitSpec): FoundCause | undefined =>
  searched(broken('lcp', RENDER), diagnosis(base, head)).causes.find(({ id }) => id === 'render-blocking-script');

describe('the bytes of a script of another site', () => {
  it('are those that the visits to each side have in the middle', () => {
    const { causes } = searched(
      broken('bytes', { script: 30_000, image: 0 }),
      diagnosis([tags(20_000), tags(20_400)], [tags(50_000), tags(51_000)]),
    );
    expect(factsOf(causes, 'third-party-script')).toEqual([{ kind: 'larger', base: 20_200, head: 50_500 }]);
  });
});

describe('a document with another cache-control', () => {
  const kept = { 'cache-control': 'public, max-age=60' };
  const head = answered(400, { 'cache-control': 'no-store' });

  it.each([
    ['server-slower', 'no shared cache answered on base', answered(100, kept), head],
    [
      'cache-lost',
      'a shared cache answered on base',
      answered(100, { ...kept, 'x-cache': 'Hit from cloudfront' }),
      head,
    ],
    [
      'cache-lost',
      'a shared cache answered one of the visits to base',
      [answered(100, { ...kept, age: '0' }), answered(100, { ...kept, age: '7' })],
      head,
    ],
    [
      'server-slower',
      'the shared cache still answers',
      answered(100, { ...kept, age: '7' }),
      answered(400, { 'cache-control': 'no-store', age: '9' }),
    ],
  ] as const)('is %s where %s', (id, _, base, slower) => {
    const { causes } = searched(
      broken('lcp', { ttfb: { request: 300 }, 'resource-load-delay': 0 }),
      diagnosis(base, slower),
    );
    expect(causes.map((cause) => cause.id)).toEqual([id]);
  });
});

describe('the first paint', () => {
  it('waits for data that came before it, not for what came before the LCP image was asked for', () => {
    expect(ids(page(200, { requests: [slow(150)] }), page(500, { requests: [slow(450)] }))).toEqual(['server-slower']);
    expect(ids(page(200, { requests: [slow(250)] }), page(500, { requests: [slow(550)] }))).toEqual([]);
  });

  it('is later because of work before it, not because of work between it and LCP', () => {
    const busy = work({ place: at('/app.js', 1, 'start'), selfMs: 300 });
    const before = page(200, { firstPaint: NO_WORK });
    expect(ids(before, page(500, { loading: busy, firstPaint: busy }))).toEqual(['render-blocking-script']);
    expect(ids(before, page(500, { loading: busy, firstPaint: NO_WORK }))).toEqual([]);
    expect(ids(page(200, {}), page(500, { loading: busy }))).toEqual([]);
  });
});

describe('text that waits for a font', () => {
  it.each([
    ['that is new and came just before it', 510, 500, 300],
    ['that is new and came long before it', 510, 300, null],
    ['that came before the text was painted on base', 280, 190, null],
  ])('waits for one %s', (_, renderedMs, endedMs, amount) => {
    const font = request({ url: '/box.woff2', kind: 'font', endedMs });
    const { causes } = searched(broken('lcp', RENDER), diagnosis(title(200), title(renderedMs, font)));
    expect(causes.find(({ id }) => id === 'font-blocks-text')?.amount ?? null).toBe(amount);
  });
});

describe('text that a script makes', () => {
  const made = { createdBy: [at('/app.js', 9, 'view')] };
  const later = title(500);
  const isFound = (head: VisitSpec): boolean =>
    searched(broken('lcp', RENDER), diagnosis(title(200), head)).causes.some(
      ({ id }) => id === 'client-side-rendering',
    );

  it('stood in the HTML where it is the element of base, the document is a shell, or the first paint is later', () => {
    expect(isFound({ ...later, lcp: { ...later.lcp, ...made } })).toBe(true);
    const other = { ...later, lcp: { ...later.lcp, ...made, selector: '#banner' } };
    expect(isFound({ ...other, requests: [html({ decodedBytes: 900 })] })).toBe(true);
    expect(isFound({ ...other, seen: { fcpMs: 480 } })).toBe(true);
  });

  it('did not where it is another element than on base', () => {
    expect(isFound({ ...later, lcp: { ...later.lcp, ...made, selector: '#banner' } })).toBe(false);
  });
});

describe('a script that works longer before the paint', () => {
  it.each<[string, VisitSpec, string, boolean[]]>([
    ['is new where base did not ask for it', busyPage(0, ''), '/app.js', [true]],
    ['is not new where base asked for it, however little it worked', busyPage(0, '', app()), '/app.js', []],
    [
      'is not new where base asked for it with another query',
      busyPage(0, '', app({ url: '/app.js?v=1' })),
      '/app.js?v=2',
      [],
    ],
    [
      'is not new where it ran on base without a request of its own',
      {
        ...busyPage(0, ''),
        scripts: [
          { url: '/app.js', isSameOrigin: true, sourceMap: null, bytes: 9, hash: 'a'.repeat(64), compileMs: 0 },
        ],
      },
      '/app.js',
      [],
    ],
  ])('%s', (_, base, url, heads) => {
    const cause = blamed(base, busyPage(300, url, app({ url })));
    expect(cause?.facts.filter(({ kind }) => kind === 'new').map(({ head }) => head)).toEqual(heads);
    expect(cause?.facts.map(({ kind }) => kind)).toContain('longer');
  });

  it('has its URL where it stands in the frame of another site', () => {
    const frame = html({ url: 'https://ads.example/frame' });
    const { causes } = searched(
      broken('lcp', RENDER),
      diagnosis(busyPage(0, '', frame), busyPage(300, 'https://ads.example/frame', frame)),
    );
    expect(causes.map(({ id, subject }) => [id, subject.url])).toEqual([
      ['third-party-script', 'https://ads.example/frame'],
    ]);
  });

  it('has no URL of its own where it stands in the document', () => {
    const cause = blamed(busyPage(0, ''), busyPage(300, '/'));
    expect(cause?.subject).toEqual({ url: null, selector: null, name: 'start' });
    expect(cause?.facts.map(({ kind }) => kind)).toEqual(['longer']);
  });
});

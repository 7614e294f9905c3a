import { describe, expect, it } from 'vitest';

import { worstFirst } from '../../src/cause/rank.ts';
import type { CauseId } from '../../src/model/cause.ts';
import {
  at,
  broken,
  diagnosis,
  html,
  interaction,
  request,
  searched,
  work,
  type Parts,
  type VisitSpec,
} from './records.ts';

interface Row {
  readonly first: CauseId;
  readonly over: CauseId;
  readonly base: VisitSpec;
  readonly head: VisitSpec;
  readonly parts: Parts;
  readonly metric?: 'inp' | 'lcp';
}

const hero = (spec: Partial<Parameters<typeof request>[0]> = {}) => request({ url: '/hero.jpg', ...spec });
const DELAY = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };
const DURATION = { ...DELAY, 'resource-load-delay': 0, 'resource-load-duration': { redirect: 300, request: 0 } };
const RENDER = { ...DELAY, 'resource-load-delay': 0, 'element-render-delay': 300 };
const TTFB = { ...DELAY, 'resource-load-delay': 0, ttfb: { connect: 0, request: { db: 300, unreported: 0 } } };
const PROCESSING = { 'input-delay': 0, 'processing-duration': 300, 'presentation-delay': 0 };
const css = { url: '/site.css', kind: 'style', isRenderBlocking: true } as const;
const app = { url: '/app.js', kind: 'script', isRenderBlocking: true } as const;
const deferred = (spec: Partial<Parameters<typeof request>[0]>) =>
  request({ ...app, isRenderBlocking: false, ...spec });
const late = (spec: Parameters<typeof html>[0]): VisitSpec => ({
  requests: [html({ answeredMs: 400, ...spec }), hero({ askedMs: (spec?.answeredMs ?? 400) + 10 })],
});
const painted = (renderedMs: number, of: Parameters<typeof request>[0]): VisitSpec => ({
  requests: [html(), request(of)],
  lcp: { url: null, renderedMs },
});

/** Differences that both ids see: the milliseconds are told once. */
const ROWS: readonly Row[] = [
  {
    first: 'hero-behind-redirect',
    over: 'hero-slower-host',
    base: { requests: [html(), hero()] },
    head: {
      requests: [html(), hero({ redirects: ['https://head.shop.example/media/42'], sentMs: 110, answeredMs: 490 })],
    },
    parts: DURATION,
  },
  {
    first: 'hero-behind-redirect',
    over: 'hero-discovered-late',
    base: { requests: [html(), hero()] },
    head: { requests: [html(), hero({ redirects: ['https://head.shop.example/media/42'], sentMs: 410 })] },
    parts: DURATION,
  },
  {
    first: 'hero-lazy-loaded',
    over: 'hero-discovered-late',
    base: { requests: [html(), hero()] },
    head: { requests: [html(), hero({ askedMs: 410, initiator: 'other' })], lcp: { attributes: { loading: 'lazy' } } },
    parts: DELAY,
  },
  {
    first: 'hero-low-priority',
    over: 'hero-discovered-late',
    base: { requests: [html(), hero({ priority: { first: 'High', last: 'High' } })] },
    head: { requests: [html(), hero({ askedMs: 410 })] },
    parts: DELAY,
  },
  {
    first: 'client-side-rendering',
    over: 'hero-discovered-late',
    base: { requests: [html(), hero()] },
    head: {
      requests: [html({ decodedBytes: 900 }), hero({ askedMs: 410, initiator: 'script' })],
      lcp: { createdBy: [at('/app.js', 9, 'view')] },
    },
    parts: DELAY,
  },
  // The image alone is made by a script: the first paint and the document are what they were.
  {
    first: 'hero-discovered-late',
    over: 'client-side-rendering',
    base: { requests: [html(), hero()] },
    head: {
      requests: [html(), hero({ askedMs: 410, initiator: 'other' })],
      lcp: { createdBy: [at('/gallery.js', 31, 'show')] },
    },
    parts: DELAY,
  },
  {
    first: 'cache-lost',
    over: 'server-layer-slower',
    base: { ...late({ answeredMs: 100, headers: { age: '120' } }), layers: [{ name: 'db', ms: 10 }] },
    head: { ...late({ headers: { age: '0' } }), layers: [{ name: 'db', ms: 310 }] },
    parts: TTFB,
  },
  {
    first: 'server-layer-slower',
    over: 'server-slower',
    base: { ...late({ answeredMs: 100 }), layers: [{ name: 'db', ms: 10 }] },
    head: { ...late({}), layers: [{ name: 'db', ms: 305 }] },
    parts: TTFB,
  },
  {
    first: 'compression-lost',
    over: 'render-blocking-style',
    base: painted(300, { ...css, headers: { 'content-encoding': 'br' } }),
    head: painted(600, { ...css, endedMs: 530, encodedBytes: 200_000 }),
    parts: RENDER,
  },
  {
    first: 'compression-lost',
    over: 'bundle-grown',
    base: painted(300, { ...app, headers: { 'content-encoding': 'gzip' } }),
    head: painted(600, { ...app, endedMs: 530, encodedBytes: 200_000 }),
    parts: RENDER,
  },
  {
    first: 'bundle-grown',
    over: 'render-blocking-script',
    base: painted(300, app),
    head: painted(600, { ...app, endedMs: 530, encodedBytes: 200_000, decodedBytes: 200_000 }),
    parts: RENDER,
  },
  {
    first: 'third-party-script',
    over: 'render-blocking-script',
    base: painted(300, css),
    head: painted(600, { ...app, url: 'https://tags.example/t.js', endedMs: 530 }),
    parts: RENDER,
  },
  // The page had it all along, and now waits for it.
  {
    first: 'render-blocking-script',
    over: 'third-party-script',
    base: painted(300, { ...app, url: 'https://tags.example/t.js', endedMs: 530, isRenderBlocking: false }),
    head: painted(600, { ...app, url: 'https://tags.example/t.js', endedMs: 530 }),
    parts: RENDER,
  },
  // The style sheet moved to another host.
  {
    first: 'connection-added',
    over: 'render-blocking-style',
    base: painted(300, css),
    head: painted(600, { ...css, url: 'https://cdn.example/site.css', sentMs: 410, connectMs: 300 }),
    parts: RENDER,
  },
  // The document that the connection carries is longer under way, so that the image needs another one.
  {
    first: 'compression-lost',
    over: 'connection-added',
    base: { requests: [html({ headers: { 'content-encoding': 'br' } }), hero({ askedMs: 130 })] },
    head: {
      requests: [
        html({ encodedBytes: 200_000, endedMs: 900 }),
        hero({ askedMs: 130, sentMs: 430, connectMs: 300, answeredMs: 510 }),
      ],
    },
    parts: DELAY,
  },
  // The image shares the line with a script that nothing waits for.
  {
    first: 'bundle-grown',
    over: 'hero-slower-host',
    base: { requests: [html(), deferred({}), hero()] },
    head: {
      requests: [html(), deferred({ encodedBytes: 300_000, endedMs: 1200 }), hero({ answeredMs: 250, endedMs: 530 })],
    },
    parts: DURATION,
  },
  {
    first: 'compression-lost',
    over: 'hero-slower-host',
    base: { requests: [html(), deferred({ headers: { 'content-encoding': 'gzip' } }), hero()] },
    head: {
      requests: [html(), deferred({ encodedBytes: 300_000, endedMs: 1200 }), hero({ answeredMs: 250, endedMs: 530 })],
    },
    parts: DURATION,
  },
  // Another document of the visit had it before.
  {
    first: 'cache-lost',
    over: 'render-blocking-style',
    base: painted(300, {
      ...css,
      sentMs: 110,
      answeredMs: 111,
      endedMs: 111,
      encodedBytes: 0,
      headers: { 'cache-control': 'max-age=3600' },
    }),
    head: painted(600, { ...css, endedMs: 530, headers: { 'cache-control': 'no-store' } }),
    parts: RENDER,
  },
  {
    first: 'forced-reflow',
    over: 'slow-handler',
    metric: 'inp',
    base: {},
    head: {
      interaction: interaction({
        processing: {
          ms: 310,
          work: {
            ...work({ place: at('/app.js', 5, 'resize'), selfMs: 300 }),
            styles: [{ kind: 'layout', ms: 295, elements: 10, forcedBy: [at('/app.js', 6, 'resize')] }],
          },
        },
      }),
    },
    parts: PROCESSING,
  },
  {
    first: 'third-party-script',
    over: 'slow-handler',
    metric: 'inp',
    base: {},
    head: {
      interaction: interaction({
        processing: {
          ms: 310,
          work: work({
            place: at('https://tags.example/t.js', 1, 'track'),
            selfMs: 300,
            callers: [at('/app.js', 5, 'onClick')],
          }),
        },
      }),
    },
    parts: PROCESSING,
  },
  {
    first: 'slow-handler',
    over: 'third-party-script',
    metric: 'inp',
    base: {},
    head: {
      interaction: interaction({
        processing: {
          ms: 310,
          work: work({
            place: at('/app.js', 5, 'price'),
            selfMs: 300,
            callers: [at('https://cdn.example/react.js', 1, 'root')],
          }),
        },
      }),
    },
    parts: PROCESSING,
  },
];

describe('of two that explain the same milliseconds the more specific one counts', () => {
  it.each(ROWS)('$first over $over', ({ first, over, base, head, parts, metric = 'lcp' }) => {
    const { causes } = searched(broken(metric, parts), diagnosis(base, head));
    expect(causes[0]).toMatchObject({ id: first, because: true });
    expect(causes.map(({ id }) => id)).not.toContain(over);
  });
});

const two = (askedMs: number, connectMs: number): VisitSpec => ({
  requests: [
    html(),
    hero({ askedMs, initiator: askedMs > 200 ? 'script' : 'parser', sentMs: askedMs + connectMs, connectMs }),
  ],
});

describe('a shift that a style sheet is blamed for', () => {
  const area = { x: 0, y: 0, width: 100, height: 100 };
  const shift = {
    value: 0.2,
    atMs: 500,
    moved: [{ selector: '#content', before: area, after: { ...area, y: 200 } }],
    culprits: [{ kind: 'style' as const, selector: null, url: '/site.css', stack: [], renderedBy: [] }],
    pictures: { before: null, after: null },
  };
  const font = request({ url: '/box.woff2', kind: 'font', endedMs: 490 });

  it.each([
    ['font-swap-shift', true, '/box.woff2'],
    ['late-style', false, '/site.css'],
  ])('is a %s where the sheet blocks rendering: %s', (id, isRenderBlocking, url) => {
    const sheet = request({ url: '/site.css', kind: 'style', isRenderBlocking, endedMs: 150 });
    const head: VisitSpec = { requests: [html(), sheet, font], shifts: [shift] };
    const { causes } = searched(
      broken('cls', { '#content': 0.2 }),
      diagnosis({ requests: [html(), sheet, font] }, head),
    );
    expect(causes.map((cause) => [cause.id, cause.subject.url])).toEqual([[id, url]]);
  });
});

describe('causes of one phase', () => {
  it('share what was measured, and add up to no more than that', () => {
    const { causes } = searched(broken('lcp', DELAY), diagnosis(two(110, 0), two(330, 100)));
    expect(causes.map(({ id, because }) => [id, because])).toEqual([
      ['hero-discovered-late', true],
      ['connection-added', true],
    ]);
    expect(causes.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBeLessThanOrEqual(300);
  });

  it('also changed where they account for less than a fifth', () => {
    const { causes } = searched(broken('lcp', DELAY), diagnosis(two(110, 0), two(390, 40)));
    expect(causes.map(({ id, because }) => [id, because])).toEqual([
      ['hero-discovered-late', true],
      ['connection-added', false],
    ]);
  });
});

describe('phases of LCP', () => {
  const parts = { ttfb: 0, 'resource-load-delay': 400, 'resource-load-duration': 100, 'element-render-delay': -200 };
  const found = diagnosis({ requests: [html(), hero()] }, { requests: [html(), hero({ askedMs: 410 })] });

  it('are what a cause is of where both sides paint the same element', () => {
    const { causes } = searched(broken('lcp', parts), found);
    expect(causes).toMatchObject([
      { id: 'hero-discovered-late', part: ['lcp', 'resource-load-delay'], partChange: 400, share: 1 },
    ]);
  });

  it.each(['lcp', 'lcp.resource-load-delay'])('are not compared where they are of two elements, for %s', (path) => {
    const { causes } = searched({ ...broken('lcp', parts, path), lcpElementsDiffer: true }, found);
    const [change, part] = path === 'lcp' ? [300, ['lcp']] : [400, ['lcp', 'resource-load-delay']];
    expect(causes).toMatchObject([{ id: 'hero-discovered-late', part, partChange: change, because: true }]);
  });

  it('of the document are compared nevertheless', () => {
    const slow = diagnosis({ requests: [html(), hero()] }, late({ answeredMs: 400 }));
    const { causes } = searched({ ...broken('lcp', TTFB), lcpElementsDiffer: true }, slow);
    expect(causes[0]?.part.slice(0, 2)).toEqual(['lcp', 'ttfb']);
  });
});

describe('broken budgets', () => {
  it('come in the order of how much of base they grew by, those that base did not have first, and warnings last', () => {
    const budgets = [
      broken('lcp', DELAY),
      broken('lcp', 900),
      broken('lcp', -10),
      broken('lcp', DELAY, 'lcp.resource-load-delay'),
      broken('lcp', 5000),
    ].map((budget, index) => ({ ...budget, isBlocking: index < 4 }));
    expect(budgets.toSorted(worstFirst).map((budget) => budgets.indexOf(budget))).toEqual([3, 1, 0, 2, 4]);
  });
});

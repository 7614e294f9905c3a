import { describe, expect, it, test } from 'vitest';

import { findCauses, type BrokenBudget } from '../../src/cause/find-causes.ts';
import type { DiagnosticVisit } from '../../src/model/diagnosis.ts';
import { CAUSE_IDS, type CauseId } from '../../src/model/cause.ts';
import {
  at,
  broken,
  diagnosis,
  HEAD,
  html,
  interaction,
  NO_WORK,
  request,
  searched,
  type RequestSpec,
  type VisitSpec,
  work,
} from './records.ts';

interface Row {
  readonly id: CauseId;
  readonly base: VisitSpec;
  readonly head: VisitSpec;
  readonly budget: BrokenBudget;
  /** How much of the change it accounts for. */
  readonly share: number;
}

/** A page with this hero, and what else it asks for. */
function page(hero: Partial<RequestSpec> = {}, ...others: readonly RequestSpec[]): VisitSpec {
  return { requests: [html(), request({ url: '/hero.jpg', ...hero }), ...others.map(request)] };
}

/** A page whose LCP is text, painted at that time. */
function text(renderedMs: number, ...others: readonly RequestSpec[]): VisitSpec {
  return { requests: [html(), ...others.map(request)], lcp: { url: null, selector: 'h1', renderedMs } };
}

function clicked(phase: 'inputDelay' | 'processing' | 'presentation', ms: number, of = NO_WORK): VisitSpec {
  return { interaction: interaction({ [phase]: { ms, work: of } }) };
}

type Culprit = DiagnosticVisit['shifts'][number]['culprits'][number];

function shifted(value: number, culprit: Partial<Culprit> & Pick<Culprit, 'kind'>): VisitSpec {
  const area = { x: 0, y: 0, width: 100, height: 100 };
  const moved = [{ selector: '#content', before: area, after: { ...area, y: 200 } }];
  const culprits = [{ selector: null, url: null, stack: [], renderedBy: [], ...culprit }];
  return { shifts: [{ value, atMs: 300, moved, culprits, pictures: { before: null, after: null } }] };
}

const DELAY = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };
const DURATION = { ...DELAY, 'resource-load-delay': 0, 'resource-load-duration': { redirect: 0, request: 300 } };
const RENDER = { ...DELAY, 'resource-load-delay': 0, 'element-render-delay': 300 };
const ttfb = (part: string): BrokenBudget =>
  broken('lcp', {
    ...RENDER,
    'element-render-delay': 0,
    ttfb: { redirect: 0, connect: 0, request: { db: 0 }, [part]: 300 },
  });
const script = { kind: 'script', initiator: 'parser' } as const;
const blocking = { kind: 'script', isRenderBlocking: true } as const;
const recompute = at('/app.js', 5, 'recompute');

const ROWS: readonly Row[] = [
  {
    id: 'hero-discovered-late',
    base: page(),
    head: page({ askedMs: 410, initiator: 'script', stack: [at('/gallery.js', 31, 'show')] }),
    budget: broken('lcp', DELAY),
    share: 1,
  },
  {
    id: 'hero-lazy-loaded',
    base: page({ askedBy: { url: '/', line: 17, column: 5 } }),
    head: {
      ...page({ askedMs: 410, askedBy: { url: '/', line: 17, column: 5 } }),
      lcp: { attributes: { loading: 'lazy' } },
    },
    budget: broken('lcp', DELAY),
    share: 1,
  },
  {
    id: 'hero-low-priority',
    base: { ...page({ priority: { first: 'High', last: 'High' } }), lcp: { attributes: { fetchpriority: 'high' } } },
    head: { ...page({ sentMs: 410 }), lcp: { attributes: { fetchpriority: 'low' } } },
    budget: broken('lcp', DELAY),
    share: 1,
  },
  {
    id: 'hero-larger',
    base: page(),
    head: page({ endedMs: 530, encodedBytes: 400_000 }),
    budget: broken('lcp', DURATION),
    share: 1,
  },
  {
    id: 'hero-slower-host',
    base: page(),
    head: page({ answeredMs: 490 }),
    budget: broken('lcp', DURATION),
    share: 1,
  },
  {
    id: 'hero-behind-redirect',
    base: page(),
    head: page({ redirects: ['https://head.shop.example/media/42'], sentMs: 410 }),
    budget: broken('lcp', { ...DURATION, 'resource-load-duration': { redirect: 300, request: 0 } }),
    share: 1,
  },
  {
    id: 'render-blocking-style',
    base: page(),
    head: {
      ...page({}, { url: '/more.css', kind: 'style', isRenderBlocking: true, endedMs: 600 }),
      lcp: { renderedMs: 620 },
    },
    budget: broken('lcp', RENDER),
    share: 1,
  },
  {
    id: 'render-blocking-script',
    base: text(200, { url: '/reviews.js', ...script, endedMs: 500 }),
    head: text(520, { url: '/reviews.js', ...blocking, endedMs: 500 }),
    budget: broken('lcp', RENDER),
    share: 1,
  },
  {
    id: 'client-side-rendering',
    base: page(),
    head: {
      ...page({ askedMs: 410, initiator: 'other' }),
      lcp: { createdBy: [at('/app.js', 9, 'view')] },
      seen: { fcpMs: 450 },
    },
    budget: broken('lcp', DELAY),
    share: 1,
  },
  {
    id: 'font-blocks-text',
    base: text(200, { url: '/box.woff2', kind: 'font', endedMs: 500 }),
    head: text(510, { url: '/box.woff2', kind: 'font', endedMs: 500 }),
    budget: broken('lcp', RENDER),
    share: 1,
  },
  {
    id: 'server-layer-slower',
    base: { layers: [{ name: 'db', ms: 10 }] },
    head: {
      requests: [html({ answeredMs: 400 }), request({ url: '/hero.jpg', askedMs: 410 })],
      layers: [{ name: 'db', ms: 310 }],
    },
    budget: broken('lcp', { ...RENDER, 'element-render-delay': 0, ttfb: { request: { db: 300, unreported: 0 } } }),
    share: 1,
  },
  {
    id: 'server-slower',
    base: {},
    head: { requests: [html({ answeredMs: 400 }), request({ url: '/hero.jpg', askedMs: 410 })] },
    budget: ttfb('request'),
    share: 1,
  },
  {
    id: 'redirect-added',
    base: {},
    head: {
      requests: [
        html({ url: '/home', redirects: ['https://head.shop.example/'], sentMs: 300, answeredMs: 400 }),
        request({ url: '/hero.jpg', askedMs: 410 }),
      ],
    },
    budget: ttfb('redirect'),
    share: 1,
  },
  {
    id: 'connection-added',
    base: page(),
    head: page({ sentMs: 410, connectMs: 300 }),
    budget: broken('lcp', DELAY),
    share: 1,
  },
  {
    id: 'cache-lost',
    base: { requests: [html({ headers: { 'x-cache': 'HIT' } }), request({ url: '/hero.jpg' })] },
    head: {
      requests: [
        html({ headers: { 'x-cache': 'MISS' }, answeredMs: 400 }),
        request({ url: '/hero.jpg', askedMs: 410 }),
      ],
    },
    budget: ttfb('request'),
    share: 1,
  },
  {
    id: 'compression-lost',
    base: text(300, {
      url: '/site.css',
      kind: 'style',
      isRenderBlocking: true,
      headers: { 'content-encoding': 'gzip' },
    }),
    head: text(600, { url: '/site.css', kind: 'style', isRenderBlocking: true, endedMs: 530, encodedBytes: 200_000 }),
    budget: broken('lcp', RENDER),
    share: 1,
  },
  {
    id: 'bundle-grown',
    base: text(300, { url: '/app-D_x8-3Yk.js', ...blocking }),
    head: text(600, {
      url: '/app-Zq81_xYw.js',
      ...blocking,
      endedMs: 530,
      encodedBytes: 90_000,
      decodedBytes: 250_000,
    }),
    budget: broken('lcp', RENDER),
    share: 1,
  },
  {
    id: 'long-task-before-input',
    base: clicked('inputDelay', 10),
    head: clicked('inputDelay', 310, work({ place: at('/search.js', 15, 'buildIndex'), selfMs: 290 })),
    budget: broken('inp', { 'input-delay': 300, 'processing-duration': 0, 'presentation-delay': 0 }),
    share: 290 / 300,
  },
  {
    id: 'slow-handler',
    base: clicked('processing', 80, work({ place: recompute, selfMs: 80 })),
    head: clicked('processing', 380, work({ place: recompute, selfMs: 380 })),
    budget: broken('inp', { 'input-delay': 0, 'processing-duration': 300, 'presentation-delay': 0 }),
    share: 1,
  },
  {
    id: 'slow-frame-callback',
    base: clicked('presentation', 20, work({ place: at('/chart.js', 5, 'draw'), selfMs: 5 })),
    head: clicked('presentation', 320, work({ place: at('/chart.js', 5, 'draw'), selfMs: 300 })),
    budget: broken('inp', { 'input-delay': 0, 'processing-duration': 0, 'presentation-delay': 300 }),
    share: 295 / 300,
  },
  {
    id: 'large-style-recalculation',
    base: clicked('presentation', 20, {
      functions: [],
      styles: [{ kind: 'style', ms: 10, elements: 5, forcedBy: [] }],
    }),
    head: clicked('presentation', 320, {
      functions: [],
      styles: [{ kind: 'style', ms: 250, elements: 2000, forcedBy: [] }],
    }),
    budget: broken('inp', { 'input-delay': 0, 'processing-duration': 0, 'presentation-delay': 300 }),
    share: 240 / 300,
  },
  {
    id: 'forced-reflow',
    base: clicked('processing', 20, work({ place: recompute, selfMs: 20 })),
    head: clicked('processing', 320, {
      ...work({ place: recompute, selfMs: 320 }),
      styles: [{ kind: 'layout', ms: 280, elements: 900, forcedBy: [recompute] }],
    }),
    budget: broken('inp', { 'input-delay': 0, 'processing-duration': 300, 'presentation-delay': 0 }),
    share: 280 / 300,
  },
  {
    id: 'third-party-script',
    base: clicked('processing', 10),
    head: clicked('processing', 310, work({ place: at('https://tags.example/tag.js', 1, 'track'), selfMs: 300 })),
    budget: broken('inp', { 'input-delay': 0, 'processing-duration': 300, 'presentation-delay': 0 }),
    share: 1,
  },
  {
    id: 'unsized-image',
    base: {},
    head: shifted(0.2, { kind: 'unsized-image', selector: '#promo', url: '/promo.png' }),
    budget: broken('cls', { '#content': 0.2 }),
    share: 1,
  },
  {
    id: 'late-insert',
    base: {},
    head: shifted(0.2, { kind: 'inserted', selector: '#banner', stack: [at('/banner.js', 7, 'insert')] }),
    budget: broken('cls', { '#content': 0.2 }),
    share: 1,
  },
  {
    id: 'font-swap-shift',
    base: {},
    head: shifted(0.2, { kind: 'font', selector: 'h1', url: '/box.woff2' }),
    budget: broken('cls', { '#content': 0.2 }, 'cls.#content'),
    share: 1,
  },
  {
    id: 'late-style',
    base: {},
    head: shifted(0.2, { kind: 'style', selector: 'header' }),
    budget: broken('cls', { '#content': 0.2 }),
    share: 1,
  },
  {
    id: 'graphql-cost-grown',
    base: page(
      { initiator: 'script' },
      { url: '/graphql', kind: 'fetch', method: 'POST', askedMs: 20, answeredMs: 60, endedMs: 80 },
    ),
    head: page(
      { initiator: 'script', askedMs: 410 },
      { url: '/graphql', kind: 'fetch', method: 'POST', askedMs: 20, answeredMs: 360, endedMs: 380 },
    ),
    budget: {
      ...broken('lcp', DELAY),
      endpoints: [`${HEAD}/graphql`],
      operations: [
        {
          name: 'ProductPage',
          base: 20,
          head: 120,
          places: [{ kind: 'source', role: 'operation', file: 'product.graphql', line: 5 }],
        },
      ],
    },
    share: 1,
  },
];

test('every id has a pair of records', () => {
  expect(ROWS.map(({ id }) => id).toSorted()).toEqual([...CAUSE_IDS].toSorted());
});

describe('a difference of base and head', () => {
  it.each(ROWS)('$id comes first with its share', ({ id, base, head, budget, share }) => {
    const { reproduced, causes } = searched(budget, diagnosis(base, head));
    expect(reproduced).toBe(true);
    expect(causes[0]).toMatchObject({ id, because: true, route: 'product', condition: 'mobile' });
    expect(causes[0]?.share).toBeCloseTo(share, 2);
  });

  it.each(ROWS)('$id is all that is found', ({ id, base, head, budget }) => {
    const { causes } = searched(budget, diagnosis(base, head));
    expect(causes.filter(({ because }) => because).map((cause) => cause.id)).toEqual([id]);
  });

  it.each(ROWS)('$id is not found where both sides are the same', ({ head, base, budget }) => {
    expect(searched(budget, diagnosis(head, head)).causes).toEqual([]);
    expect(searched(budget, diagnosis(base, base)).causes).toEqual([]);
  });

  it.each(ROWS)('$id is not the reason where head is the better side', ({ id, head, base, budget }) => {
    const { reproduced, causes } = searched(budget, diagnosis(head, base));
    expect(reproduced).toBe(false);
    expect(causes.filter((cause) => cause.id === id || cause.because)).toEqual([]);
  });
});

describe('the pictures of a cause that moves content', () => {
  const NAMES = { before: 'a-shift-1-before.webp', after: 'a-shift-1-after.webp' };
  const banner = shifted(0.3, { kind: 'inserted', selector: '#banner' });

  /** The first visit to head has pictures of some of its shifts. */
  function withPictures(shifts: readonly (Partial<DiagnosticVisit['shifts'][number]> | null)[]) {
    const found = diagnosis(shifted(0, { kind: 'inserted', selector: '#banner' }), banner);
    const first = found.visits.findIndex(({ side }) => side === 'head');
    const visits = found.visits.map((visit, index) => {
      const [shift] = visit.shifts;
      if (index !== first || shift === undefined) return visit;
      return { ...visit, shifts: shifts.map((over) => ({ ...shift, ...over })) };
    });
    const commits = { base: null, head: null };
    return findCauses(broken('cls', { '#content': 0.3 }), { ...found, visits }, commits).causes[0];
  }

  test('are those of the largest shift that has any', () => {
    const cause = withPictures([
      { value: 0.12 },
      { value: 0.08, pictures: { before: null, after: 'a-shift-3-after.webp' } },
      { value: 0.1, pictures: NAMES },
    ]);
    expect(cause?.id).toBe('late-insert');
    expect(cause?.pictures).toEqual(NAMES);
  });

  test('are absent where no shift has any', () => {
    expect(withPictures([null])?.id).toBe('late-insert');
    expect(withPictures([null])).not.toHaveProperty('pictures');
  });
});

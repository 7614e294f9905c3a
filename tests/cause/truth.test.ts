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

const ids = (base: VisitSpec, head: VisitSpec) =>
  searched(broken('fcp', FCP), diagnosis(base, head)).causes.map(({ id }) => id);

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

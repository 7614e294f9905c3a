import { describe, expect, it } from 'vitest';

import { pairsOf } from '../../src/cause/pairs.ts';
import { seenVisit } from '../../src/cause/seen-visit.ts';
import type { DiagnosedRequest } from '../../src/model/diagnosis.ts';
import {
  BASE,
  BASE_SHA,
  broken,
  diagnosis,
  HEAD,
  HEAD_SHA,
  html,
  request,
  searched,
  type VisitSpec,
} from './records.ts';

const script = (url: string): Partial<DiagnosedRequest> & { url: string } => ({ url, kind: 'script' });

/** Whether the one script of each side is taken for the same. */
function isMatched(base: string, head: string, [baseUrl, headUrl]: readonly [string, string] = [BASE, HEAD]): boolean {
  const visits = diagnosis({ requests: [request(script(base))] }, { requests: [request(script(head))] }).visits;
  const seen = (side: 'base' | 'head', deployUrl: string) =>
    visits.filter((visit) => visit.side === side).map((visit) => seenVisit(visit, deployUrl, [BASE_SHA, HEAD_SHA]));
  const [pair] = pairsOf({ base: seen('base', baseUrl), head: seen('head', headUrl) });
  return pair?.isMatched ?? false;
}

describe('a request', () => {
  it.each([
    ['below each deploy’s own origin', '/app.js', '/app.js', true],
    ['with other content hashes', '/app-D_x8-3Yk.js', '/app-Zq81_xYw.js', true],
    ['with the SHA of its commit as a folder', `/${BASE_SHA}/app.js`, `/${HEAD_SHA}/app.js`, true],
    [
      'with the short SHA of its commit in its query',
      `/app.js?v=${BASE_SHA.slice(0, 8)}`,
      `/app.js?v=${HEAD_SHA.slice(0, 8)}`,
      true,
    ],
    ['with another query, the only one of its path', '/app.js?t=1', '/app.js?t=2', true],
    ['of another origin', 'https://cdn.example/app.js', 'https://cdn.example/app.js', true],
    ['of another path', '/app.js', '/main.js', false],
    ['of another host, the only one of its name', '/app.js', 'https://cdn.example/js/app.js?v=2', true],
    ['of two origins, where it is no file', 'https://tags.example/tag', 'https://other.example/tag', false],
  ])('%s: %s and %s', (_, base, head, matched) => {
    expect(isMatched(base, head)).toBe(matched);
  });

  it('is not one of several that have its name', () => {
    const head = [request(script('https://cdn.example/a/index.js')), request(script('https://cdn.example/b/index.js'))];
    const visits = diagnosis({ requests: [request(script('/index.js'))] }, { requests: head }).visits;
    const seen = (side: 'base' | 'head', deployUrl: string) =>
      visits.filter((visit) => visit.side === side).map((visit) => seenVisit(visit, deployUrl, []));
    const pairs = pairsOf({ base: seen('base', BASE), head: seen('head', HEAD) });
    expect(pairs.map(({ isNew }) => isNew)).toEqual([true, true]);
  });

  it('is the same below the path of a deploy', () => {
    const deploys = [`${BASE}/pull/41/`, `${HEAD}/pull/42/`] as const;
    expect(isMatched('/pull/41/app.js', '/pull/42/app.js', deploys)).toBe(true);
    expect(isMatched('/pull/41/app.js', '/pull/421/app.js', deploys)).toBe(false);
  });
});

const DELAY = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };
const page = (askedMs: number, ...others: readonly DiagnosedRequest[]): VisitSpec => ({
  requests: [html(), request({ url: '/hero.jpg', askedMs, initiator: askedMs > 200 ? 'script' : 'parser' }), ...others],
});

describe('a fact', () => {
  it('of only some visits of a side does not count', () => {
    const style = request({ url: '/more.css', kind: 'style', isRenderBlocking: true, endedMs: 500 });
    const budget = broken('lcp', { ...DELAY, 'resource-load-delay': 0, 'element-render-delay': 300 });
    const held = { lcp: { renderedMs: 600 } };
    const { causes } = searched(
      budget,
      diagnosis(page(110), [
        { ...page(110, style), ...held },
        { ...page(110), ...held },
      ]),
    );
    expect(causes).toEqual([]);
  });
});

describe('a change that the diagnostic visits do not show', () => {
  it('could not be reproduced, and has no reason', () => {
    const style = request({ url: '/more.css', kind: 'style', isRenderBlocking: true, endedMs: 300 });
    const budget = broken('lcp', { ...DELAY, 'resource-load-delay': 0, 'element-render-delay': 900 });
    const { reproduced, causes } = searched(
      budget,
      diagnosis(page(110), { ...page(110, style), lcp: { renderedMs: 320 } }),
    );
    expect(reproduced).toBe(false);
    expect(causes.map(({ id, because }) => [id, because])).toEqual([['render-blocking-style', false]]);
  });

  it('is one of less than a third', () => {
    const budget = broken('lcp', { ...DELAY, 'resource-load-delay': 900 });
    expect(searched(budget, diagnosis(page(110), page(409))).reproduced).toBe(false);
    expect(searched(budget, diagnosis(page(110), page(411))).reproduced).toBe(true);
  });

  it('is one of too few visits', () => {
    const { reproduced, causes } = searched(broken('lcp', DELAY), diagnosis([page(110)], [page(410)]));
    expect([reproduced, causes]).toEqual([false, []]);
  });
});

describe('a budget on a part', () => {
  const head: VisitSpec = {
    requests: [html({ answeredMs: 400 }), request({ url: '/hero.jpg', askedMs: 710, initiator: 'script' })],
  };
  const parts = { ...DELAY, ttfb: { redirect: 0, request: 300 } };

  it.each([
    ['lcp', ['hero-discovered-late', 'server-slower'], 0.5],
    ['lcp.ttfb', ['server-slower'], 1],
    ['lcp.resource-load-delay', ['hero-discovered-late'], 1],
    ['lcp.resource-load-duration', [], undefined],
  ])('%s has the causes of that part', (path, ids, share) => {
    const { causes } = searched(broken('lcp', parts, path), diagnosis(page(110), head));
    expect(causes.map(({ id }) => id).toSorted()).toEqual(ids);
    expect(causes[0]?.share).toBe(share);
  });

  it('that got better has none', () => {
    const { causes } = searched(broken('lcp', { ...parts, 'resource-load-delay': -300 }), diagnosis(page(110), head));
    expect(causes).toEqual([]);
  });
});

describe('a budget without a base', () => {
  it('has no cause', () => {
    const { path, comparison } = broken('lcp', DELAY);
    const first = { path, comparison: { ...comparison, base: null, difference: null, effect: null } };
    expect(searched(first, diagnosis(page(110), page(410))).causes).toEqual([]);
  });
});

const sizes = (encodedBytes: number, url = '/app.js'): VisitSpec => ({
  requests: [html(), request({ ...script(url), encodedBytes, decodedBytes: encodedBytes })],
});

describe('transfer size', () => {
  it.each([
    ['bundle-grown', sizes(20_000), sizes(50_000)],
    ['bundle-grown', { requests: [html()] }, sizes(30_000)],
    ['third-party-script', { requests: [html()] }, sizes(30_000, 'https://tags.example/t.js')],
  ])('has %s as a cause', (id, base, head) => {
    const { causes } = searched(broken('bytes', { script: 30_000, image: 0 }), diagnosis(base, head));
    expect(causes.map((cause) => [cause.id, cause.because, cause.share])).toEqual([[id, true, 1]]);
  });
});

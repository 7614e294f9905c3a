import { describe, expect, it } from 'vitest';

import type { DiagnosticVisit } from '../../../../src/model/diagnosis.ts';
import { aloneIn } from '../../../../src/page/document/why/alone.ts';
import { requestRows, rowsThatMatter, tagsOf } from '../../../../src/page/document/why/request-rows.ts';
import { lcpPhases, shortPath, waterfallScale } from '../../../../src/page/document/why/waterfall-geometry.ts';
import { BASE, BASE_SHA, diagnosis, HEAD, HEAD_SHA, html, request, type VisitSpec } from '../../../cause/records.ts';

function visit(spec: VisitSpec): DiagnosticVisit {
  const [first] = diagnosis(spec, {}).visits;
  if (first === undefined) throw new Error('no visit');
  return first;
}

const SHAS = [BASE_SHA, HEAD_SHA];
const context = { deployUrl: BASE, alone: [] };
const thumbnails = Array.from({ length: 20 }, (_, index) => request({ url: `/${index}.jpg`, askedMs: 2000 + index }));

describe('requestRows', () => {
  it('are in the order in which they were asked for, by their path, with the LCP image known', () => {
    const rows = requestRows(
      visit({
        requests: [
          request({ url: '/hero.jpg', askedMs: 300 }),
          html(),
          request({ url: 'https://cdn.example/a.js', kind: 'script', askedMs: 200 }),
        ],
      }),
      context,
    );
    expect(rows.map(({ path, isHero }) => [path, isHero])).toEqual([
      ['/', false],
      ['cdn.example/a.js', false],
      ['/hero.jpg', true],
    ]);
  });

  it('say in words what is special', () => {
    const requests = [
      html(),
      request({ url: '/a.css', kind: 'style', isRenderBlocking: true, askedMs: 120 }),
      request({ url: '/b.js', kind: 'script', endedMs: null, askedMs: 130 }),
    ];
    const rows = requestRows(visit({ requests }), { ...context, alone: [2] });
    expect(rows.map(tagsOf)).toEqual([[], ['blocks rendering'], ['this side only', 'not complete']]);
  });
});

describe('rowsThatMatter', () => {
  it('keeps the document, the LCP image, what blocks and what one side has alone, in their order', () => {
    const requests = [
      html(),
      ...thumbnails,
      request({ url: '/a.css', kind: 'style', isRenderBlocking: true, askedMs: 3000 }),
      request({ url: '/new.js', kind: 'script', askedMs: 3100 }),
      request({ url: '/hero.jpg', askedMs: 4000 }),
    ];
    const rows = requestRows(visit({ requests }), { ...context, alone: [22] });
    expect(rowsThatMatter(rows, 1000, 5).map(({ path }) => path)).toEqual([
      '/',
      expect.stringMatching(/^\/\d+\.jpg$/),
      '/a.css',
      '/new.js',
      '/hero.jpg',
    ]);
  });

  it('prefers what was asked for before LCP, then what took longest', () => {
    const requests = [
      html(),
      request({ url: '/early.js', kind: 'script', askedMs: 130, endedMs: 150 }),
      request({ url: '/slow.js', kind: 'script', askedMs: 130, endedMs: 900 }),
      request({ url: '/late.js', kind: 'script', askedMs: 1200, endedMs: 9000 }),
    ];
    const rows = requestRows(visit({ requests }), context);
    const shown = (most: number): string[] => rowsThatMatter(rows, 1000, most).map(({ path }) => path);
    expect(shown(2)).toEqual(['/', '/slow.js']);
    expect(shown(3)).toEqual(['/', '/early.js', '/slow.js']);
  });
});

describe('lcpPhases', () => {
  it('lie one after the other from 0 to LCP', () => {
    const hero = request({ url: '/hero.jpg', askedMs: 300, sentMs: 320, endedMs: 700 });
    expect(lcpPhases(visit({ requests: [html({ answeredMs: 100 }), hero], lcp: { renderedMs: 740 } }))).toEqual([
      { id: 'ttfb', from: 0, to: 100 },
      { id: 'resource-load-delay', from: 100, to: 320 },
      { id: 'resource-load-duration', from: 320, to: 700 },
      { id: 'element-render-delay', from: 700, to: 740 },
    ]);
  });

  it('of text are two, and none goes back in time', () => {
    const text = visit({ requests: [html({ answeredMs: 100 })], lcp: { url: null, renderedMs: 300 } });
    expect(lcpPhases(text).map(({ id, to }) => [id, to])).toEqual([
      ['ttfb', 100],
      ['element-render-delay', 300],
    ]);
    const early = request({ url: '/hero.jpg', askedMs: 10, sentMs: 10, endedMs: 60 });
    const hinted = visit({ requests: [html({ answeredMs: 100 }), early], lcp: { renderedMs: 90 } });
    expect(lcpPhases(hinted).map(({ from, to }) => to - from)).toEqual([90, 0, 0, 0]);
  });
});

it('a scale reaches from 0 over the last end and the moments of the page', () => {
  const rows = requestRows(visit({ requests: [html(), request({ url: '/a.js', endedMs: 800 })] }), context);
  expect(waterfallScale(rows, [1000, null])).toEqual({ from: 0, to: 1040 });
});

it('a long path is cut at its beginning', () => {
  expect(shortPath('/short.js')).toBe('/short.js');
  expect(shortPath('/a/long/folder/app.js', 10)).toBe('…er/app.js');
});

const app = (hash: string) => request({ url: `/assets/app-${hash}.js`, kind: 'script' });

describe('aloneIn', () => {
  it('finds what one side requests and the other does not, whatever builds call their files', () => {
    const found = diagnosis(
      { requests: [html(), app('4f3a9c21'), request({ url: '/old.css', kind: 'style' })] },
      { requests: [html(), app('b07d55e8'), request({ url: 'https://tag.example/t.js', kind: 'script' })] },
    );
    expect(aloneIn(found, SHAS)).toEqual({ base: [2], head: [2] });
  });

  it('says nothing where a side was not visited', () => {
    const found = diagnosis({}, {});
    const head = { ...found, visits: found.visits.filter(({ side }) => side === 'head') };
    expect(aloneIn(head, SHAS)).toEqual({ base: [], head: [] });
    expect(found.head).toBe(HEAD);
  });
});

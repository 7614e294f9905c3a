import { describe, expect, it } from 'vitest';

import { growthOf } from '../../src/cause/growth.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import { at, broken, diagnosis, html, interaction, request, searched, work, type VisitSpec } from './records.ts';

/** A page that does much, every time of it another one in every visit. */
function noisy(random: Random): VisitSpec {
  const about = (ms: number): number => ms * (0.85 + 0.3 * random());
  const [ttfb, asked] = [about(200), 30];
  const after = (from: number, ms: number) => from + about(ms);
  const loaded = (url: string, kind: 'style' | 'script' | 'fetch' | 'font', ms: number) => {
    const answeredMs = after(ttfb + asked, ms);
    return request({
      url,
      kind,
      isRenderBlocking: kind === 'style',
      askedMs: ttfb + asked,
      answeredMs,
      endedMs: after(answeredMs, ms),
    });
  };
  const answeredMs = after(ttfb + asked, 150);
  return {
    requests: [
      html({ answeredMs: ttfb, endedMs: ttfb + 20 }),
      request({ url: '/hero.jpg', askedMs: ttfb + asked, answeredMs, endedMs: after(answeredMs, 80) }),
      loaded('/site.css', 'style', 60),
      loaded('/app.js', 'script', 90),
      loaded('/api', 'fetch', 120),
      loaded('/box.woff2', 'font', 70),
    ],
    layers: [{ name: 'db', ms: about(60) }],
    loading: work({ place: at('/app.js', 1, 'start'), selfMs: about(120) }),
    interaction: interaction({
      processing: { ms: about(200), work: work({ place: at('/app.js', 5, 'click'), selfMs: about(190) }) },
      presentation: { ms: about(80), work: work({ place: at('/app.js', 9, 'draw'), selfMs: about(70) }) },
    }),
  };
}

const LCP = {
  ttfb: { request: 60 },
  'resource-load-delay': 60,
  'resource-load-duration': 60,
  'element-render-delay': 60,
};
const INP = { 'input-delay': 0, 'processing-duration': 60, 'presentation-delay': 20 };

describe('base against base', () => {
  it('has no cause, however its visits differ', () => {
    const random = seededRandom('base against base');
    const visits = (): VisitSpec[] => [noisy(random), noisy(random), noisy(random)];
    const found = Array.from({ length: 300 }, () => {
      const both = diagnosis(visits(), visits());
      return [searched(broken('lcp', LCP), both), searched(broken('inp', INP), both)].flatMap(({ causes }) =>
        causes.filter(({ because }) => because),
      );
    });
    expect(found.flat()).toEqual([]);
  });
});

describe('a change of visits', () => {
  it.each([
    ['is none below the floor', [100, 100], [109, 109], null],
    ['is none below a tenth of base', [1000, 1000], [1090, 1090], null],
    ['is none below what the visits of both sides differ by', [100, 140], [190, 250], null],
    ['is none where a visit lacks it', [100, 100], [200, null], null],
    ['is none of a single visit a side', [100], [200], null],
    ['is none where head is less', [200, 200], [100, 100], null],
    ['is none where one visit of a side is far off', [100, 102, 104], [199, 201, 900], null],
    ['is that of the medians of both sides', [100, 102, 104], [199, 202, 210], 100],
  ])('%s', (_, base, head, amount) => {
    expect(growthOf({ base, head })?.amount ?? null).toBe(amount);
  });
});

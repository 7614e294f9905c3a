import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { compareInsights } from '../../src/explain/compare-insights.ts';
import type { Lhr, LhrAudit } from '../../src/explain/lhr.ts';

/**
 * Lighthouse 13.5 on the same page twice: on head the hero image is inserted by a script that first fetches its
 * address, a stylesheet more blocks rendering, and a banner comes late.
 */
const recorded = (side: string): Lhr =>
  JSON.parse(readFileSync(`fixtures/recorded/lighthouse-hero-behind-script-${side}.json`, 'utf8')) as Lhr;

const insight = (audit: Partial<LhrAudit>): Lhr => ({
  mainDocumentUrl: 'https://shop.example/p/1',
  audits: {
    'x-insight': { id: 'x-insight', title: 'X', score: 0, scoreDisplayMode: 'metricSavings', ...audit },
  },
});

const urls = (...items: string[]): Partial<LhrAudit> => ({
  details: { type: 'table', items: items.map((url) => ({ url })) },
});

const worse = (base: Partial<LhrAudit>, head: Partial<LhrAudit>): boolean =>
  compareInsights(insight(base), insight(head), ['lcp']).length > 0;

const items = (base: Lhr, ...listed: string[]): readonly string[] | undefined =>
  compareInsights(base, insight(urls(...listed)), ['lcp'])[0]?.items;

describe('a hero image that moved behind a script', () => {
  const insights = compareInsights(recorded('base'), recorded('head'), ['lcp']);
  const found = (id: string) => insights.find((each) => each.id === id);

  it('is found by the check that failed on neither side before', () => {
    expect(found('lcp-discovery-insight')).toMatchObject({
      title: 'LCP request discovery',
      base: '✓ Request is discoverable in initial document',
      head: '✗ Request is discoverable in initial document',
      items: ['body > div#gallery > img#hero'],
    });
  });

  it('lengthens the chain of requests, whose new links are named', () => {
    const chain = found('network-dependency-tree-insight');
    expect(chain?.head).toMatch(/^longest chain \d+ ms$/);
    expect(chain?.items.map((item) => new URL(item).pathname)).toEqual(['/gallery.js', '/product.json', '/theme.css']);
  });

  it('tells the size of the layout shift that Lighthouse thinks too small to judge', () => {
    expect(found('cls-culprits-insight')).toMatchObject({ base: null, head: 'layout shifts 0.046', items: ['body'] });
  });

  it('leaves out what fails on both sides alike', () => {
    expect(found('image-delivery-insight')).toBeUndefined();
  });

  it('puts the insights of the broken metric first', () => {
    expect(compareInsights(recorded('base'), recorded('head'), ['cls'])[0]?.id).toBe('cls-culprits-insight');
    expect(insights[0]?.id).not.toBe('cls-culprits-insight');
  });

  it('gives nothing for a page and itself', () => {
    expect(compareInsights(recorded('head'), recorded('head'), ['lcp', 'cls'])).toEqual([]);
  });

  it('gives nothing for the way back', () => {
    expect(compareInsights(recorded('head'), recorded('base'), ['lcp', 'cls'])).toEqual([]);
  });
});

describe('an insight that failed before', () => {
  it('is worse where savings grew by 50 ms and 25 %', () => {
    expect(worse({ metricSavings: { LCP: 200 } }, { metricSavings: { LCP: 250 } })).toBe(true);
  });

  it('is not worse where savings grew by less than 50 ms, or by less than 25 %', () => {
    expect(worse({ metricSavings: { LCP: 50 } }, { metricSavings: { LCP: 95 } })).toBe(false);
    expect(worse({ metricSavings: { LCP: 1000 } }, { metricSavings: { LCP: 1200 } })).toBe(false);
  });

  it('is not worse for falling from "no savings" to "some savings"', () => {
    expect(worse({ score: 0.5 }, { score: 0, metricSavings: { LCP: 10 } })).toBe(false);
  });

  it('is worse where a graded score fell by 0.1', () => {
    const numeric = { scoreDisplayMode: 'numeric' };
    expect(worse({ ...numeric, score: 0.5 }, { ...numeric, score: 0.4 })).toBe(true);
    expect(worse({ ...numeric, score: 0.5 }, { ...numeric, score: 0.45 })).toBe(false);
  });
});

describe('an insight that did not fail before', () => {
  it('is worse for failing now, whether it passed, did not apply or was not there', () => {
    const head = insight({ metricSavings: { LCP: 0 } });
    for (const base of [
      insight({ score: 1 }),
      insight({ score: null, scoreDisplayMode: 'notApplicable' }),
      { audits: {} },
    ])
      expect(compareInsights(base, head, ['lcp'])).toHaveLength(1);
  });

  it('is not worse for not applying, for informing, or for an error of Lighthouse', () => {
    for (const scoreDisplayMode of ['notApplicable', 'informative', 'error'])
      expect(compareInsights(insight({ score: 1 }), insight({ score: null, scoreDisplayMode }), ['lcp'])).toEqual([]);
  });
});

describe('the items of an insight', () => {
  it('are those that base does not list, whatever its origin, query or content hash', () => {
    const base = { ...insight({ ...urls('https://old.example/a.css', 'https://old.example/app-1a2b3c4d.js') }) };
    const passing = {
      mainDocumentUrl: 'https://old.example/',
      audits: {
        'x-insight': {
          ...base.audits['x-insight'],
          id: 'x-insight',
          title: 'X',
          score: 1,
          scoreDisplayMode: 'numeric',
        },
      },
    };
    const listed = [
      'https://shop.example/a.css?v=2',
      'https://shop.example/app-9f8e7d6c.js',
      'https://shop.example/new.js',
    ];
    expect(items(passing, ...listed)).toEqual(['https://shop.example/new.js']);
  });

  it('are the same under content hashes without a digit, and other words of a name are no hash', () => {
    const base = {
      ...insight(urls('https://shop.example/assets/index-bQxVfKzm.js', 'https://shop.example/hero-small.jpg')),
    };
    const listed = ['https://shop.example/assets/index-DkTzPwXc.js', 'https://shop.example/hero-larger.jpg'];
    const passing = { ...base, mainDocumentUrl: 'https://shop.example/' };
    expect(
      compareInsights(passing, insight({ ...urls(...listed), metricSavings: { LCP: 900 } }), ['lcp'])[0]?.items,
    ).toEqual(['https://shop.example/hero-larger.jpg']);
  });

  it('lose their query strings', () => {
    expect(items({ audits: {} }, 'https://cdn.example/a.js?token=secret#x')).toEqual(['https://cdn.example/a.js']);
  });

  it('are at most five', () => {
    const many = Array.from({ length: 9 }, (_, index) => `https://cdn.example/${'abcdefghi'[index]}.js`);
    expect(items({ audits: {} }, ...many)).toEqual(many.slice(0, 5));
  });
});

import { describe, expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderJunit } from '../../../src/report/files/junit.ts';
import { itemAt, forCampaign, distinctCampaigns } from '../../../src/report/rows/campaign-index.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { recordsOf } from '../../support/recorded.ts';

const HOME = { route: 'home', condition: 'mobile' };
const CART = { route: 'cart', condition: 'mobile' };

describe('the items of a list', () => {
  const items = [
    { ...HOME, path: 'lcp' },
    { ...CART, path: 'lcp' },
    { ...HOME, path: 'inp' },
  ];

  test('are found by their place, in their order', () => {
    expect(forCampaign(items, HOME).map(({ path }) => path)).toEqual(['lcp', 'inp']);
    expect(forCampaign(items, { route: 'home', condition: 'desktop' })).toEqual([]);
  });

  test('are told apart by what they are about', () => {
    expect(itemAt(items, HOME, 'path', 'inp')).toBe(items[2]);
    expect(itemAt(items, CART, 'path', 'inp')).toBeNull();
  });

  test('have their places in the order in which they are first seen', () => {
    expect(distinctCampaigns(items)).toEqual(items.slice(0, 2));
  });

  test('are read once, however many campaigns ask for theirs', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...HOME, route: `route-${index}`, path: 'lcp' }));
    let reads = 0;
    const counted = new Proxy(many, {
      get: (list, key): unknown => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(list, key);
      },
    });
    for (const item of many) {
      expect(forCampaign(counted, item)).toEqual([item]);
      expect(itemAt(counted, item, 'path', 'lcp')).toEqual(item);
    }
    // Once for the places, once for the paths.
    expect(reads).toBe(2 * many.length);
  });
});

test('twenty thousand campaigns are judged, and each is told of', { timeout: 60_000 }, () => {
  const conditions = Array.from({ length: 20 }, (_, index) => `condition-${index}`);
  const routes = Array.from({ length: 1000 }, (_, index) => ({ name: `route-${index}`, conditions }));
  const [run] = recordsOf({ routes, blocks: 0 });
  const { judgement, report } = reportOf({ run, later: [{ type: 'end' }] });
  const rendered = [renderComment(report), renderJunit(report), renderTerminal(report, { color: false })];
  expect(judgement.rows).toHaveLength(20_000);
  expect(rendered[1]?.match(/<testsuite /g)).toHaveLength(20_000);
});

import { describe, expect, test } from 'vitest';

import { GateError } from '../../../src/errors.ts';
import { anchorOf } from '../../../src/page/data/outline.ts';
import { renderPage } from '../../../src/page/document/document.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { readPageUrl } from '../../../src/report/words/page-link.ts';
import { gateReport } from '../factories.ts';
import * as scenarios from '../scenarios.ts';

const PAGE = 'https://github.example/acme/shop/actions/runs/1/artifacts/2';

describe('the address of the report page', () => {
  test.each([
    [PAGE, PAGE],
    ['https://ci.example/a%20b?sig=a%2Bb&x=1#route', 'https://ci.example/a%20b?sig=a%2Bb&x=1'],
    ['https://ci.example/a(b)[c]!*', 'https://ci.example/a%28b%29%5Bc%5D%21%2A'],
  ])('%s', (given, url) => {
    expect(readPageUrl('--report-url', given)).toBe(url);
  });

  test.each([
    'http://ci.example',
    'javascript:alert(1)',
    'ci.example',
    '',
    'https://me:pass@ci.example/',
    `https://${'a'.repeat(2000)}`,
  ])('is not %s', (given) => {
    expect(() => readPageUrl('--report-url', given)).toThrow(GateError);
    expect(() => readPageUrl('--report-url', given)).not.toThrow('pass@');
  });
});

describe('a comment that knows where the page is', () => {
  test('leads to the page, and to each broken route in it', () => {
    const comment = renderComment({ ...scenarios.many, pageUrl: PAGE });
    expect(comment).toContain(`See [the report page](${PAGE}) for every number`);
    for (const route of ['product', 'listing'])
      expect(comment).toContain(`  - See [every phase and every visit in the report](${PAGE}#route/${route}/mobile)`);
    expect(comment.match(/#route\/product\/mobile/g)).toHaveLength(1);
  });

  test('leads to the costs of operations', () => {
    expect(renderComment({ ...scenarios.costs, pageUrl: PAGE })).toContain(
      `[every cost in the report](${PAGE}#graphql)`,
    );
  });

  test('that has nothing to say leads to the page all the same', () => {
    expect(renderComment({ ...scenarios.pass, pageUrl: PAGE })).toContain(`[the report page](${PAGE})`);
  });

  test.each([scenarios.many, scenarios.costs, scenarios.hostile])(
    'leads to nothing that the page does not have',
    (report) => {
      const comment = renderComment({ ...report, pageUrl: PAGE });
      const page = renderPage({ report, samples: [], diagnoses: [] });
      const anchors = [...comment.matchAll(/artifacts\/2#([^)\s]+)/g)].map(([, anchor]) => anchor);
      expect(anchors.length).toBeGreaterThan(0);
      for (const anchor of anchors) expect(page).toContain(`id="${anchor}"`);
    },
  );
});

test('names become anchors that no two routes share', () => {
  const places = [
    { route: 'a/b', condition: 'c' },
    { route: 'a', condition: 'b/c' },
    { route: 'a%2Fb', condition: 'c' },
  ];
  expect(new Set(places.map((place) => anchorOf('route', place))).size).toBe(3);
  expect(anchorOf('route', { route: '(\uD800)"<', condition: 'mobile' })).toBe('route/%28%EF%BF%BD%29%22%3C/mobile');
  expect(gateReport().pageUrl).toBeUndefined();
});

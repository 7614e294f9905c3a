import { describe, expect, test } from 'vitest';

import type { CauseSearch } from '../../src/model/cause.ts';
import { at, broken, diagnosis, html, request, searched, type VisitSpec } from './records.ts';

/** React makes and inserts each element itself. */
const createdBy = [at('/react-dom.js', 8, 'createInstance')];
const renderedBy = [at('/app.js', 2, 'Hero'), at('/app.js', 9, 'App')];

function rolesIn({ causes: [cause] }: CauseSearch): (readonly [role: string, functionName: string])[] {
  return (cause?.places ?? []).flatMap(({ role, ...place }) =>
    place.kind === 'served' ? [[role, place.place.functionName] as const] : [],
  );
}

function page(askedMs: number, attributes = {}): VisitSpec {
  return {
    requests: [html(), request({ url: '/hero.jpg', askedMs, initiator: 'script' })],
    lcp: { attributes, createdBy, renderedBy },
  };
}

describe('an element that a framework rendered is looked for in its components before the framework', () => {
  test('where it is the LCP element', () => {
    const delay = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };
    const search = searched(broken('lcp', delay), diagnosis(page(110), page(410, { loading: 'lazy' })));
    expect(search.causes[0]?.id).toBe('hero-lazy-loaded');
    expect(rolesIn(search)).toEqual([
      ['component', 'Hero'],
      ['component', 'App'],
      ['creator', 'createInstance'],
    ]);
  });

  test('where it moves content', () => {
    const area = { x: 0, y: 0, width: 100, height: 100 };
    const moved = [{ selector: '#content', before: area, after: { ...area, y: 200 } }];
    const culprit = { kind: 'inserted', selector: '#banner', url: null, stack: createdBy, renderedBy } as const;
    const shift = { value: 0.2, atMs: 300, moved, culprits: [culprit], pictures: { before: null, after: null } };
    const search = searched(broken('cls', { '#content': 0.2 }), diagnosis({}, { shifts: [shift] }));
    expect(search.causes[0]?.id).toBe('late-insert');
    expect(rolesIn(search)).toEqual([
      ['component', 'Hero'],
      ['component', 'App'],
      ['moves', 'createInstance'],
    ]);
  });
});

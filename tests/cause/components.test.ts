import { describe, expect, test } from 'vitest';

import type { CauseSearch } from '../../src/model/cause.ts';
import { at, broken, diagnosis, html, request, searched, type RequestSpec, type VisitSpec } from './records.ts';

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

const DURATION = { ttfb: 0, 'resource-load-delay': 0, 'resource-load-duration': 300, 'element-render-delay': 0 };

/** The image is asked for by a script. */
function shown(spec: Partial<RequestSpec>): VisitSpec {
  const stack = [at('/app.js', 3, 'show')];
  return {
    requests: [html(), request({ url: '/hero.jpg', initiator: 'script', stack, ...spec })],
    lcp: { createdBy, renderedBy },
  };
}

test.each<[string, Partial<RequestSpec>, Partial<RequestSpec>]>([
  [
    'hero-larger',
    { answeredMs: 190, endedMs: 230, encodedBytes: 20_000 },
    { answeredMs: 190, endedMs: 530, encodedBytes: 400_000 },
  ],
  ['hero-slower-host', { answeredMs: 190, endedMs: 230 }, { answeredMs: 490, endedMs: 530 }],
  [
    'hero-behind-redirect',
    { answeredMs: 190, endedMs: 230 },
    { answeredMs: 490, endedMs: 530, redirects: ['/old.jpg'] },
  ],
])('%s is about the file: no component is its place, but the line that asks for the file', (id, base, head) => {
  const search = searched(broken('lcp', DURATION), diagnosis(shown(base), shown(head)));
  expect(search.causes[0]?.id).toBe(id);
  expect(rolesIn(search)).toEqual([
    ['creator', 'createInstance'],
    ['initiator', 'show'],
  ]);
});

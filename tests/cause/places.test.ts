import { expect, test } from 'vitest';

import {
  at,
  broken,
  diagnosis,
  BASE,
  HEAD,
  html,
  interaction,
  request,
  searched,
  work,
  type VisitSpec,
} from './records.ts';

const DELAY = { ttfb: 0, 'resource-load-delay': 300, 'resource-load-duration': 0, 'element-render-delay': 0 };

const BASE_PAGE: VisitSpec = {
  requests: [html(), request({ url: '/hero.jpg', initiator: 'preload', askedBy: { url: '/', line: 9, column: 5 } })],
};
const HEAD_PAGE: VisitSpec = {
  requests: [
    html(),
    request({ url: '/hero.jpg', askedMs: 410, initiator: 'script', stack: [at('/lib.js', 3), at('/app.js', 7)] }),
  ],
};

test('the innermost frame of head comes first, then those that called it, then where base had it', () => {
  const { causes } = searched(broken('lcp', DELAY), diagnosis(BASE_PAGE, HEAD_PAGE));
  expect(causes[0]?.places).toEqual([
    { kind: 'served', role: 'initiator', place: at(`${HEAD}/lib.js`, 3) },
    { kind: 'served', role: 'caller', place: at(`${HEAD}/app.js`, 7) },
    { kind: 'gone', role: 'removed', place: { ...at(`${BASE}/`, 9), column: 5 } },
  ]);
});

/** A page with one script. */
const page = (bytes: number): VisitSpec => ({
  requests: [
    html(),
    request({ url: '/app.js', kind: 'script', encodedBytes: bytes, askedBy: { url: '/', line: 4, column: 1 } }),
  ],
});

test('a script that grew has its place in its sources first; a new one has it where it is asked for', () => {
  const tag = { kind: 'served', role: 'initiator', place: at(`${HEAD}/`, 4) };
  const grown = searched(broken('bytes', { script: 30_000 }), diagnosis(page(20_000), page(50_000)));
  expect(grown.causes[0]?.places).toEqual([
    { kind: 'script', role: 'source', url: `${HEAD}/app.js`, earlier: `${BASE}/app.js` },
    tag,
  ]);
  const added = searched(broken('bytes', { script: 30_000 }), diagnosis({ requests: [html()] }, page(30_000)));
  expect(added.causes[0]?.places).toEqual([tag]);
});

/** A page with two style sheets, of which one has so many bytes, whose styles take so long after a click. */
const clicked = (ms: number, decodedBytes: number): VisitSpec => ({
  requests: [
    html(),
    request({ url: '/site.css', kind: 'style', decodedBytes }),
    request({ url: '/same.css', kind: 'style' }),
  ],
  interaction: interaction({
    processing: { ms: 10, work: work({ place: at('/app.js', 4, 'onClick'), selfMs: 5 }) },
    presentation: { ms, work: { functions: [], styles: [{ kind: 'style', ms, elements: 2000, forcedBy: [] }] } },
  }),
});

test('styles that take longer have their places in what ran before, and in the sheets that are not the same', () => {
  const parts = { 'input-delay': 0, 'processing-duration': 0, 'presentation-delay': 300 };
  const { causes } = searched(broken('inp', parts), diagnosis(clicked(20, 5000), clicked(320, 5040)));
  expect(causes[0]?.places).toEqual([
    { kind: 'served', role: 'function', place: at(`${HEAD}/app.js`, 4, 'onClick') },
    { kind: 'script', role: 'source', url: `${HEAD}/site.css`, earlier: `${BASE}/site.css` },
  ]);
});

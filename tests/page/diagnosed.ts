import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Place } from '../../src/model/place.ts';
import { filmOf } from './filmed.ts';
import { at, diagnosis, html, interaction, request, work, type RequestSpec } from '../cause/records.ts';

/** A font, a style sheet, a script, and thumbnails that nobody waits for. */
function resources(over: readonly RequestSpec[]) {
  const thumbnails = Array.from({ length: 14 }, (_, index) =>
    request({ url: `/thumbs/${index}.jpg`, askedMs: 900 + 10 * index, encodedBytes: 4000 }),
  );
  return [
    html({ answeredMs: 240, endedMs: 300 }),
    request({ url: '/assets/site.css', kind: 'style', askedMs: 250, answeredMs: 330, isRenderBlocking: true }),
    request({ url: '/assets/app.js', kind: 'script', askedMs: 255, answeredMs: 420, encodedBytes: 180_000 }),
    request({
      url: 'https://fonts.example/a-very-long-folder/of-a-very-long-name/text.woff2',
      kind: 'font',
      askedMs: 380,
    }),
    request({ url: '/api/price', kind: 'fetch', askedMs: 520, endedMs: null }),
    ...over.map(request),
    ...thumbnails,
  ];
}

const gallery = { ...at('/assets/app.js', 1, 'mountGallery'), column: 4031 };

const handler = (selfMs: number) =>
  interaction({
    processing: { ms: selfMs + 10, work: work({ place: at('/assets/app.js', 1, 'priceCart'), selfMs }) },
  });

/** What was seen of a page whose hero is asked for by a script on head, and whose handler is slower there. */
export function diagnosedHero(route: string): Diagnosis {
  const found = diagnosis(
    {
      requests: resources([{ url: '/hero.jpg', askedMs: 260, answeredMs: 400, endedMs: 900 }]),
      loading: work({ place: at('/assets/app.js', 1, 'hydrate'), selfMs: 40 }),
      filmstrip: filmOf('base'),
      interaction: handler(12),
    },
    {
      requests: resources([
        { url: '/hero.jpg', askedMs: 700, answeredMs: 860, endedMs: 1300, initiator: 'script', stack: [gallery] },
        { url: 'https://cdn.tag.example/t.js', kind: 'script', askedMs: 430, endedMs: 680 },
      ]),
      loading: {
        ...work({ place: gallery, selfMs: 90 }, { place: at('/assets/app.js', 1, 'hydrate'), selfMs: 42 }),
        styles: [{ kind: 'style', ms: 14, elements: 800, forcedBy: [] }],
      },
      interaction: handler(88),
      filmstrip: filmOf('head'),
      shifts: [MOVE],
    },
  );
  return { ...found, route };
}

/** What was seen of a page whose addresses, selectors and functions others have named. */
export function foreignDiagnosis(texts: readonly string[], { route, condition }: Place): Diagnosis {
  const [one = '', two = '', three = ''] = texts;
  const place = { ...at(one, 3, two), column: 7 };
  const found = diagnosis(
    {},
    {
      loading: work({ place, selfMs: 80, hottest: place }),
      shifts: [MOVE],
      requests: [html(), request({ url: '/a' })],
    },
  );
  const visits = found.visits.map((visit) => ({
    ...visit,
    requests: visit.requests.map((each, index) => ({ ...each, url: texts[index] ?? one })),
    shifts: visit.shifts.map((shift) => ({
      ...shift,
      moved: shift.moved.map((moved) => ({ ...moved, selector: three })),
      culprits: shift.culprits.map((culprit) => ({ ...culprit, selector: two })),
    })),
  }));
  return { ...found, visits, route, condition };
}

const MOVE = {
  value: 0.161,
  atMs: 1450,
  moved: [
    { selector: 'main > section.promo', before: rectangle(80), after: rectangle(260) },
    { selector: 'footer > p', before: { ...rectangle(420), height: 60 }, after: { ...rectangle(600), height: 60 } },
  ],
  culprits: [{ kind: 'inserted' as const, selector: 'aside.consent', url: null, stack: [], renderedBy: [] }],
  pictures: { before: null, after: null },
};

function rectangle(y: number) {
  return { x: 16, y, width: 328, height: 240 };
}

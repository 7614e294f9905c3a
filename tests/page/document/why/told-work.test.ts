import { expect, test } from 'vitest';

import type { GateReport } from '../../../../src/model/report.ts';
import { extentOf } from '../../../../src/page/document/why/moves-geometry.ts';
import { toldWork } from '../../../../src/page/document/why/told-work.ts';
import { factWords } from '../../../../src/report/words/fact-words.ts';
import { inText } from '../../../../src/report/words/phrase.ts';
import { at, BASE_SHA, diagnosis, HEAD_SHA, interaction, work } from '../../../cause/records.ts';
import { cause, PLACE } from '../../../report/known-causes.ts';
import { explained } from '../../../report/scenarios.ts';

const report: GateReport = explained;
const shas = [BASE_SHA, HEAD_SHA];
const handler = (url: string, selfMs: number) => ({
  interaction: interaction({ processing: { ms: 90, work: work({ place: at(url, 7, 'priceCart'), selfMs }) } }),
});

test('functions are matched across builds, those that grew most first, with the line that a cause knows', () => {
  const found = diagnosis(
    { ...handler('/app-4f3a9c21.js', 12), loading: work({ place: at('/app-4f3a9c21.js', 3, 'hydrate'), selfMs: 40 }) },
    {
      ...handler('/app-b07d55e8.js', 88),
      loading: {
        ...work(
          { place: at('/app-b07d55e8.js', 3, 'hydrate'), selfMs: 42 },
          { place: at('/app-b07d55e8.js', 9), selfMs: 0.4 },
        ),
        styles: [{ kind: 'layout', ms: 30, elements: 100, forcedBy: [] }],
      },
    },
  );
  const known = cause({
    subject: { url: null, selector: null, name: 'priceCart' },
    places: [{ ...PLACE, role: 'function', file: 'src/price.ts', line: 4, url: `${found.head}/app-b07d55e8.js?v=1` }],
  });
  const told = toldWork({ diagnosis: found, causes: [known], report, shas });
  expect(
    told.map(({ during, rows }) => [
      during,
      rows.map(({ name, at: place, baseMs, headMs }) => [name, place === null ? null : inText(place), baseMs, headMs]),
    ]),
  ).toEqual([
    [
      'before LCP',
      [
        ['layout', null, 0, 30],
        ['hydrate', '/app-b07d55e8.js:3:1', 40, 42],
      ],
    ],
    ['in the processing duration', [['priceCart', 'src/price.ts:4, changed in ccccccc', 12, 88]]],
  ]);
});

test('what moved is drawn with a margin, and what has no size is left out', () => {
  const nothing = { x: 0, y: 0, width: 0, height: 0 };
  const moved = [{ selector: 'p', before: nothing, after: { x: 10, y: 20, width: 100, height: 50 } }];
  const shift = { value: 0.1, atMs: 1, moved, culprits: [], pictures: { before: null, after: null } };
  expect(extentOf(shift)).toEqual({ x: 2, y: 12, width: 116, height: 66 });
  expect(extentOf({ ...shift, moved: [] })).toBeNull();
});

test.each([
  [{ kind: 'larger', base: 20_000, head: 400_000 } as const, 'ms', ['size', '20 kB', '400 kB']],
  [{ kind: 'larger', base: 0, head: 0.16 } as const, 'score', ['size', '0', '0.16']],
  [{ kind: 'longer', base: 12, head: 88 } as const, 'ms', ['takes', '12 ms', '88 ms']],
  [{ kind: 'preload', base: true, head: false } as const, 'ms', ['is preloaded', 'yes', 'no']],
  [{ kind: 'initiator', base: 'parser', head: null } as const, 'ms', ['requested by', 'parser', '–']],
  [{ kind: 'requests', base: 1, head: 3 } as const, 'bytes', ['requests', '1', '3']],
] as const)('%j is told in its unit', (fact, unit, words) => {
  expect(Object.values(factWords(fact, unit))).toEqual(words);
});

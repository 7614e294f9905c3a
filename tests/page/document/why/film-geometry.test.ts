import { describe, expect, it } from 'vitest';

import type { Side } from '../../../../src/model/deploy.ts';
import { filmTable, picturesIn, type Filmstrip } from '../../../../src/page/document/why/film-geometry.ts';

/** A visit whose frames were shown at these times; a negative one is LCP. */
function visit(side: Side, times: readonly number[], size = { width: 160, height: 285 }) {
  const frames = times.map((time) => ({
    atMs: Math.abs(time),
    isLcp: time < 0,
    picture: `${side}-${Math.abs(time)}.webp`,
  }));
  const filmstrip: Filmstrip = { ...size, frames };
  return { side, filmstrip };
}

/** A row of a table for each side: since when each cell is shown, and whether LCP is over. */
function rows(...visits: Parameters<typeof filmTable>[0]) {
  const table = filmTable(visits);
  if (table === null) return null;
  const cells = table.rows.map((row) => [
    row.side,
    ...row.cells.map((cell) => (cell === null ? '–' : `${cell.sinceMs} ${cell.lcp}`)),
  ]);
  return [['', ...table.timesMs], ...cells];
}

const nineFrom = (from: number) => Array.from({ length: 9 }, (_, index) => from + 150 * index);

describe('the table of two filmstrips', () => {
  it('has a column for each time at which a side shows something new, and what both show then', () => {
    expect(rows(visit('base', [200, 500, -900]), visit('head', [400, 700, -1300]))).toEqual([
      ['', 200, 400, 500, 700, 900, 1300],
      ['base', '200 before', '200 before', '500 before', '500 before', '900 at', '900 after'],
      ['head', '–', '400 before', '400 before', '700 before', '700 before', '1300 at'],
    ]);
  });

  it('has one column for times that are near to each other, but for LCP', () => {
    const [columns] = rows(visit('base', [200, 500, -940]), visit('head', [220, 510, 960, -1000])) ?? [];
    expect(columns).toEqual(['', 220, 510, 940, 960, 1000]);
    const often = Array.from({ length: 9 }, (_, index) => 900 + 10 * index);
    expect(rows(visit('base', [...often, -1000]))?.[0]).toEqual(['', 910, 940, 970, 1000]);
  });

  it('has one column for LCP of both sides where they are near to each other', () => {
    expect(rows(visit('base', [200, -988]), visit('head', [200, -1000]))).toEqual([
      ['', 200, 1000],
      ['base', '200 before', '988 at'],
      ['head', '200 before', '1000 at'],
    ]);
  });

  it('has ten columns at most, LCP of each side among them', () => {
    const [columns = []] =
      rows(visit('base', [...nineFrom(200), -1410]), visit('head', [...nineFrom(280), -1490])) ?? [];
    expect(columns).toHaveLength(11);
    expect(columns).toEqual(expect.arrayContaining([1410, 1490]));
  });

  it('goes on to the last frame of a side without LCP, which is not over', () => {
    expect(rows(visit('base', [200, 600]), visit('head', [200, -900]))?.[1]).toEqual([
      'base',
      '200 before',
      '600 before',
      '600 before',
    ]);
  });

  it('has the one side that was filmed, and is none without a film', () => {
    expect(rows({ side: 'base' }, visit('head', [200, -900]))).toEqual([
      ['', 200, 900],
      ['head', '200 before', '900 at'],
    ]);
    expect(rows({ side: 'base' }, { side: 'head' })).toBeNull();
  });

  it('names each picture that it shows once, and no other', () => {
    const table = filmTable([visit('base', [200, 210, -900]), visit('head', [600, -900])]);
    expect(table === null ? [] : picturesIn(table)).toEqual([
      'base-210.webp',
      'base-900.webp',
      'head-600.webp',
      'head-900.webp',
    ]);
  });

  it('has smaller cells where it has more columns, in the proportion of the pictures', () => {
    const few = filmTable([visit('base', [200, -900])]);
    expect(few).toMatchObject({ width: 160, height: 285 });
    const many = filmTable([visit('base', [100, 200, 300, 400, 500, 600, 700, 800, 900, -1000])]);
    expect(many).toMatchObject({ width: 96, height: 171 });
    const small = { width: 60, height: 40 };
    expect(filmTable([visit('base', [100, -900], small)])).toMatchObject(small);
  });
});

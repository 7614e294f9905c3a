import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { KnownSearch } from '../../src/model/cause.ts';
import type { LaterRecord } from '../../src/model/record.ts';
import type { Visit } from '../../src/model/sample.ts';
import type { Blob } from '../../src/record/blob.ts';
import { searchesOf } from '../../src/record/campaigns.ts';
import { doubtAbout, impossible } from '../../src/record/consistency.ts';
import { mergeBlobs } from '../../src/record/merge.ts';
import { readLog } from '../../src/record/read.ts';
import { withBoundedWords } from '../../src/record/words.ts';
import { cause, PLACE, search } from '../report/known-causes.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-causes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROUTES = [{ name: 'home' }, { name: 'product', slowerMs: 400 }];
const [RUN, ...ALL] = recordsOf({ routes: ROUTES });
const LATER = ALL.slice(0, -1);
const END: LaterRecord = { type: 'end' };

function recorded(...searches: readonly KnownSearch[]): LaterRecord[] {
  return searches.map((each) => ({ type: 'causes', search: each }));
}

const doubtOf = (...searches: readonly KnownSearch[]): string | null => {
  const records = recorded(...searches);
  const why = records.map(impossible).find((each) => each !== null) ?? null;
  const [first] = records;
  const found = why === null || first === undefined ? null : { record: first, why };
  return doubtAbout({ run: RUN, later: [...LATER, ...records, END] }, found);
};

describe('a record of causes', () => {
  test('is read back as it was written, and the last of each budget holds', async () => {
    const first = search({}, { share: 0.4 });
    const searches = [search({}, { id: 'hero-larger', share: 1 }), search({ path: 'cls', reproduced: false })];
    writeRecords(folder, [RUN, ...LATER, ...recorded(first, ...searches), END]);
    const log = await readLog(folder);
    expect(log.later.filter(({ type }) => type === 'causes')).toEqual(recorded(first, ...searches));
    expect(searchesOf(log)).toEqual(searches);
  });

  test.each<[string, object]>([
    ['an id that nobody knows', { id: 'somebody-else' }],
    ['a share above 1', { share: 1.1 }],
    ['a place at line 0', { places: [{ ...PLACE, line: 0 }] }],
    ['a role that nobody knows', { places: [{ ...PLACE, role: 'owner' }] }],
    ['another key', { more: 1 }],
  ])('with %s is not read', async (_, over) => {
    const bad = { ...search(), causes: [{ ...cause(), ...over }] };
    writeRecords(folder, [RUN, ...LATER, { type: 'causes', search: bad }, END]);
    await expect(readLog(folder)).rejects.toThrow('search.causes');
  });

  test('may say what runs find', () => {
    expect(
      doubtOf(
        search({}, {}, { share: 0.2 }, { share: 0.1, because: false }),
        search({ path: 'cls', reproduced: false }, { because: false }),
      ),
    ).toBeNull();
  });

  test.each<[string, KnownSearch, string]>([
    ['of a route that the run does not have', search({ route: 'cart' }), 'cart · mobile is not one of their campaigns'],
    [
      'of a cost, which no run looks for',
      search({ route: 'GetCart', condition: 'operation', path: 'cost' }),
      'GetCart · operation is not one of their campaigns',
    ],
    ['of another condition', search({ condition: 'desktop' }), 'product · desktop is not one of their campaigns'],
    [
      'with a cause of another budget',
      search({}, { path: 'inp' }),
      'a cause of lcp of product · mobile is of another budget',
    ],
    ['with a cause of another route', search({}, { route: 'home' }), 'is of another budget'],
    ['with a reason of too small a share', search({}, { share: 0.19 }), 'accounts for too little'],
    ['with a reason that was not seen again', search({ reproduced: false }, {}), 'accounts for too little'],
  ])('is doubted %s', (_, found, why) => {
    expect(doubtOf(found)).toContain(why);
  });

  test('of another job is cut to what a report shows', () => {
    const places = Array.from({ length: 20 }, (_, line) => ({ ...PLACE, line: line + 1 }));
    const facts = Array.from({ length: 20 }, () => ({ kind: 'new' as const, base: false, head: true }));
    const subject = { url: null, selector: null, name: 'n'.repeat(5000) };
    const causes = Array.from({ length: 30 }, () => ({ places, facts, subject }));
    const { later } = withBoundedWords({ run: RUN, later: recorded(search({}, ...causes)) });
    const [told] = searchesOf({ run: RUN, later });
    expect(told?.causes).toHaveLength(10);
    expect(told?.causes[0]).toMatchObject({ places: places.slice(0, 8), facts: facts.slice(0, 8) });
    expect(told?.causes[0]?.subject.name).toBe(`${'n'.repeat(999)}…`);
  });
});

/** The samples of a shard that has one route, with what it found of it. */
function shard(index: number, route: string): Blob {
  const campaigns = [{ route, condition: 'mobile' }];
  const [run, ...later] = recordsOf({ routes: ROUTES, blocks: 1, shard: { index, of: 2, campaigns } });
  const visits = later.filter((record): record is Visit => record.type === 'visit');
  return {
    file: `${index}`,
    log: { run, later: [...recorded(search({ route }, {})), ...later] },
    visits: () => visits,
  };
}

test('the causes that shards found are those of the run', () => {
  const { log } = mergeBlobs([shard(2, 'product'), shard(1, 'home')]);
  expect(searchesOf(log)).toEqual([search({ route: 'home' }, {}), search({}, {})]);
  expect(doubtAbout(log, null)).toBeNull();
});

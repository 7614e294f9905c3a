import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { ended } from '../field/commands/site.ts';
import { placeWith, refusal } from './place.ts';

const CONFIG = `field: { beacons: "field/*.ndjson" }
deploys: { head: { url: "https://shop.example" } }
routes:
  - { name: home, path: / }
  - { name: cart, path: /cart }
`;

const view = (route: string, at: number): string =>
  ended(at, 1000 + (at % 100), { route, session: `${route}-${at}`, t: '2026-11-20T10:00:00Z' });

/** Page views of as many sessions, of 1000 ms on. */
function placeWithViews(sessions: number, config: string = CONFIG) {
  const place = placeWith(config);
  mkdirSync(path.join(place.folder, 'field'));
  const lines = Array.from({ length: sessions }, (_, at) => view('home', at)).join('');
  writeFileSync(path.join(place.folder, 'field', 'views.ndjson'), lines + view('blog', 90_000));
  return place;
}

describe('page views', () => {
  test('give limits for visitors by the p75 and its interval, which load again', async () => {
    using place = placeWithViews(200);
    const told = await place.suggest({ field: true, write: true });
    expect(told).toMatch(
      /home lcp max 1\.2 s: the p75 of 200 page views in 200 sessions of home on mobile was 1\.07 s \(at most 1\.0\d s\)/,
    );
    expect(told).toContain('`vitals-gate field slo` holds page views against them');
    expect(told).toContain('blog: the file does not have this route.');
    const { routes } = await loadConfig('vitals-gate.yml', { baseUrl: null, headUrl: null }, place.folder, {});
    expect(routes[0]?.budgets).toMatchObject([{ path: 'lcp', max: { value: 1200 }, enforce: 'warn' }, { path: 'cls' }]);
  });

  test('of too few sessions are refused', async () => {
    using place = placeWithViews(99);
    expect(await refusal(place.suggest({ field: true }))).toMatchObject({
      exitCode: 3,
      block: expect.stringContaining('99 at most'),
    });
  });

  test('give limits for every route where the file declares none', async () => {
    using place = placeWithViews(200, 'field: { beacons: "field/*.ndjson" }\n');
    const told = await place.suggest({ field: true });
    expect(told).toContain('every route lcp max 1.2 s');
    expect(told).toMatch(/^\+ budgets:\n\+ {3}lcp: \{ max: 1200 ms/m);
  });
});

test('a file without field says what to add', async () => {
  using place = placeWith();
  expect(await refusal(place.suggest({ field: true }))).toMatchObject({
    exitCode: 2,
    block: expect.stringContaining('field: { beacons:'),
  });
});

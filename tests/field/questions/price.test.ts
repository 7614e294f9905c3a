import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openFiles } from '../../../src/field/engines/duckdb.ts';
import { openEvents, type Events } from '../../../src/field/engines/events.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import { askCells, askControl, askEventCounts, askWorth } from '../../../src/field/questions/price.ts';
import type { Landing } from '../../../src/field/questions/price-text.ts';
import { ndjson, node } from '../../support/field/records.ts';

const START_MS = Date.parse('2026-11-10T10:00:00Z');
const SCOPE = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-29T00:00:00.000Z', by: null, sha: null };
const LANDING: Landing = { route: 'product', device: null, path: 'lcp', stepMs: 100 };

/** A view that began so many minutes into the hour; without an LCP its end was never heard of. */
function view(session: string, minute: number, route: string, lcpMs: number | null, more: object = {}): object[] {
  const t = new Date(START_MS + minute * 60_000).toISOString();
  const head = { v: 1, view: `${session}-${minute}`, session, t, sha: 'aaaa', route, device: 'mobile', ...more };
  const final = { ...head, type: 'final', lcp: lcpMs === null ? null : node('lcp', lcpMs), inp: null, cls: null };
  return lcpMs === null ? [{ ...head, type: 'start' }] : [{ ...head, type: 'start' }, final];
}

const event = (session: string, minute: number, value?: unknown): object => ({
  session,
  t: new Date(START_MS + minute * 60_000).toISOString(),
  ...(value === undefined ? {} : { value }),
});

let folder = '';
let engine: Engine;
let events: Events;

const RECORDS = [
  // Converts after the landing; what later pages take does not count.
  ...view('buys', 0, 'product', 150),
  ...view('buys', 2, 'product', 9000),
  // Landed elsewhere, and came to the route later.
  ...view('elsewhere', 0, 'home', 100),
  ...view('elsewhere', 1, 'product', 200),
  // Its event came before it landed.
  ...view('before', 5, 'product', 199.4, { state: 'stale' }),
  // Both: before and after.
  ...view('both', 5, 'product', 180, { state: 'fresh' }),
  // The landing view never ended; a later one of the route did.
  ...view('lost', 0, 'product', null),
  ...view('lost', 1, 'product', 400),
  ...view("it's", 0, 'product', 320, { device: 'desktop', country: 'DE', connection: '4g', pageType: 'p' }),
  // Began the day before the window, and went on in it.
  { ...view('old', 0, 'product', 500)[1], view: 'old-0', t: '2026-10-31T23:50:00.000Z' },
  { ...view('old', 1, 'product', 500)[1], view: 'old-1', t: '2026-11-01T00:05:00.000Z' },
];
const EVENTS = [
  event('buys', 1, 12.5),
  event('buys', 1, 12.5),
  event('buys', 3, 7),
  event('elsewhere', 2, 100),
  event('before', 4, 50),
  event('both', 4, 50),
  event('both', 6, 'free'),
  event('lost', 3, 10),
  event("it's", 1, -5),
  event('nobody', 1, 3),
];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-price-'));
  await writeFile(path.join(folder, 'beacons.ndjson'), ndjson(RECORDS));
  await writeFile(path.join(folder, 'events.ndjson'), ndjson(EVENTS));
  engine = await openFiles({ glob: 'beacons.ndjson' }, folder);
  events = await openEvents(
    engine,
    { kind: 'files', glob: 'events.ndjson', session: 'session', time: 't', value: 'value', currency: null, where: '' },
    folder,
  );
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const MOBILE = { device: 'mobile', connection: null, country: null, pageType: null };
const DESKTOP = { device: 'desktop', connection: '4g', country: 'DE', pageType: 'p' };

describe('sessions that landed on a route', () => {
  test('are counted once, by the wait of their first view, with what came after it and before it', async () => {
    expect(await askCells(engine, SCOPE, LANDING, events)).toEqual({
      cells: [
        { ...DESKTOP, n: 1, totalMs: 320, converted: 0, earlier: 0 },
        { ...MOBILE, n: 3, totalMs: 150 + 199 + 180, converted: 2, earlier: 2 },
      ],
      starts: 5,
      analysed: 4,
      states: { fresh: 1, stale: 1, failed: 0 },
    });
  });

  test('may be those of one device', async () => {
    const { cells } = await askCells(engine, SCOPE, { ...LANDING, device: 'desktop' }, events);
    expect(cells).toEqual([{ ...DESKTOP, n: 1, totalMs: 320, converted: 0, earlier: 0 }]);
  });
});

test('what is seen after an event is told apart from what caused it', async () => {
  expect(await askControl(engine, SCOPE, LANDING, events)).toEqual([
    { ...MOBILE, lastRoute: 'product', n: 1, totalMs: 9000, landedMs: 150, converted: 1 },
  ]);
});

test('money is that of events from the landing on, each once, without what is no number', async () => {
  expect(await askWorth(engine, SCOPE, LANDING, events)).toEqual({
    sessions: 2,
    cents: 1950,
    squares: 1950 ** 2,
    events: 3,
    priced: 2,
    copies: 1,
  });
});

test('events that take money back are counted, and are not conversions', async () => {
  expect(await askEventCounts(engine, SCOPE, events)).toEqual({ events: 10, refunds: 1 });
});

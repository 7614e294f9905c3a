import { node } from './records.ts';

/** A generator of numbers in [0, 1) that is the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ROUTES = ['product', 'it\'s "quoted" \\ {view}', 'größe; DROP TABLE beacons --'];
const DEVICES = ['mobile', 'desktop', undefined];
const SHAS = ['aaaa', 'bbbb', "c'c"];
const LAYER = 'db "main"\'s.1';
const FIRST_MS = Date.parse('2026-11-01T00:00:00Z');
const HOUR_MS = 3_600_000;

/** Records of many views, with names that would break a text that does not escape them, and values that round. */
export function manyRecords(sessions: number, seed = 1): object[] {
  const random = randomFrom(seed);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: sessions }, (_, s) => {
    const session = {
      session: `s${s}`,
      device: one(DEVICES),
      country: one(['BR', 'DE', undefined]),
      connection: one(['4g', '3g', undefined]),
    };
    return Array.from({ length: 1 + Math.floor(random() * 4) }, (__, v) => {
      const head = {
        v: 1,
        view: `s${s}-${v}`,
        ...session,
        t: new Date(FIRST_MS + Math.floor(random() * 48 * HOUR_MS)).toISOString(),
        sha: one(SHAS),
        route: one(ROUTES),
        variant: one([undefined, { hero: "b'", cart: '1' }]),
        state: one(['fresh', 'stale', undefined]),
        pageType: one(['a', undefined]),
      };
      const start = { ...head, type: 'start' };
      const final = { ...head, type: 'final', ...metrics(random) };
      return one([[start, final], [start, final], [start, final], [start], [final], [final, start]]);
    }).flat();
  }).flat();
}

function metrics(random: () => number) {
  const db = Math.floor(random() * 1000) / 10;
  const request = node('request', db + 25.5, node(LAYER, db), node('unreported', 25.5));
  const ttfb = node('ttfb', db + 25.5, request);
  const delayMs = Math.floor(random() * 10_000) / 10;
  const lcp = node('lcp', db + 25.5 + delayMs, ttfb, node('resource-load-delay', delayMs));
  const inp = node('inp', 8 * Math.floor(random() * 60));
  const cls = node('cls', Math.floor(random() * 4000) / 10_000);
  return {
    lcp: random() < 0.05 ? null : lcp,
    inp: random() < 0.3 ? null : inp,
    cls,
    ...(random() < 0.1 ? { serverTiming: [{ name: 'edge', dur: 4.5 }] } : {}),
  };
}

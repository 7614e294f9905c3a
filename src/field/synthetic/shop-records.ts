import type { Beacon, FinalBeacon } from '../../model/beacon.ts';
import { shopSessions, type ShopTruth } from './shop.ts';

/** An order, as a shop writes it. */
export interface ShopOrder {
  readonly session: string;
  /** ISO. */
  readonly t: string;
  readonly value: number;
}

const FROM_MS = Date.parse('2026-10-05T00:00:00.000Z');
const DAYS = 28;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The records and the orders of a shop, spread over four weeks less an hour: all of a session is within them. */
export function shopRecords(truth: ShopTruth): { records: Beacon[]; orders: ShopOrder[] } {
  const records: Beacon[] = [];
  const orders: ShopOrder[] = [];
  let index = 0;
  for (const { device, connection, country, lcpMs, isConverted, isEarlier, value, laterMs } of shopSessions(truth)) {
    const session = `${truth.seed}-${index}`;
    const atMs = FROM_MS + Math.floor(((index + 0.5) / truth.sessions) * (DAYS * DAY_MS - HOUR_MS));
    const t = new Date(atMs).toISOString();
    const common = { v: 1 as const, session, sha: 'a1b2c3d4e5', device, connection, country };
    const head = { ...common, view: `${session}-0`, t, route: 'product', pageType: 'product', state: 'fresh' as const };
    const lcp = { id: 'lcp', value: lcpMs, parts: [] };
    records.push({ ...head, type: 'start' }, { ...head, type: 'final', lcp, inp: null, cls: null });
    if (laterMs !== null) records.push(laterView(head, new Date(atMs + 10 * MINUTE_MS).toISOString(), laterMs));
    const order = (minutes: number): ShopOrder => ({
      session,
      t: new Date(atMs + minutes * MINUTE_MS).toISOString(),
      value,
    });
    if (isEarlier) orders.push(order(-2));
    if (isConverted) orders.push(order(3));
    index += 1;
  }
  return { records, orders };
}

function laterView(head: Omit<FinalBeacon, 'type' | 'lcp' | 'inp' | 'cls'>, t: string, lcpMs: number): Beacon {
  const lcp = { id: 'lcp', value: lcpMs, parts: [] };
  return { ...head, type: 'final', view: `${head.session}-1`, route: 'account', t, lcp, inp: null, cls: null };
}

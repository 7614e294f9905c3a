import type { LandedSessions, SessionCell } from '../questions/price.ts';
import { shopSessions, type ShopTruth } from './shop.ts';

/** What the question of a price's cells answers of a shop, without its records. */
export function shopCells(truth: ShopTruth, stepMs: number): LandedSessions {
  const cells = new Map<string, { -readonly [Key in keyof SessionCell]: SessionCell[Key] }>();
  for (const { device, connection, country, lcpMs, isConverted, isEarlier } of shopSessions(truth)) {
    const key = [device, connection, country, Math.floor(lcpMs / stepMs)].join(' ');
    const cell = cells.get(key) ?? {
      device,
      connection,
      country,
      pageType: 'product',
      n: 0,
      totalMs: 0,
      converted: 0,
      earlier: 0,
    };
    cell.n += 1;
    cell.totalMs += lcpMs;
    cell.converted += isConverted ? 1 : 0;
    cell.earlier += isEarlier ? 1 : 0;
    cells.set(key, cell);
  }
  const { sessions } = truth;
  const states = { fresh: sessions, stale: 0, failed: 0 };
  return { cells: [...cells.values()], starts: sessions, analysed: sessions, states };
}

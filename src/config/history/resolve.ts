import { resolve } from 'node:path';

import type { CreepBudget, HistoryConfig } from '../../model/history.ts';
import { METRICS } from '../../model/metric.ts';
import { trimUrl } from '../deploys/url.ts';
import { parseLimit } from '../units/time-and-percent.ts';
import type { HistoryInput } from './schema.ts';

const DEFAULT_BRANCH = 'vitals-gate-history';

/** @param folder of the configuration file */
export function resolveHistory(history: HistoryInput | undefined, folder: string): HistoryConfig | null {
  if (history === undefined) return null;
  const { anchor, 'anchor-url': url, branch = DEFAULT_BRANCH } = history;
  return {
    anchor,
    anchorUrl: url === undefined ? null : trimUrl(url),
    place:
      history.folder === undefined
        ? { kind: 'branch', branch }
        : { kind: 'folder', folder: resolve(folder, history.folder) },
    creep: creepBudgets(history.creep),
  };
}

function creepBudgets(creep: HistoryInput['creep']): CreepBudget[] {
  if (creep === undefined) return [];
  const { enforce, ...limits } = creep;
  const written: Readonly<Record<string, string | number | undefined>> = limits;
  return METRICS.flatMap((metric): CreepBudget[] => {
    const value = written[metric];
    if (value === undefined) return [];
    if (typeof value === 'number') return [{ metric, limit: { value, unit: 'score' }, enforce }];
    return [{ metric, limit: { value: parseLimit(value)?.value ?? 0, unit: '%' }, enforce }];
  });
}

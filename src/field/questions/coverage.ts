import type { Engine } from '../engines/engine.ts';
import template from '../sql/coverage.sql';
import { groupKeys, groupOf, numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Coverage } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

export function coverageText(target: Target, scope: Scope): string {
  return fillTemplate(template, scopeValues(target, scope));
}

/** Page views by what was recorded of them, by route, device, slice and commit. */
export async function askCoverage(engine: Engine, scope: Scope): Promise<Coverage[]> {
  const rows = await engine.query(coverageText(engine, scope));
  const coverage = rows.map((row) => {
    const [starts, finals, views] = [numberOf(row, 'starts'), numberOf(row, 'finals'), numberOf(row, 'views')];
    return {
      ...groupOf(row, scope.by),
      sha: textOf(row, 'sha'),
      starts,
      ended: starts + finals - views,
      withoutStart: views - starts,
    };
  });
  return sortedBy(coverage, (each) => [...groupKeys(each), each.sha]);
}

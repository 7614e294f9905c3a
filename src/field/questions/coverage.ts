import type { Engine } from '../engines/engine.ts';
import template from '../sql/coverage.sql';
import { groupKeys, groupOf, numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Coverage } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, sliceColumn, type Target } from './text.ts';

export function coverageText(target: Target, scope: Scope): string {
  const column = sliceColumn(scope.by);
  const slice_of_view = column === null ? '' : `, ${ofFinal(column)} AS slice`;
  return fillTemplate(template, { ...scopeValues(target, scope), slice_of_view });
}

/** What the final of a view says, or its start where it has no final. */
function ofFinal(column: string): string {
  const count = "COUNT(CASE WHEN type = 'final' THEN 1 END)";
  return `CASE WHEN ${count} = 0 THEN MAX(${column}) ELSE MAX(CASE WHEN type = 'final' THEN ${column} END) END`;
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

import type { Price } from '../../model/price.ts';
import { compareWithLab } from '../analyses/ratio.ts';
import { judgeSlo } from '../analyses/slo.ts';
import { routesOf, thresholdsOf } from '../analyses/slo-budgets.ts';
import type { Engine } from '../engines/engine.ts';
import { askClusters } from '../questions/clusters.ts';
import { askDistributions } from '../questions/distributions.ts';
import type { Landing } from '../questions/price-text.ts';
import type { Scope } from '../questions/scope.ts';
import { readLabValues } from './lab-values.ts';
import { labFolder, withoutBudgets } from './ratio.ts';
import type { FieldSetup } from './reading.ts';

/** How many milliseconds of the field one of the lab is, or why that is not known. */
export type LabToField =
  | { readonly ratio: NonNullable<Price['labToField']>; readonly why: null }
  | { readonly ratio: null; readonly why: string };

/**
 * The ratio of the route as `field ratio` has it.
 *
 * @throws GateError `no-lab`, and as `readLabValues`
 */
export async function askLabToField(
  engine: Engine,
  scope: Scope,
  { field }: FieldSetup,
  { route, device, path }: Landing,
  { lab, cwd }: { readonly lab: string; readonly cwd: string },
): Promise<LabToField> {
  const values = (await readLabValues(await labFolder(lab, cwd))).filter(
    (each) => each.route === route && each.path === path,
  );
  const [first, ...others] = values.filter(({ condition }) => device === null || condition === device);
  if (first === undefined) return unknown('the lab did not measure it');
  if (others.length > 0) return unknown('the lab measured several conditions. Name one with --condition');
  const distributions = (await askDistributions(engine, scope, [path])).filter(
    (each) => each.route === route && each.device === first.condition,
  );
  const routes = routesOf(withoutBudgets(field), distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const judged = judgeSlo(routes, { distributions, clusters, coverage: [], paths: [path] });
  const visitors = judged.flatMap(({ condition, value, low, high, by }) =>
    value === null ? [] : [{ route, device: condition, by, path, value, low, high }],
  );
  const found = compareWithLab(visitors, [first]).find(({ condition }) => condition === first.condition);
  const { ratio = null, low = null, high = null } = found ?? {};
  if (ratio === null) return unknown('no page view of that condition has it');
  if (low === null || high === null) return unknown('its interval lacks a bound');
  return { ratio: { value: ratio, low, high }, why: null };
}

const unknown = (why: string): LabToField => ({ ratio: null, why });

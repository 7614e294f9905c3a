import { dirname, resolve } from 'node:path';

import type { BeaconSource, FieldConfig } from '../../model/field.ts';
import type { RecordStep } from '../../model/interaction.ts';
import { routeBudgets } from '../budgets/defaults.ts';
import type { ConfigInput } from '../schema.ts';
import type { FieldInput } from './schema.ts';
import { windowDaysOf } from './window.ts';

/** Visitors interact, whatever the script of a route does. */
const VISITORS: readonly RecordStep[] = [{ action: 'click' }];

/** @param path of the configuration; absolute */
export function resolveField(input: ConfigInput, path: string): FieldConfig | null {
  const { field } = input;
  if (field === undefined) return null;
  const folder = dirname(path);
  return {
    beacons: resolveBeacons(field.beacons, folder),
    deploys: field.deploys === undefined ? null : resolve(folder, field.deploys),
    windowDays: windowDaysOf(field.window),
    routes: input.routes.map(({ name, conditions, budgets }) => ({
      name,
      conditions,
      budgets: routeBudgets(input.budgets, budgets, VISITORS),
    })),
    budgets: routeBudgets(input.budgets, {}, VISITORS),
  };
}

function resolveBeacons(beacons: FieldInput['beacons'], folder: string): BeaconSource {
  if (typeof beacons === 'string') return { kind: 'files', glob: beacons, folder };
  const { postgres, clickhouse } = beacons;
  if (postgres !== undefined) return { kind: 'postgres', urlFrom: postgres['url-from'], table: postgres.table };
  if (clickhouse !== undefined) return { kind: 'clickhouse', urlFrom: clickhouse['url-from'], table: clickhouse.table };
  throw new Error('unchecked beacons');
}

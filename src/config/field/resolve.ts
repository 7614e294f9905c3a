import { dirname, resolve } from 'node:path';

import { DATABASES, type BeaconSource, type FieldConfig } from '../../model/field.ts';
import type { RecordStep } from '../../model/interaction.ts';
import { routeBudgets } from '../budgets/defaults.ts';
import { placeIn } from '../../source/positions.ts';
import type { KeyPath, Source } from '../../source/yaml.ts';
import type { ConfigInput } from '../schema.ts';
import { resolveCovariates } from './covariates.ts';
import { resolveEvents } from './events.ts';
import type { FieldInput } from './schema.ts';
import { windowDaysOf } from './window.ts';

/** Visitors interact, whatever the script of a route does. */
const VISITORS: readonly RecordStep[] = [{ action: 'click' }];

/** The configuration that a section is of. */
interface FieldPlace {
  /** As the user gave it. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly source: Source;
}

export function resolveField(input: ConfigInput, place: FieldPlace): FieldConfig | null {
  const { field } = input;
  if (field === undefined) return null;
  const folder = dirname(place.path);
  const whereOfEvents = (key: string): string => placeIn(place.file, place.source.position(['field', 'events', key]));
  return {
    beacons: resolveBeacons(field.beacons, folder, place),
    events: resolveEvents(field.events, whereOfEvents),
    deploys: field.deploys === undefined ? null : resolve(folder, field.deploys),
    windowDays: windowDaysOf(field.window),
    covariates: resolveCovariates(field.covariates),
    routes: input.routes.map(({ name, conditions, budgets }) => ({
      name,
      conditions,
      budgets: routeBudgets(input.budgets, budgets, VISITORS),
    })),
    budgets: routeBudgets(input.budgets, {}, VISITORS),
  };
}

function resolveBeacons(beacons: FieldInput['beacons'], folder: string, { file, source }: FieldPlace): BeaconSource {
  const where = (...path: KeyPath): string => placeIn(file, source.position(['field', 'beacons', ...path]));
  if (typeof beacons === 'string') return { kind: 'files', glob: beacons, folder, where: where() };
  for (const kind of DATABASES) {
    const database = beacons[kind];
    if (database === undefined) continue;
    return { kind, urlFrom: database['url-from'], table: database.table, where: where(kind, 'url-from') };
  }
  throw new Error('unchecked beacons');
}

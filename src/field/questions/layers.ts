import { formatPath } from '../../model/breakdown.ts';
import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import template from '../sql/layers.sql';
import { LAYERS_PATH } from './nodes.ts';
import { numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

/** More are not looked at: names come from outside, and each is a column of every question. */
const MOST_LAYERS = 20;

/** Null for a dialect in which it cannot be asked. */
export function layersText(target: Target, scope: Scope): string | null {
  const names = DIALECTS[target.dialect].layerNames;
  if (names === null) return null;
  return fillTemplate(template, { ...scopeValues(target, scope), layer_names: names('layers') });
}

/** The paths of the server layers that most page views have, at most 20. */
export async function askLayers(engine: Engine, scope: Scope): Promise<string[]> {
  const rows = await engine.query(layersText(engine, scope) ?? '');
  const layers = rows.map((row) => ({ name: textOf(row, 'layer'), n: numberOf(row, 'n') }));
  return sortedBy(layers, ({ name, n }) => [-n, name])
    .slice(0, MOST_LAYERS)
    .map(({ name }) => formatPath([...LAYERS_PATH.split('.'), name]));
}

import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import template from '../sql/extent.sql';
import type { Extent } from './rows.ts';
import { fillTemplate } from './template.ts';
import { tableValues, type Target } from './text.ts';

export function extentText(target: Target, latest: string): string {
  return fillTemplate(template, { ...tableValues(target), latest: DIALECTS[target.dialect].instant(latest) });
}

/** The time that the records span up to `latest` (ISO); null if there are none. */
export async function askExtent(engine: Engine, latest: string): Promise<Extent | null> {
  const [row] = await engine.query(extentText(engine, latest));
  const { first_at: first, last_at: last } = row ?? {};
  return typeof first === 'string' && typeof last === 'string' ? { first, last } : null;
}

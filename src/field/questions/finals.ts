import { formatPath, parsePath } from '../../model/breakdown.ts';
import { COLUMNS, LAYERS_COLUMN, NODE_COLUMNS } from '../engines/columns.ts';
import { DIALECTS } from '../engines/dialects.ts';
import type { Engine, Row } from '../engines/engine.ts';
import template from '../sql/finals.sql';
import { LAYERS_PATH } from './nodes.ts';
import { textOf } from './read-rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

/** A page view that ended: its texts, and its nodes by their paths, without those that it does not have. */
export interface EndedView {
  readonly view: string;
  readonly session: string;
  /** ISO, UTC. */
  readonly t: string;
  readonly sha: string;
  readonly route: string;
  readonly path: string | null;
  readonly device: string | null;
  readonly connection: string | null;
  readonly country: string | null;
  readonly pageType: string | null;
  /** `a=b;c=d`. */
  readonly variant: string | null;
  readonly state: string | null;
  readonly navigation: string | null;
  readonly nodes: ReadonlyMap<string, number>;
}

/** So many are in memory at a time. */
const PAGE = 5000;

function finalsText(target: Target, scope: Scope, after: string): string {
  const own = { columns: COLUMNS.join(', '), after: DIALECTS[target.dialect].text(after), most: String(PAGE) };
  return fillTemplate(template, { ...scopeValues(target, scope), ...own });
}

/** The page views that ended, a page at a time. */
export async function* askFinals(engine: Engine, scope: Scope): AsyncGenerator<readonly EndedView[]> {
  for (let after = ''; ;) {
    const page = (await engine.query(finalsText(engine, scope, after))).map(viewOf);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return;
    after = last.view;
  }
}

function viewOf(row: Row): EndedView {
  const optional = (column: string): string | null => textOf(row, column) || null;
  return {
    view: textOf(row, 'view'),
    session: textOf(row, 'session'),
    t: textOf(row, 't'),
    sha: textOf(row, 'sha'),
    route: textOf(row, 'route'),
    path: optional('path'),
    device: optional('device'),
    connection: optional('connection'),
    country: optional('country'),
    pageType: optional('page_type'),
    variant: optional('variant'),
    state: optional('state'),
    navigation: optional('navigation'),
    nodes: nodesOf(row),
  };
}

function nodesOf(row: Row): Map<string, number> {
  const known = NODE_COLUMNS.flatMap(({ path, column }): [string, number][] => {
    const value = row[column];
    return typeof value === 'number' ? [[path, value]] : [];
  });
  return new Map([...known, ...layersOf(row[LAYERS_COLUMN])]);
}

/** JSON as text, or what the database's package has made of it. */
function layersOf(layers: unknown): [path: string, ms: number][] {
  const parsed: unknown = typeof layers === 'string' ? JSON.parse(layers) : layers;
  if (typeof parsed !== 'object' || parsed === null) return [];
  const above = parsePath(LAYERS_PATH) ?? [];
  return Object.entries(parsed).flatMap(([name, ms]: [string, unknown]): [string, number][] =>
    typeof ms === 'number' ? [[formatPath([...above, name]), ms]] : [],
  );
}

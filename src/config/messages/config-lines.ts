import { readFile } from 'node:fs/promises';

import { readBudgetPath } from '../budgets/path.ts';
import { valueAt } from './findings.ts';
import { parseSource, type KeyPath, type Source } from '../../source/yaml.ts';

/** A budget as reports name it. */
interface NamedBudget {
  readonly route: string;
  readonly path: string;
  readonly kind: 'max' | 'max-increase';
}

/** The lines of a configuration, for annotations; 1-based. */
export interface ConfigLines {
  /** Where a budget is declared: on the route, else for all; the route where only another file has it. */
  readonly ofBudget: (budget: NamedBudget) => number;
  readonly ofGraphql: () => number;
  /** A line of another version of the file, as far as this one has it. */
  readonly atMost: (line: number | null) => number;
}

/** Null if the file does not exist. It need not be valid. */
export async function readLines(path: string): Promise<ConfigLines | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const source = parseSource(text);
  return {
    ofBudget: (budget) => source.position(pathOf(source, budget), 'key').line,
    ofGraphql: () => source.position(['graphql'], 'key').line,
    atMost: (line) => Math.min(line ?? 1, text.trimEnd().split('\n').length),
  };
}

function pathOf(source: Source, { route, path, kind }: NamedBudget): KeyPath {
  const routes = valueAt(source.value, ['routes']);
  const index = Array.isArray(routes) ? routes.findIndex((each) => valueAt(each, ['name']) === route) : -1;
  const maps: KeyPath[] = index === -1 ? [['budgets']] : [['routes', index, 'budgets'], ['budgets']];
  const declared = maps.flatMap((map) => {
    const key = keyOf(valueAt(source.value, map), path);
    return key === null ? [] : [[...map, key]];
  });
  const withLimit = declared.find((place) => valueAt(source.value, [...place, kind]) !== undefined);
  return withLimit === undefined ? (declared[0] ?? ['routes', index]) : [...withLimit, kind];
}

/** The key of a budget map that names a node, however it is spelled. */
function keyOf(map: unknown, path: string): string | null {
  if (typeof map !== 'object' || map === null) return null;
  const found = Object.keys(map).find((key) => {
    const node = readBudgetPath(key);
    return 'path' in node && node.path === path;
  });
  return found ?? null;
}

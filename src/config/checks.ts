import type { Diagnostic } from '../source/diagnostic.ts';
import { quote, suggestion } from '../source/diagnostic.ts';
import { readBudgetPath } from './budgets/path.ts';
import { PRESET_NAMES } from './conditions/presets.ts';
import { valueAt, type PathDiagnostic } from './messages/findings.ts';
import type { KeyPath } from '../source/yaml.ts';
import { isMap } from '../source/is-map.ts';

/**
 * What no schema can see, because it takes two places of the file or a path's meaning. They look at the file as read,
 * valid or not, so that one run of the gate names every problem.
 */
export function contentFindings(file: unknown): PathDiagnostic[] {
  const routes = entriesOf(valueAt(file, ['routes']), ['routes']);
  const defaults = entriesOf(valueAt(file, ['budgets']), ['budgets']);
  const conditions = entriesOf(valueAt(file, ['conditions']), ['conditions']);
  const names = [...PRESET_NAMES, ...conditions.map(keyOf)];
  return [
    ...extendsFindings(conditions, names),
    ...setupFindings(valueAt(file, ['setup']), ['setup']),
    ...duplicateNames(routes),
    ...mapFindings(defaults),
    ...limitlessDefaults(defaults),
    ...routes.flatMap(([route, path]) => {
      const own = entriesOf(valueAt(route, ['budgets']), [...path, 'budgets']);
      return [
        ...unknownConditions(route, path, names),
        ...setupFindings(valueAt(route, ['setup']), [...path, 'setup']),
        ...repeatedConditions(route, path),
        ...mapFindings(own),
        ...limitlessOverrides(own, defaults),
      ];
    }),
  ];
}

/** A value of the file with its path; the last segment is its key. */
type Entry = readonly [value: unknown, path: KeyPath];

function entriesOf(value: unknown, path: KeyPath): Entry[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [item, [...path, index]]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]) => [item, [...path, key]]);
}

function keyOf([, path]: Entry): string {
  return String(path.at(-1));
}

function duplicateNames(routes: readonly Entry[]): PathDiagnostic[] {
  return repeated(
    routes.map(([route, path]) => [valueAt(route, ['name']), [...path, 'name']]),
    (name) => ({
      what: `Two routes are called ${quote(name)}.`,
      todo: 'Rename one: reports tell routes apart by name.',
    }),
  );
}

function repeatedConditions(route: unknown, path: KeyPath): PathDiagnostic[] {
  return repeated(entriesOf(valueAt(route, ['conditions']), [...path, 'conditions']), (name) => ({
    what: `The condition ${quote(name)} is listed twice.`,
    todo: 'Remove one.',
  }));
}

function unknownConditions(route: unknown, path: KeyPath, names: readonly string[]): PathDiagnostic[] {
  return entriesOf(valueAt(route, ['conditions']), [...path, 'conditions']).flatMap(
    ([name, place]): PathDiagnostic[] => {
      if (typeof name !== 'string' || name === '' || names.includes(name)) return [];
      const [, index, , at] = place;
      const what = `routes[${String(index)}].conditions[${String(at)}] cannot be ${quote(name)}.`;
      return [{ what, todo: suggestion(name, names, 'It can be'), path: place, part: 'value' }];
    },
  );
}

/** Conditions that extend what is not there, or each other in a circle. */
function extendsFindings(conditions: readonly Entry[], names: readonly string[]): PathDiagnostic[] {
  const parents = new Map(conditions.map((entry) => [keyOf(entry), valueAt(entry[0], ['extends'])]));
  return conditions.flatMap(([condition, path]): PathDiagnostic[] => {
    const parent = valueAt(condition, ['extends']);
    const place = { path: [...path, 'extends'], part: 'value' } as const;
    if (typeof parent !== 'string' || parent === '') return [];
    if (!names.includes(parent)) {
      const todo = suggestion(parent, names, 'There are');
      return [{ what: `There is no condition ${quote(parent)} to extend.`, todo, ...place }];
    }
    const line = [String(path.at(-1))];
    for (let next: unknown = parent; typeof next === 'string' && !line.includes(next); next = parents.get(next))
      line.push(next);
    if (parents.get(line.at(-1) ?? '') !== line[0]) return [];
    const what = `${[...line, line[0]].join(' extends ')}: this is a cycle.`;
    return [{ what, todo: 'Let one of them extend mobile or desktop.', ...place }];
  });
}

/** Set-up begins on a blank page. */
function setupFindings(setup: unknown, path: KeyPath): PathDiagnostic[] {
  const first: unknown = Array.isArray(setup) ? setup[0] : undefined;
  if (typeof first !== 'object' || first === null) return [];
  // `navigate: { soft: … }` clicks something, but no page is loaded yet.
  if ('navigate' in first && typeof first.navigate !== 'object') return [];
  const todo = 'Begin with a path, for example { navigate: /login }.';
  return [{ what: '`setup` does not begin with a page to navigate to.', todo, path: [...path, 0], part: 'value' }];
}

/** A finding at the second and every further occurrence of a text. */
function repeated(entries: readonly Entry[], complaint: (text: string) => Diagnostic): PathDiagnostic[] {
  const seen = new Set<string>();
  return entries.flatMap(([text, path]): PathDiagnostic[] => {
    if (typeof text !== 'string') return [];
    if (seen.has(text)) return [{ ...complaint(text), path, part: 'value' }];
    seen.add(text);
    return [];
  });
}

/** Keys that are not the path of a metric, and paths that appear twice. */
function mapFindings(budgets: readonly Entry[]): PathDiagnostic[] {
  const seen = new Set<string>();
  return budgets.flatMap((entry): PathDiagnostic[] => {
    const place = { path: entry[1], part: 'key' } as const;
    const node = readBudgetPath(keyOf(entry));
    if ('what' in node) return [{ ...node, ...place }];
    if (seen.has(node.path)) return [{ what: `${node.path} has two budgets.`, todo: 'Merge them into one.', ...place }];
    seen.add(node.path);
    return [];
  });
}

const NO_LIMIT = 'limits nothing: it has neither max nor max-increase.';
const ADD_LIMIT = 'Write for example { max: 2500 ms } or { max-increase: [5 %, 50 ms] } (CLS: { max: 0.1 }).';

function limitlessDefaults(defaults: readonly Entry[]): PathDiagnostic[] {
  return defaults.flatMap((entry): PathDiagnostic[] => {
    const [budget, path] = entry;
    if (!isLimitless(budget)) return [];
    return [{ what: `The budget ${keyOf(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path, part: 'key' }];
  });
}

/** A route's `{ enforce: warn }` is fine over a default with a limit; a null removes on purpose. */
function limitlessOverrides(own: readonly Entry[], defaults: readonly Entry[]): PathDiagnostic[] {
  return own.flatMap((entry): PathDiagnostic[] => {
    const [budget, path] = entry;
    const base = defaults.find((other) => canonical(keyOf(other)) === canonical(keyOf(entry)))?.[0];
    if (!isLimitless(budget) || isMap(base)) return [];
    return [{ what: `The budget ${keyOf(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path, part: 'key' }];
  });
}

function canonical(written: string): string {
  const node = readBudgetPath(written);
  return 'path' in node ? node.path : written;
}

/** A map without a limit and without a misspelled key that may have been meant as one. */
function isLimitless(budget: unknown): boolean {
  return isMap(budget) && Object.keys(budget).every((key) => key === 'enforce' || key === 'percentile');
}

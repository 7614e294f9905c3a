import { alignedLines } from '../report/terminal/table.ts';
import type { Limit } from '../model/limit.ts';
import { limit, tolerances } from '../report/words/format.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { PlannedLimit } from './plan.ts';
import type { PlannedSetting } from './settings-plan.ts';
import type { Suggestions } from './suggestion.ts';

const MOST_CHARACTERS = 1000;
const HEAD = ['budget', 'limit', 'suggested', 'now', ''];

const ACTIONS: Readonly<Record<PlannedLimit['action'], string>> = {
  added: 'added, warns',
  tightened: 'tightened',
  same: 'as it is',
  'written-out': 'a default, written out',
  blocks: 'not changed: it blocks',
  looser: 'not changed: it is stricter',
  removed: 'not changed: the route removed it',
  percentile: 'not changed: not about the p75',
  shared: 'not changed: it has an anchor or an alias, so other values may share it',
};

/** What each rule of the plan means, said once where it applied. */
const RULES: Readonly<Partial<Record<PlannedLimit['action'], string>>> = {
  'written-out': 'The defaults apply only while a route has no budgets, so those without a suggestion are written out.',
  blocks:
    'A budget that blocks is never changed, because one enforce holds for both of its limits: write the limit by hand once the page keeps it.',
  looser: 'A budget is never loosened: if its limit is too strict for what was measured, change it by hand.',
};

/** Everything of a suggestion for a terminal, but the diff. */
export interface Told {
  readonly found: Suggestions;
  readonly limits: readonly PlannedLimit[];
  readonly settings: readonly PlannedSetting[];
  /** What was read, as a name and a value. */
  readonly values: readonly (readonly string[])[];
}

export function suggestionText({ found, limits, settings, values }: Told): string {
  const groups = Map.groupBy(limits, ({ route }) => route);
  const lines = [
    found.title,
    ...(values.length === 0 ? [] : ['', ...alignedLines(values, new Set([1]))]),
    ...[...groups].flatMap(([route, those]) => [
      '',
      nameOf(route),
      ...alignedLines([HEAD, ...rowsOf(those)], new Set([2, 3])),
    ]),
    ...section('Why', whyLines(found)),
    ...section('For the whole file', settings.map(settingLine)),
    ...section('Left out', found.leftOut),
    ...section('Note', [...rulesOf(limits), ...found.notes]),
  ];
  return `${lines.map((line) => (line.startsWith('  ') ? line : sanitizeLine(line, MOST_CHARACTERS))).join('\n')}\n`;
}

const nameOf = (route: string | null): string => route ?? 'every route';

/** One row for each limit: what is suggested for a default may be left as it is, and the default still be written out. */
function rowsOf(limits: readonly PlannedLimit[]): string[][] {
  const groups = Map.groupBy(limits, ({ path, key }) => JSON.stringify([path, key]));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [cellsOf(first, same)];
  });
}

function cellsOf({ path, key, suggested, existing }: PlannedLimit, same: readonly PlannedLimit[]): string[] {
  const actions = same.map(({ action }) => ACTIONS[action]).join('; ');
  return [path, key, textOf(key, suggested ?? existing), textOf(key, existing), actions];
}

function textOf(key: PlannedLimit['key'], limits: readonly Limit[] | null): string {
  if (limits === null) return '';
  return key === 'max' ? limits.map(limit).join() : tolerances(limits);
}

function whyLines({ budgets }: Suggestions): string[] {
  return budgets.flatMap(({ route, path, why }) => why.map((sentence) => `${nameOf(route)} ${path} ${sentence}`));
}

function settingLine({ key, value, existing, action, why }: PlannedSetting): string {
  const now = { added: '', same: ' (as it is)', kept: ` (not changed: the file has ${existing})` }[action];
  return `${key}: ${value}${now}: ${why}`;
}

function rulesOf(limits: readonly PlannedLimit[]): string[] {
  const actions = new Set(limits.map(({ action }) => action));
  return [...actions].flatMap((action) => RULES[action] ?? []);
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', `${title}:`, ...lines.map((line) => `  - ${sanitizeLine(line, MOST_CHARACTERS)}`)];
}

import type { BudgetFinding } from '../rows/findings.ts';

/** What a waiver is for (`judge/waive.ts`): a page that cannot be measured is not waived. */
const WAIVABLE = ['worse', 'over', 'pre-existing'];
const MOST_WAIVERS = 20;
/** A line of a comment is cut above 2,000 characters. */
const LONGEST_NAME = 1_900;
/** Long enough to mend it, short enough not to be forgotten. */
const DAYS = 14;
const DAY_MS = 86_400_000;

/** The lines of YAML that let these budgets through; null if none of them can be waived. */
export function waiverLines(findings: readonly BudgetFinding[], today: string | undefined): string[] | null {
  const names = findings
    .filter(({ row }) => WAIVABLE.includes(row.budget.reason))
    .map(({ row: { budget } }) => scalar(`${budget.route}/${budget.condition}/${budget.path}`))
    .filter((name) => name.length <= LONGEST_NAME)
    .slice(0, MOST_WAIVERS);
  if (names.length === 0) return null;
  return [
    'waivers:',
    ...names.flatMap((name) => [
      `  - budget: ${name}`,
      `    until: ${untilOf(today)}`,
      '    reason: write here why this may ship',
    ]),
  ];
}

function untilOf(today: string | undefined): string {
  if (today === undefined || !Number.isFinite(Date.parse(today))) return 'YYYY-MM-DD';
  return new Date(Date.parse(today) + DAYS * DAY_MS).toISOString().slice(0, 10);
}

/**
 * As YAML's plain scalar where it can only be that, else quoted as JSON, which YAML reads alike; what is not printed to the
 * letter is escaped, for another name would be about another budget.
 */
function scalar(text: string): string {
  if (/^[A-Za-z][\w./-]*$/.test(text)) return text;
  return JSON.stringify(text).replace(/(?<= ) |[\p{C}\p{M}\u0085]|(?! )\p{Z}/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unicodeEscape(character.charCodeAt(index))).join(''),
  );
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

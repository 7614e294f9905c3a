/** Sessions that have their levels in common, and waited about as long. */
export interface SessionGroup {
  readonly n: number;
  /** Those of them with the outcome. */
  readonly y: number;
  /** What they waited on average, ms. Within a bucket its mean stands for each of them (Berkson 1950: no bias). */
  readonly ms: number;
  /** By covariate: `device` → `mobile`. */
  readonly levels: Readonly<Record<string, string>>;
  /** What else they waited for on average, ms; null without such a covariate. */
  readonly otherMs: number | null;
}

/** What sessions have whose records do not say. */
export const UNKNOWN = 'unknown';
const OTHER = 'other';
/** Rare levels are one, because their coefficients would say nothing. */
const FEWEST_SESSIONS = 100;
const FEWEST_EXPECTED = 10;
const MOST_LEVELS = 50;

export const sessionsIn = (groups: readonly SessionGroup[]): number => groups.reduce((sum, { n }) => sum + n, 0);
export const outcomesIn = (groups: readonly SessionGroup[]): number => groups.reduce((sum, { y }) => sum + y, 0);

/**
 * The same sessions with the rare levels of a covariate as one. A level is rare with fewer than 100 sessions, or where fewer
 * than 10 sessions are expected to have the outcome, or not to have it, at the rate of all. What is rare together joins the
 * most frequent level.
 */
export function withCommonLevels(groups: readonly SessionGroup[], covariate: string): SessionGroup[] {
  const counts = countsOf(groups, covariate);
  const rate = outcomesIn(groups) / sessionsIn(groups);
  const isCommon = (n: number): boolean => n >= FEWEST_SESSIONS && n * Math.min(rate, 1 - rate) >= FEWEST_EXPECTED;
  const byFrequency = [...counts].toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  const common = new Set(
    byFrequency
      .filter(([, n]) => isCommon(n))
      .slice(0, MOST_LEVELS)
      .map(([level]) => level),
  );
  const rare = byFrequency.reduce((sum, [level, n]) => (common.has(level) ? sum : sum + n), 0);
  const rest = isCommon(rare) || common.size === 0 ? OTHER : (byFrequency[0]?.[0] ?? OTHER);
  return groups.map((group) => {
    const level = group.levels[covariate] ?? UNKNOWN;
    return { ...group, levels: { ...group.levels, [covariate]: common.has(level) ? level : rest } };
  });
}

/**
 * The sessions without those of levels whose outcomes are all equal: their coefficient would be infinite, and they say
 * nothing of the others.
 */
export function withVariedLevels(groups: readonly SessionGroup[], covariates: readonly string[]): SessionGroup[] {
  const kept = covariates.reduce((left: readonly SessionGroup[], covariate) => {
    const those = Map.groupBy(left, ({ levels }) => levels[covariate] ?? UNKNOWN);
    return [...those.values()].filter(isVaried).flat();
  }, groups);
  return kept.length === groups.length ? [...kept] : withVariedLevels(kept, covariates);
}

function isVaried(groups: readonly SessionGroup[]): boolean {
  const outcomes = outcomesIn(groups);
  return outcomes > 0 && outcomes < sessionsIn(groups);
}

/** The levels of a covariate, the most frequent first. */
export function levelsOf(groups: readonly SessionGroup[], covariate: string): string[] {
  return [...countsOf(groups, covariate)]
    .toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .map(([level]) => level);
}

function countsOf(groups: readonly SessionGroup[], covariate: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { levels, n } of groups) {
    const level = levels[covariate] ?? UNKNOWN;
    counts.set(level, (counts.get(level) ?? 0) + n);
  }
  return counts;
}

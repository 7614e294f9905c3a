import type { CreepFinding } from '../../history/creep.ts';
import type { Overview } from '../../history/overview.ts';
import { changeText, driftSentence, nodeText } from '../../history/words.ts';
import type { CreepBudget } from '../../model/history.ts';
import { limit } from '../../report/words/format.ts';
import { routePhrase } from '../../report/words/names.ts';
import type { Phrase } from '../../report/words/phrase.ts';

/** What main has become over time, for a reader. */
export interface MainStory {
  /** Drifts that have not been mended, and creep budgets that are exceeded. */
  readonly alarms: readonly Phrase[];
  /** How the history is kept, where there is something to do about it. */
  readonly warnings: readonly string[];
  /** The measured commits that it is known from; null where the history could not be read. */
  readonly commits: number | null;
  /** Whether a creep budget that blocks is exceeded. */
  readonly breaks: boolean;
}

/** @param overview null where the history could not be read */
export function mainStory(
  overview: Overview | null,
  creep: readonly CreepBudget[],
  warnings: readonly string[],
): MainStory {
  const rows = overview?.rows ?? [];
  const drifts = rows.flatMap((row) => row.drifts.map((drift): Phrase => [...driftSentence(drift), '.']));
  const broken = rows.flatMap((row) => row.creep.filter(({ standing }) => standing === 'broken'));
  const blocks = new Set(creep.filter(({ enforce }) => enforce === 'block').map(({ metric }) => metric));
  return {
    alarms: [...drifts, ...broken.map(creepPhrase)],
    warnings,
    commits: overview?.history.commits.length ?? null,
    breaks: broken.some(({ metric }) => blocks.has(metric)),
  };
}

/** LCP of `product` on mobile is +4.1 % (3.2 to 5.0 %) from the anchor: the creep budget is 3 %. */
function creepPhrase(finding: CreepFinding): Phrase {
  const { metric, limit: most, change } = finding;
  const moved = `is ${changeText(change, finding)} from the anchor: the creep budget is ${limit(most)}.`;
  return [`${nodeText(metric)} of `, ...routePhrase(finding), ` ${moved}`];
}

import type { HistoryDrift } from '../../history/drift-of.ts';
import type { HistoryChange } from '../../history/change.ts';
import type { CreepFinding } from '../../history/creep.ts';
import type { Overview, OverviewRow } from '../../history/overview.ts';
import type { CreepBudget } from '../../model/history.ts';
import { definitionOf, unitOf } from '../../model/metric.ts';
import { change, limit, percentChange, percentRange } from '../../report/words/format.ts';
import { routePhrase } from '../../report/words/names.ts';
import { name, type Phrase } from '../../report/words/phrase.ts';
import { shortSha } from '../../text/short-sha.ts';

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
  const broken = rows.flatMap((row) => row.creep.filter(({ standing }) => standing === 'broken'));
  const blocks = new Set(creep.filter(({ enforce }) => enforce === 'block').map(({ metric }) => metric));
  return {
    alarms: [...rows.flatMap((row) => row.drifts.map((drift) => driftPhrase(drift, row))), ...broken.map(creepPhrase)],
    warnings,
    commits: overview?.history.commits.length ?? null,
    breaks: broken.some(({ metric }) => blocks.has(metric)),
  };
}

/** LCP of `product` on mobile has crept by +7.2 % since `abc1234` (between `…` and `…`); most of it in `lcp.ttfb`. */
function driftPhrase(drift: HistoryDrift, row: OverviewRow): Phrase {
  const { metric, since, earliest, latest, size, phase, form } = drift;
  const by = row.change.kind === 'relative' ? percentChange(size) : change(exactly(size), unitOf(metric));
  const how = form === 'ramp' ? 'has crept by ' : 'has changed by ';
  const isKnown = earliest.sha === latest.sha;
  const range: Phrase = isKnown ? [] : [' (between ', sha(earliest), ' and ', sha(latest), ')'];
  const most: Phrase = phase === null ? [] : ['; most of it in ', name(phase)];
  return [
    `${definitionOf(metric).name} of `,
    ...routePhrase(row),
    ' ',
    how,
    by,
    ' since ',
    sha(since),
    ...range,
    ...most,
    '.',
  ];
}

/** LCP of `product` on mobile is +4.1 % (3.2 to 5.0 %) from the anchor: the creep budget is 3 %. */
function creepPhrase({ metric, limit: most, change: now, ...place }: CreepFinding): Phrase {
  const moved = changeText(now, unitOf(metric));
  return [
    `${definitionOf(metric).name} of `,
    ...routePhrase(place),
    ` is ${moved} from the anchor: the creep budget is ${limit(most)}.`,
  ];
}

function changeText(now: HistoryChange, unit: ReturnType<typeof unitOf>): string {
  return now.kind === 'relative' ? `${percentChange(now.value)} (${percentRange(now)})` : change(now, unit);
}

const exactly = (value: number) => ({ value, low: null, high: null });

function sha({ sha: commit }: HistoryDrift['since']) {
  return name(shortSha(commit));
}

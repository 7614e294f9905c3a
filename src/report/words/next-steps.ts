import type { Search } from '../../model/attribution.ts';
import type { GateReport } from '../../model/report.ts';
import { count } from './format.ts';
import { cluesOfRow } from './why.ts';
import { commitLink, rangeLink } from './commit-link.ts';
import { listed, type Phrase } from './phrase.ts';
import { groupRows, type ReportRow } from '../rows/rows.ts';

const MOST_COMMITS = 3;

/** What to do about a report, the likeliest step first; empty if nothing needs doing. */
export function nextSteps(report: GateReport): Phrase[] {
  const { broken, inconclusive } = groupRows(report);
  const worse = broken.filter(({ difference }) => difference !== null);
  return [
    ...commitSteps(worse, report),
    ...(isOpen(report) && isUndecided(inconclusive)
      ? [['Allow more visits, so that it can be decided: set `max-blocks: 20` in the configuration.']]
      : []),
  ];
}

/** The commits that did it; else how they can be found. */
function commitSteps(worse: readonly ReportRow[], report: GateReport): Phrase[] {
  const found = culprits(worse, report);
  if (found.length > 0) {
    const more = found.length > MOST_COMMITS ? [`, and ${found.length - MOST_COMMITS} more commits`] : [];
    const named = found.slice(0, MOST_COMMITS).map((sha): Phrase => [commitLink(sha, report)]);
    return [['Look at what changed in ', ...listed(named), ...more, '.']];
  }
  const pages = worse.filter(({ comparison }) => comparison?.unit !== 'cost');
  return pages.length === 0 ? [] : [searchStep(report)].filter((step) => step.length > 0);
}

function culprits(rows: readonly ReportRow[], report: GateReport): string[] {
  const clues = rows.flatMap((row) => cluesOfRow(row, report));
  return [...new Set(clues.flatMap((clue) => (clue.kind === 'commit' ? [clue.commit.sha] : [])))];
}

/** How to find the commit, by why it is not known. */
function searchStep(report: GateReport): Phrase {
  const search = report.result.manifest?.search;
  if (search === undefined) {
    const range = rangeLink('what changed between the two commits', report);
    return typeof range === 'string' ? [] : ['Look at ', range, '.'];
  }
  const among: Phrase = ['It came with one of ', rangeLink(count(search.commits, 'commit'), report)];
  return [...among, SEARCH_WORDS[search.status]];
}

const SEARCH_WORDS: Readonly<Record<Search['status'], string>> = {
  off: '. To find out which, add `bisect: { max-minutes: 10 }` to the configuration.',
  'no-deploys': '. The gate cannot find out which, because these commits have no deploys to visit.',
  on: '. The search could not tell which: give `bisect` more `max-minutes`.',
};

/** Whether an undecided budget is what the report is about. */
function isOpen({ result, policy }: GateReport): boolean {
  return result.verdict === 'inconclusive' || policy.onInconclusive === 'block';
}

/** No visit is made for a default: more of them would not tell. */
function isUndecided(rows: readonly ReportRow[]): boolean {
  const waitedFor = rows.filter(({ declared }) => declared?.isDefault !== true);
  return waitedFor.some(({ budget: { reason } }) => reason === 'unclear' || reason === 'at-risk');
}

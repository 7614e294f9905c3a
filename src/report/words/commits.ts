import type { Attribution, CommitChange } from '../../model/attribution.ts';
import type { GateReport } from '../../model/report.ts';
import { share } from './format.ts';
import { commitLink } from './links.ts';
import { listed, name, prose, type Phrase } from './phrase.ts';
import { itemAt } from '../rows/campaign-index.ts';
import type { ReportRow } from '../rows/rows.ts';

type Commits = Pick<GateReport, 'result' | 'repositoryUrl'>;

/** Which commit did it, with its share where it did not do it alone; nothing where that is not known. */
export function commitPhrase({ budget }: Pick<ReportRow, 'budget'>, report: Commits): Phrase {
  const { result } = report;
  const attribution = itemAt(result.attribution ?? [], budget, 'path', budget.path);
  if (attribution === null) return [];
  const culprits = attribution.commits.filter((commit) => isCulprit(commit, attribution));
  if (culprits.length === 0) return rangePhrase(attribution);
  const [only, ...others] = culprits;
  if (only !== undefined && others.length === 0) return ['in ', ...named(only, report)];
  const whole = attribution.commits.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const parts = culprits.map((commit): Phrase => [
    ...named(commit, report),
    ` (${share((commit.value ?? 0) / whole)})`,
  ]);
  return ['in ', ...listed(parts)];
}

export function isCulprit({ sha, status }: CommitChange, { culprits }: Attribution): boolean {
  return status === 'measured' && culprits.includes(sha);
}

function named({ sha, subject }: CommitChange, report: Commits): Phrase {
  return [commitLink(sha, report), ' ', prose(subject)];
}

/** The only stretch of several commits that became slower beyond its interval. */
function rangePhrase({ commits }: Attribution): Phrase {
  const [only, ...others] = commits.filter(({ status, low }) => status === 'range' && low !== null && low > 0);
  return only === undefined || others.length > 0 ? [] : ['in one of ', name(only.subject)];
}

import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Place } from '../../model/place.ts';
import { worst } from '../../model/verdict.ts';
import { isGraphMetric } from '../../model/metric.ts';
import { forCampaign } from '../../report/rows/campaign-index.ts';
import { routePhrase } from '../../report/words/names.ts';
import { anchorOf, type Fold, type Outline, type SectionId } from '../data/outline.ts';
import type { PageData } from '../data/page-data.ts';

/** What tells which folds there are. */
export interface Known extends Pick<PageData, 'report' | 'samples'> {
  readonly diagnoses: readonly Diagnosis[];
}

/** The folds of each section: one for every route under a condition, or one for the run; none where nothing is known. */
const FOLDS: Readonly<Record<SectionId, (known: Known) => Fold[]>> = {
  route: (known) => known.report.routes.map((place) => foldAt('route', place, known)),
  why: (known) => diagnosed(known).map((place) => foldAt('why', place, known)),
  graphql: ({ report }) =>
    report.result.comparisons.some(({ metric }) => isGraphMetric(metric))
      ? [whole('graphql', 'What the operations cost')]
      : [],
  commits: ({ report: { result } }) =>
    (result.attribution ?? []).length > 0 || result.manifest != null
      ? [whole('commits', 'What changed, and which commit did it')]
      : [],
  samples: (known) => known.samples.map((place) => foldAt('samples', place, known)),
  data: () => [whole('data', 'How to repeat this run, and its numbers as files')],
};

export function outlineOf(known: Known): Outline {
  return Object.values(FOLDS).flatMap((folds) => folds(known));
}

/** The pages of which something is known about why they changed. */
function diagnosed({ report, diagnoses }: Known): Place[] {
  const causes = report.result.causes ?? [];
  return report.routes.filter((place) => forCampaign(causes, place).length + forCampaign(diagnoses, place).length > 0);
}

function foldAt(section: SectionId, place: Place, { report }: Known): Fold {
  const { route, condition } = place;
  const rows = forCampaign(report.result.budgets, place).filter(({ reason }) => reason !== 'no-base');
  const verdict = rows.length === 0 ? null : worst(rows.map((row) => row.verdict));
  const broken = rows.filter((row) => row.verdict === 'fail');
  const onlyWarns = broken.length > 0 && broken.every(({ enforce }) => enforce === 'warn');
  return {
    section,
    anchor: anchorOf(section, place),
    title: routePhrase(place),
    place: { route, condition },
    verdict,
    onlyWarns,
  };
}

function whole(section: SectionId, title: string): Fold {
  return { section, anchor: anchorOf(section), title: [title], place: null, verdict: null, onlyWarns: false };
}

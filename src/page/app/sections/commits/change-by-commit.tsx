import type { VNode } from 'preact';

import type { Attribution, CommitChange } from '../../../../model/attribution.ts';
import { parsePath } from '../../../../model/breakdown.ts';
import { isMetric, unitOf, type Unit } from '../../../../model/metric.ts';
import type { GateReport } from '../../../../model/report.ts';
import { commitLink } from '../../../../report/words/commit-link.ts';
import { change } from '../../../../report/words/format.ts';
import { pathPhrase, placePhrase } from '../../../../report/words/names.ts';
import { prose, type Phrase } from '../../../../report/words/pieces.ts';
import { Chart } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import { scaleOver, type Scale } from '../../../data/scale.ts';
import type { TableProps } from '../../parts/table.tsx';
import { Words } from '../../parts/words.tsx';
import { IntervalPlot } from '../route/interval-plot.tsx';

interface ChangeByCommitProps {
  readonly attribution: Attribution;
  readonly report: GateReport;
}

/** What each commit did to one node, to one scale; the values sum to the whole change. */
export function ChangeByCommit({ attribution, report }: ChangeByCommitProps): VNode {
  const { path, commits } = attribution;
  const segments = parsePath(path) ?? [path];
  const [metric = ''] = segments;
  const unit = isMetric(metric) ? unitOf(metric) : 'cost';
  const title = [...placePhrase(attribution, metric), ': ', ...pathPhrase(segments)];
  const last = commits.findLast(({ value }) => value !== null);
  const scale = scaleOver([0, ...commits.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0])]);
  const caption = (
    <strong>
      <Words phrase={title} />
    </strong>
  );
  return (
    <Chart caption={caption} numbers={() => tableOf(attribution, unit, inWords(title))}>
      <ul class="limits">
        {commits.map((commit) => (
          <li key={commit.sha}>
            <Commit
              {...{ commit, scale, unit, report }}
              isCulprit={attribution.culprits.includes(commit.sha)}
              hasAxis={commit === last}
            />
          </li>
        ))}
      </ul>
    </Chart>
  );
}

interface CommitProps {
  readonly commit: CommitChange;
  readonly scale: Scale;
  readonly unit: Unit;
  readonly report: GateReport;
  readonly isCulprit: boolean;
  readonly hasAxis: boolean;
}

function Commit({ commit, scale, unit, report, isCulprit, hasAxis }: CommitProps): VNode {
  const { sha, subject, value, low, high } = commit;
  const told: Phrase = [commitLink(sha, report), ' ', prose(subject)];
  const text = changeText(commit, unit);
  return (
    <>
      <p>
        {isCulprit && (
          <span class="mark bad" aria-hidden="true">
            ✕
          </span>
        )}
        <strong>{text}</strong> <Words phrase={told} />
        {isCulprit && <span class="soft"> culprit</span>}
      </p>
      {value !== null && (
        <IntervalPlot
          label={`${inWords(told)}: ${text}.`}
          drawing={{ scale, value, low, high, limit: null }}
          unit={unit}
          isSigned
          hasAxis={hasAxis}
        />
      )}
    </>
  );
}

/** Costs are exact, and have no interval. */
function changeText({ value, low, high }: CommitChange, unit: Unit): string {
  return value === null ? 'skipped' : change({ value, low, high }, unit);
}

function tableOf({ commits, culprits }: Attribution, unit: Unit, caption: string): TableProps {
  return {
    caption,
    columns: ['Commit', 'Subject', 'Change (95 % interval)', 'Measured', 'Culprit'],
    rows: commits.map((commit) => [
      <code key="sha">{commit.sha}</code>,
      commit.subject,
      changeText(commit, unit),
      MEASURED[commit.status],
      culprits.includes(commit.sha) ? 'yes' : 'no',
    ]),
  };
}

const MEASURED: Readonly<Record<CommitChange['status'], string>> = {
  measured: 'by itself',
  range: 'with the commits before it',
  skipped: 'no: it could not be built or visited',
};

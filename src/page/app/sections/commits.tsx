import type { VNode } from 'preact';

import { change } from '../../../report/words/format.ts';
import { pathPhrase, placePhrase } from '../../../report/words/names.ts';
import { parsePath } from '../../../model/breakdown.ts';
import type { Attribution } from '../../../model/attribution.ts';
import { isMetric, unitOf } from '../../../model/metric.ts';
import { inWords } from '../parts/in-words.ts';
import { Table } from '../parts/table.tsx';
import type { SectionProps } from './registry.ts';

/** The change of each broken budget by commit, and what lies between base and head. */
export function CommitsSection({ data: { report } }: SectionProps): VNode {
  const { attribution = [], manifest } = report.result;
  return (
    <>
      {attribution.map((each) => (
        <ChangeByCommit key={`${each.route} ${each.condition} ${each.path}`} attribution={each} />
      ))}
      {manifest != null && (
        <p>
          From base to head: {manifest.files.length} files, {manifest.packages.length} packages.
        </p>
      )}
    </>
  );
}

function ChangeByCommit({ attribution }: { readonly attribution: Attribution }): VNode {
  const { path, commits, culprits } = attribution;
  const segments = parsePath(path) ?? [path];
  const metric = segments[0] ?? '';
  const unit = isMetric(metric) ? unitOf(metric) : 'cost';
  const rows = commits.map(({ sha, subject, value, low, high }) => [
    <code key="sha">{sha}</code>,
    subject,
    value === null ? 'skipped' : change({ value, low, high }, unit),
    culprits.includes(sha) ? 'did it' : '',
  ]);
  const caption = inWords([...placePhrase(attribution, metric), ': ', ...pathPhrase(segments)]);
  return <Table caption={caption} columns={['Commit', 'Subject', 'Change (95 % interval)', '']} rows={rows} />;
}

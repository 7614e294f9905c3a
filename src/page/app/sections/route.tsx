import type { VNode } from 'preact';

import type { ToldFinding } from '../../data/page-data.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { isAt } from '../parts/place.ts';
import { Words } from '../parts/words.tsx';
import { BreakdownTable } from './breakdown-table.tsx';
import { BudgetsTable } from './budgets-table.tsx';
import type { SectionProps } from './registry.ts';

/** One route under one condition: what was found, and every number behind it. */
export function RouteSection({ data: { report, findings }, place }: SectionProps): VNode {
  const found = findings.filter(isAt(place));
  const route = report.routes.find(isAt(place));
  return (
    <>
      {found.length > 0 && <FindingList findings={found} />}
      {route?.unmeasurable != null && <p>{route.unmeasurable}</p>}
      {route?.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <BudgetsTable rows={report.result.budgets.filter(isAt(place))} />
      {report.result.comparisons.filter(isAt(place)).map((comparison) => (
        <BreakdownTable key={comparison.metric} comparison={comparison} />
      ))}
    </>
  );
}

function FindingList({ findings }: { readonly findings: readonly ToldFinding[] }): VNode {
  return (
    <>
      <ul>
        {findings.map(({ line, story, path, group }) => (
          <li key={`${group} ${path}`}>
            <Words phrase={line} />
            {story.length > 0 && (
              <ul>
                {story.map((phrase, at) => (
                  <li key={at}>
                    <Words phrase={phrase} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <CopyButton label="Copy as Markdown" text={findings.map(({ markdown }) => markdown).join('\n')} />
    </>
  );
}

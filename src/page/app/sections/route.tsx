import type { VNode } from 'preact';

import type { ToldFinding } from '../../data/page-data.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { isAt } from '../parts/place.ts';
import { Words } from '../parts/words.tsx';
import type { SectionProps } from './registry.ts';
import './route.css';
import { Budgets } from './route/budgets.tsx';
import { MetricPart } from './route/metric.tsx';

/** One route under one condition: what was found, and every number behind it. */
export function RouteSection({ data: { report, reasons, findings, samples }, place }: SectionProps): VNode {
  const found = findings.filter(isAt(place));
  const route = report.routes.find(isAt(place));
  const campaign = samples.find(isAt(place));
  const comparisons = report.result.comparisons.filter(isAt(place));
  const budgets = report.result.budgets.filter(isAt(place)).filter(({ reason }) => reason !== 'no-base');
  return (
    <>
      {found.length > 0 && <FindingList findings={found} />}
      {route?.unmeasurable != null && <p>{route.unmeasurable}</p>}
      {route?.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Budgets rows={budgets} reasons={reasons} declared={route?.budgets ?? []} comparisons={comparisons} />
      {comparisons.map((comparison) => (
        <MetricPart key={comparison.metric} {...{ comparison, budgets, route, campaign }} />
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

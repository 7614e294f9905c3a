import type { VNode } from 'preact';

import { isAt } from '../parts/place.ts';
import { Words } from '../parts/words.tsx';
import { BreakdownTable } from './breakdown-table.tsx';
import type { SectionProps } from './registry.ts';

/** One route under one condition: what was found, and every number behind it. */
export function RouteSection({ data: { report, findings }, place }: SectionProps): VNode {
  const found = findings.filter(isAt(place));
  const notes = report.routes.find(isAt(place))?.notes ?? [];
  return (
    <>
      {found.length > 0 && (
        <ul>
          {found.map(({ line, story, path, group }) => (
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
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {report.result.comparisons.filter(isAt(place)).map((comparison) => (
        <BreakdownTable key={comparison.metric} comparison={comparison} />
      ))}
    </>
  );
}

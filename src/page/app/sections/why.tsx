import type { VNode } from 'preact';

import { isAt } from '../parts/place.ts';
import { Shifts } from './shifts.tsx';
import './why.css';
import type { SectionProps } from './registry.ts';

/** Why a route changed: the causes that diagnostic visits found, and what those visits saw. */
export function WhySection({ data: { report, diagnoses }, place }: SectionProps): VNode {
  const causes = (report.result.causes ?? []).filter(isAt(place));
  const visits = diagnoses.filter(isAt(place)).flatMap((diagnosis) => diagnosis.visits);
  return (
    <>
      <ul>
        {causes.map(({ text, id, path }) => (
          <li key={`${id} ${path}`}>{text}</li>
        ))}
      </ul>
      {visits.length > 0 && (
        <p>
          Diagnostic visits: {visits.map(({ side, requests }) => `${side}, ${requests.length} requests`).join('; ')}.
          They explain, and their times do not count.
        </p>
      )}
      {visits.map((visit) => (
        <Shifts key={visit.side} visit={visit} />
      ))}
    </>
  );
}

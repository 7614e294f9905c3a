import type { VNode } from 'preact';

import { isAt } from '../parts/place.ts';
import { Words } from '../parts/words.tsx';
import type { SectionProps } from './registry.ts';
import './why.css';
import { Causes } from './why/causes.tsx';
import { MainThread } from './why/main-thread.tsx';
import { Shifts } from './why/shifts.tsx';
import { Waterfalls } from './why/waterfalls.tsx';

/** Why a route changed: the causes that diagnostic visits found, and what those visits saw. */
export function WhySection({ data: { whys, diagnoses }, place }: SectionProps): VNode {
  const why = whys.find(isAt(place));
  const diagnosis = diagnoses.find(isAt(place));
  return (
    <>
      {why !== undefined && why.causes.length > 0 && <Causes causes={why.causes} />}
      {why?.unknown.map((phrase, index) => (
        <p key={index}>
          <Words phrase={phrase} />
        </p>
      ))}
      {why !== undefined && diagnosis !== undefined && (
        <>
          <h3>What the diagnostic visits saw</h3>
          <p class="soft">One visit of each side. They explain the change; their times are not measurements.</p>
          <Waterfalls diagnosis={diagnosis} alone={why.alone} />
          {why.work.map((work) => (
            <MainThread key={work.title} work={work} />
          ))}
          {diagnosis.visits.map((visit) => (
            <Shifts key={visit.side} visit={visit} />
          ))}
        </>
      )}
    </>
  );
}

import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { printedEvents } from '../engines/events.ts';
import type { Outcome } from '../questions/experiment.ts';
import { askEventCounts } from '../questions/price.ts';
import type { Scope } from '../questions/scope.ts';
import type { OutcomeSubject } from './experiment-request.ts';
import { eventNotices } from './price-notices.ts';
import { eventsOf } from './price.ts';
import type { FieldSetup } from './reading.ts';

/**
 * What is asked of sessions, in an open database.
 *
 * @throws GateError as `openEvents`
 */
export async function openOutcome(
  engine: Engine,
  scope: Scope,
  setup: FieldSetup,
  subject: OutcomeSubject,
): Promise<{ readonly outcome: Outcome; readonly notices: readonly string[] }> {
  if (subject.kind === 'metric') return { outcome: subject, notices: [] };
  const { events, notice } = await eventsOf(engine, subject.source, { setup });
  const counts = await askEventCounts(engine, scope, events);
  return {
    outcome: { kind: subject.kind, events },
    notices: [...(notice === null ? [] : [notice]), ...eventNotices(events, { events: counts, worth: null })],
  };
}

export function printedOutcome(dialect: PrintedDialect, subject: OutcomeSubject): Outcome {
  if (subject.kind === 'metric') return subject;
  return { kind: subject.kind, events: printedEvents(dialect, subject.source) };
}

import type { VisitLimits } from './limits.ts';
import type { Probe } from '../probe/probe.ts';
import type { Settling } from '../quiet/settling.ts';
import type { RequestGate } from '../session/request-gate.ts';
import { VisitFailure } from './visit-failure.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** How often to look whether it became a hard one, ms. */
const LOOK_MS = 200;

/**
 * Performs the interaction that navigates softly and waits until the page it leads to is quiet; from then on that is
 * the page under measurement. Throws VisitFailure if there is no soft navigation, or this Chrome does not report them.
 * A hard load is never measured instead.
 */
export async function navigateSoftly(
  { probe, gate, settling }: { readonly probe: Probe; readonly gate: RequestGate; readonly settling: Settling },
  limits: VisitLimits,
  act: () => Promise<void>,
  isLast: boolean,
): Promise<void> {
  await probe.beginSoftNavigation();
  await act();
  const deadline = performance.now() + limits.answerMs;
  while (!(await probe.softNavigationArrived(LOOK_MS))) {
    if (gate.held !== null) throw hard(gate.held);
    if (performance.now() >= deadline) throw missing(limits.answerMs);
  }
  await settling.page(isLast);
  if (gate.held !== null) throw hard(gate.held);
  await probe.settleSoftNavigation();
}

function hard(url: string): VisitFailure {
  const to = stripQuery(url);
  return new VisitFailure('hard-navigation', `it loads a new document, ${to}, instead of navigating softly`);
}

function missing(timeoutMs: number): VisitFailure {
  const what = `no soft navigation within ${timeoutMs / 1000} s: Chrome reports one when an interaction changes the URL and then paints something new`;
  return new VisitFailure('no-soft-navigation', what);
}

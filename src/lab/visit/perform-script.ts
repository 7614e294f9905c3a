import { causeOf } from '../../errors.ts';
import { acts, isNavigationOnly, mayLeave, navigates } from '../../model/input.ts';
import type { Interaction } from '../../model/interaction.ts';
import { leftThePage } from '../interactions/leaving.ts';
import { perform } from '../interactions/perform.ts';
import type { Stage } from '../interactions/stage.ts';
import { stripQuery } from '../../text/strip-query.ts';
import { navigateSoftly } from './soft-navigation.ts';
import type { VisitRequest } from '../browser/tab.ts';
import { VisitFailure } from './visit-failure.ts';
import { arrive, type WatchedTab } from './arrive.ts';

/** The page has just become quiet where the script is empty or ends with a navigation. */
export function needsQuiet(script: readonly Interaction[]): boolean {
  const last = script.at(-1);
  return last !== undefined && !isNavigationOnly(last);
}

/**
 * Performs the route's script. Returns what notes, once the page has settled, where it would have led to: a document may be
 * asked for long after the input.
 */
export async function interact(
  tab: WatchedTab,
  request: VisitRequest,
  beforeStep: (step: Interaction) => Promise<void>,
): Promise<() => string[]> {
  const { interactions } = request.route;
  const { page, gate } = tab;
  if (mayLeave(interactions)) await gate.holdDocuments();
  for (const [index, step] of interactions.entries()) {
    const document = page.url();
    await beforeStep(step);
    try {
      await perform(stageOf(tab, request, index), step);
      tab.documents.check(page.url());
      if (gate.held !== null && index < interactions.length - 1) throw leftThePage(gate.held);
    } catch (error) {
      throw failedAt(index, request, error, page.isClosed() || page.url() === document ? '' : page.url());
    }
  }
  return () => {
    if (gate.held === null) return [];
    const step = interactions.findLastIndex(acts) + 1;
    return [`After step ${step} the page leads to ${stripQuery(gate.held)}, another document, which was not loaded.`];
  };
}

function stageOf(tab: WatchedTab, request: VisitRequest, index: number): Stage {
  const { page, session, probe, gate, requests } = tab;
  const [step, ...later] = request.route.interactions.slice(index);
  const isLast = step !== undefined && isNavigationOnly(step) && !later.some(navigates);
  return {
    page,
    session,
    keyboard: page.keyboard,
    holdsDocuments: true,
    held: () => gate.held,
    touch: request.condition.viewport.touch,
    requests,
    valueOf: request.visitor.valueOf,
    pointOf: (selector) => probe.pointOf(selector),
    input: async (act) => {
      await probe.beginStep(index);
      await act();
      await probe.afterPaint();
    },
    navigate: (path) => gate.pass(() => arrive(tab, request, path, isLast)),
    painted: () => probe.painted(),
    navigateSoftly: (act) => {
      tab.transfers.begin();
      return navigateSoftly(tab, request.limits, act, isLast);
    },
  };
}

/** The failure of a step, with its place; `left` is the page's URL where that has changed. */
function failedAt(index: number, { route, browser }: VisitRequest, error: unknown, left: string): unknown {
  if (!browser.connected || /Target closed|Session closed/.test(causeOf(error))) return error;
  const known = error instanceof VisitFailure ? error.code : null;
  const code = known ?? (left === '' ? 'interaction-failed' : 'left-the-page');
  const now = left === '' || known === 'left-the-page' ? '' : ` and the page is now ${new URL(left).pathname}`;
  const { action } = route.interactions[index] ?? { action: 'unknown' };
  const what = `step ${index + 1} (${action}) of route ${route.name}: ${causeOf(error)}${now}`;
  return new VisitFailure(code, what, { cause: error });
}

import type { Page } from 'puppeteer';

import { causeOf } from '../../errors.ts';
import type { Interaction } from '../../model/interaction.ts';
import { perform } from '../interactions/perform.ts';
import type { Stage } from '../interactions/stage.ts';
import { DEFAULT_SETTLE_MS, within } from '../visit/limits.ts';
import { asFailure, load } from '../visit/load.ts';
import {
  admitVisitor,
  closeContext,
  openBlankTab,
  type BlankTab,
  type Tab,
  type VisitRequest,
} from '../browser/tab.ts';
import { VisitFailure } from '../visit/visit-failure.ts';
import { captureState, type State } from './state.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** How long the page must be quiet between two steps, ms: what a step started has then been answered. */
const STEP_QUIET_MS = 100;

/**
 * Performs the set-up steps of a route in a context of their own and hands over the state they leave. Throws
 * VisitFailure, or what `signal` aborts with.
 */
export async function setUp(request: VisitRequest, signal: AbortSignal): Promise<State> {
  let blank: BlankTab | null = null;
  try {
    blank = await openBlankTab(request, async () => ({}));
    const crashed = blank.crash.failure.catch((cause: unknown): never => {
      throw new VisitFailure('page-crashed', 'the page crashed during set-up', { cause });
    });
    const work = Promise.race([performAll(await admitVisitor(blank, request), request), crashed]);
    return await within(request.limits.visitMs, signal, work);
  } catch (error) {
    signal.throwIfAborted();
    throw asFailure(error, request);
  } finally {
    if (blank !== null) await closeContext(blank.context);
  }
}

async function performAll(tab: Tab, request: VisitRequest): Promise<State> {
  const stage = stageOf(tab, request);
  for (const [index, step] of (request.route.session?.setup ?? []).entries()) {
    try {
      await perform(stage, step);
      await tab.quiet.settled(STEP_QUIET_MS);
    } catch (error) {
      throw failedAt(index, step, error, request);
    }
  }
  await tab.quiet.settled(request.settle === 'learn' ? DEFAULT_SETTLE_MS : request.settle);
  checkPlace(tab.page, request);
  return captureState(tab.context, tab.page);
}

function stageOf(tab: Tab, request: VisitRequest): Stage {
  return {
    page: tab.page,
    session: tab.session,
    keyboard: tab.page.keyboard,
    holdsDocuments: false,
    held: () => null,
    touch: request.condition.viewport.touch,
    requests: tab.requests,
    valueOf: request.visitor.valueOf,
    pointOf: () => Promise.resolve(null),
    input: (act) => act(),
    painted: () => Promise.resolve(),
    navigateSoftly: (act) => act(),
    navigate: async (path) => {
      await load(tab, request, path);
      await tab.endRestore();
    },
  };
}

function failedAt(index: number, { action }: Interaction, error: unknown, request: VisitRequest): VisitFailure {
  const cause = /net::/.test(causeOf(error)) ? asFailure(error, request).message : causeOf(error);
  const code = error instanceof VisitFailure ? error.code : 'set-up-failed';
  const what = `set-up step ${index + 1} (${action}) of route ${request.route.name}: ${cause}`;
  return new VisitFailure(code, what, { cause: error });
}

/** Storage can be taken along from the deploy's own origin only; anywhere else, the way back was missed. */
function checkPlace(page: Page, { deployUrl, route }: VisitRequest): void {
  const url = page.url();
  if (new URL(url).origin === new URL(deployUrl).origin) return;
  const what = `the set-up of route ${route.name} ended at ${stripQuery(url)}, which is not the deploy`;
  throw new VisitFailure('set-up-failed', what);
}

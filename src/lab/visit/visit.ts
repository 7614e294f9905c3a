import type { CDPSession } from 'puppeteer';

import { Collector } from '../answers/collector.ts';
import { READ_MS, Recorder } from '../diagnosis/recorder.ts';
import { acts, endsLcp, navigates } from '../../model/input.ts';
import type { Interaction } from '../../model/interaction.ts';
import type { VisitOutcome } from '../../model/sample.ts';
import { GraphqlCapture } from './graphql-capture.ts';
import { within } from './limits.ts';
import { asFailure } from './load.ts';
import { openMeasuringTab, type MeasuringTab } from './measuring-tab.ts';
import { outcomeOf, type VisitFindings } from './outcome.ts';
import { longestScript, type VisitContext } from '../breakdowns/evidence.ts';
import { placeIn } from './script-place.ts';
import type { Lull } from '../quiet/lull.ts';
import { WATCH_MS, type Beside } from '../quiet/quiet-watch.ts';
import { Settling } from '../quiet/settling.ts';
import { stripQueries } from '../../text/strip-query.ts';
import { slowDown } from '../browser/emulation.ts';
import { admitVisitor, closeContext, type VisitRequest } from '../browser/tab.ts';
import { withBodies } from './transfers.ts';
import { interact, needsQuiet } from './perform-script.ts';
import { arrive, type WatchedTab } from './arrive.ts';

/** What a visit has to do with the one before it and the one after it. */
export interface Succession {
  /** The tab that was opened for this one, or null. */
  readonly prepared: Promise<MeasuringTab | null>;
  /**
   * Aborted where the visit is in vain: it began before the one before it had ended, or its time is up; null if neither
   * can be.
   */
  readonly abandoned: AbortSignal | null;
  /** What to do while the visit waits for a quiet; `isEnd`: for its last one. */
  readonly lull: (isEnd: boolean) => Lull | null;
  /** Resolves when nothing is done beside the visit. */
  readonly alone: () => Promise<void>;
}

/**
 * One cold load of a route under a condition, with its scripted interactions, in a context of its own. Failures are
 * values: it rejects only where `signal` aborts. When it ends its page is closed, so that nothing of it is left on the
 * network or the processor when the next visit receives its first answer.
 */
export async function visit(request: VisitRequest, signal: AbortSignal, succession: Succession): Promise<VisitOutcome> {
  const start = performance.now();
  const { prepared, abandoned } = succession;
  const opening = prepared.then((tab) => tab ?? openMeasuringTab(request));
  let opened: MeasuringTab | null = null;
  try {
    request.shaper.takeTraffic();
    const work = opening.then((tab) => measure((opened = tab), request, succession));
    const measured = await within(
      limitOf(request),
      abandoned === null ? signal : AbortSignal.any([signal, abandoned]),
      work,
    );
    const closed = closeTab(opened);
    const { redactor } = request.visitor;
    const found = redactor.measured(measured);
    await closed;
    return redactor.outcome(outcomeOf(found, performance.now() - start));
  } catch (error) {
    signal.throwIfAborted();
    const failure = asFailure(error, request);
    const closed = opening.then(closeTab).catch(() => undefined);
    // A tab that does not open is not waited for.
    if (opened !== null || abandoned?.aborted === true) await closed;
    return {
      status: 'failed',
      code: failure.code,
      reason: stripQueries(request.visitor.redactor.text(failure.message)).slice(0, 2000),
    };
  }
}

async function closeTab(tab: MeasuringTab | null): Promise<void> {
  if (tab !== null) await closeContext(tab.context);
}

/** A visit that is watched to learn from it takes longer, by rule. */
function limitOf({ limits, settle, diagnose }: VisitRequest): number {
  return limits.visitMs + (settle === 'learn' ? 2 * WATCH_MS : 0) + (diagnose === undefined ? 0 : READ_MS);
}

async function measure(
  blank: MeasuringTab,
  request: VisitRequest,
  { lull, alone }: Succession,
): Promise<VisitFindings> {
  const work = async (): Promise<VisitFindings> => {
    const { settle, route, collect, diagnose } = request;
    const endsWithPage = !needsQuiet(route.interactions);
    const { page, session } = blank;
    const beside: Beside = (watch, isEnd) => unhurried(session, request, { watch, isEnd });
    const settling = new Settling(blank.quiet, settle, { endsWithPage, lull, beside });
    const collector = collect === undefined ? null : await Collector.attach(page, session, { ...request, collect });
    const recorder = diagnose === undefined ? null : await Recorder.attach(session, { ...request, ...diagnose });
    const capture = request.observe === undefined ? null : new GraphqlCapture(session);
    const watched: WatchedTab = { ...(await admitVisitor(blank, request)), settling };
    const { quiet } = watched;
    const isFirstLast = !request.route.interactions.some(navigates);
    await arrive(watched, request, request.route.path, isFirstLast);
    await watched.endRestore();
    const beforeStep = async (step: Interaction): Promise<void> => {
      await alone();
      if (acts(step)) collector?.beginInput();
    };
    const leadsTo = await interact(watched, request, beforeStep);
    if (!endsWithPage) await settling.script();
    watched.documents.check(watched.page.url());
    const facts = await watched.probe.collect();
    // The measurement is over, and what follows need not be slow.
    slowDown(session, 1).catch(() => undefined);
    if (capture !== null) request.observe?.(await capture.exchanges());
    if (recorder !== null) diagnose?.keep(await recorder.read(facts));
    const { wasUnsettled: isUnsettled } = settling;
    if (collector !== null) collect?.keep(await collector.answers({ facts, isUnsettled, held: watched.gate.held }));
    const open = settling.open(endsLcp(request.route.interactions));
    const notes = [settling.notes(), leadsTo(), watched.bystanders.notes()];
    const { network, transfers } = watched;
    const lcpOrigin = facts.lcp?.url ? await network.originOf(facts.lcp.url) : null;
    const { url = null, resource = null } = facts.lcp ?? {};
    const lcpLoad = url === null || resource === null ? null : network.loadOf(url, resource.startTime);
    const slowest = facts.inp === null ? null : longestScript(facts.inp);
    const inpPlace = slowest === null ? null : await placeIn(watched.session, slowest.script);
    const traffic = request.shaper.takeTraffic();
    const transferred = await withBodies(transfers.all(), (urls) => watched.probe.bodySizes(urls));
    const { hasServiceWorker } = transfers;
    const around: VisitContext = {
      document: network.document,
      lcpOrigin,
      lcpLoad,
      inpPlace,
      traffic,
      transfers: transferred,
      hasServiceWorker,
    };
    const { settledMs } = quiet;
    return {
      facts,
      around,
      open,
      learnt: settling.learnt,
      notes: notes.flat(),
      deployUrl: request.deployUrl,
      budgeted: request.route.budgets.map(({ segments }) => segments),
      settledMs,
    };
  };
  return Promise.race([work(), blank.crash.failure]);
}

/** Watches a page that has loaded. A slowed page keeps a processor busy even while it does nothing. */
async function unhurried(
  session: CDPSession,
  { turn, condition }: VisitRequest,
  { watch, isEnd }: { readonly watch: () => Promise<void>; readonly isEnd: boolean },
): Promise<void> {
  await slowDown(session, 1);
  if (isEnd) turn?.leave();
  await (isEnd || turn === undefined ? watch() : turn.beside(watch));
  if (!isEnd) await slowDown(session, condition.cpuSlowdown);
}

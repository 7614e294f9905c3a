import type { CDPSession } from 'puppeteer';

import { diagnosticVisitSchema, type DiagnosticVisit, type Work } from '../../model/diagnosis.ts';
import type { Facts } from '../probe/facts.ts';
import type { Visitor } from '../session/visitor.ts';
import { VisitFailure } from '../visit/visit-failure.ts';
import { withAskedLines } from './asked-lines.ts';
import { cleanerOf, type Cleaner } from './cleaner.ts';
import type { Diagnosed, Diagnosing } from './diagnosing.ts';
import { Film } from './film.ts';
import { insightsIn } from './insights.ts';
import { MainThread } from './main-thread.ts';
import { PageWatch, type Maker } from './page-watch.ts';
import { illustrationsOf } from './pictures.ts';
import { Requests } from './requests.ts';
import { Scripts } from './scripts.ts';
import { shiftsOf } from './shifts.ts';
import { endTrace, startTrace } from './trace.ts';
import type { Watched } from './watched.ts';

/** How long reading a record may take, ms: it is not a part of the visit that is recorded. */
export const READ_MS = 60_000;
/** How many calls back an asynchronous stack goes. */
const ASYNC_DEPTH = 32;

/** What a recorder is told of its visit. */
interface RecordRequest extends Pick<Diagnosing, 'side' | 'isFilmed' | 'hasShiftPictures'> {
  readonly deployUrl: string;
  readonly visitor: Pick<Visitor, 'redactor'>;
}

/** What watches a page. */
interface Watchers {
  readonly requests: Requests;
  readonly scripts: Scripts;
  readonly watch: PageWatch;
  /** Null where it is not filmed. */
  readonly film: Film | null;
}

/**
 * Records what a page requests, runs, lays out and moves, and which code asked for it. That takes the page time, so it is for
 * visits whose numbers do not count.
 */
export class Recorder {
  readonly #session: CDPSession;
  readonly #mainFrame: string;
  readonly #request: RecordRequest;
  readonly #clean: Cleaner;
  readonly #watchers: Watchers;

  private constructor(session: CDPSession, mainFrame: string, request: RecordRequest, watchers: Watchers) {
    this.#session = session;
    this.#mainFrame = mainFrame;
    this.#request = request;
    this.#clean = cleanerOf(request.visitor.redactor);
    this.#watchers = watchers;
  }

  /** Before the page's first document, in a session with the probe and the network's events. */
  static async attach(session: CDPSession, request: RecordRequest): Promise<Recorder> {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { id } = frameTree.frame;
    const requests = new Requests(session, id);
    const scripts = new Scripts(session, id);
    const [watch, film] = await Promise.all([
      PageWatch.attach(session, id),
      request.isFilmed === true ? Film.start(session, { isCut: request.hasShiftPictures === true }) : null,
      debug(session),
      startTrace(session),
    ]);
    return new Recorder(session, id, request, { requests, scripts, watch, film });
  }

  /** What was recorded up to now. Throws VisitFailure where the trace does not have the page. */
  async read(facts: Facts): Promise<Diagnosed> {
    const { requests, scripts, watch, film } = this.#watchers;
    const frames = (await film?.end()) ?? [];
    const startMs = facts.softStart ?? 0;
    const lcpAt = facts.lcp === null ? null : startMs + facts.lcp.value;
    const watched = await watch.read(lcpAt);
    const documentId = requests.documentId ?? '';
    const { events, lines } = await endTrace(this.#session);
    const main = MainThread.in(events, this.#mainFrame, documentId, this.#clean);
    if (main === null) throw new VisitFailure('probe-failed', 'the trace of Chrome does not have the page');
    const origin = new URL(this.#request.deployUrl).origin;
    const startAt = main.startUs / 1e6 + startMs / 1000;
    const all = requests.all({ startAt, origin, fcpMs: facts.fcp?.value ?? null, clean: this.#clean });
    const { requests: made, texts: pages } = await withAskedLines(this.#session, {
      requests: all,
      documentUrl: requests.documentUrl(this.#clean),
      idOf: (url) => requests.idOf(url, this.#clean),
    });
    const read = await scripts.read({
      origin,
      clean: this.#clean,
      redact: this.#request.visitor.redactor.text,
      compileMs: (key) => main.compileMs(key),
      documentId,
    });
    const shifts = await shiftsOf(watched.shifts, {
      startMs,
      clean: this.#clean,
      requests: made,
      frameBefore: (ms) => main.frameBefore(ms),
      lastChange: (fromMs, toMs) => main.lastChange(fromMs, toMs),
      makerOf: (node) => this.#makerOf(node),
    });
    const { timeOrigin } = watched;
    const illustrations = await illustrationsOf(this.#session, this.#mainFrame, frames, {
      shifts: this.#request.hasShiftPictures === true ? shifts : [],
      shiftTimes: {
        originMs: timeOrigin,
        paintedMs: startMs + (facts.fcp?.value ?? 0),
        shiftsMs: watched.shifts.map(({ at }) => at),
        frameOf: (ms) => main.frameOf(ms),
      },
      filmTimes: {
        startMs: timeOrigin + startMs,
        isSoft: facts.softStart !== null,
        lcpMs: lcpAt === null ? null : timeOrigin + lcpAt,
      },
    });
    const visit: DiagnosticVisit = {
      side: this.#request.side,
      seen: seenIn(facts),
      requests: [...made],
      lcp: await this.#lcpOf(facts, watched),
      interaction: this.#interactionOf(facts, main),
      loading: lcpAt === null ? NO_WORK : main.work(startMs, lcpAt),
      ...(facts.fcp === null ? {} : { firstPaint: main.work(startMs, startMs + facts.fcp.value) }),
      scripts: read.scripts,
      shifts,
      insights: lines === null ? [] : await insightsIn(lines, documentId),
      layers: (facts.navigation?.serverTiming ?? [])
        .slice(0, 100)
        .map(({ name, durationMs }) => ({ name: this.#clean.name(name, 200), ms: Math.max(0, durationMs) })),
    };
    const { redactor } = this.#request.visitor;
    return {
      visit: diagnosticVisitSchema.parse(visit),
      texts: read.texts,
      pages: new Map([...pages].map(([url, text]) => [url, redactor.text(text)])),
      ...illustrations,
    };
  }

  async #lcpOf({ lcp, softStart }: Facts, watched: Watched): Promise<DiagnosticVisit['lcp']> {
    if (lcp === null) return null;
    const { node = null, selector = '', attributes = {} } = watched.lcp ?? {};
    const clean = this.#clean;
    return {
      selector: clean.name(lcp.target ?? selector),
      url: lcp.url === null ? null : clean.url(lcp.url),
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, clean.name(value)])),
      ...(await this.#makerOf(node)),
      loadedMs: lcp.resource === null ? null : Math.max(0, lcp.resource.responseEnd - (softStart ?? 0)),
      renderedMs: Math.max(0, lcp.value),
    };
  }

  #makerOf(node: number | null): Promise<Maker> {
    const { watch, scripts } = this.#watchers;
    return watch.makerOf(node, this.#clean, (scriptId) => scripts.urlOf(scriptId));
  }

  #interactionOf({ inp }: Facts, main: MainThread): DiagnosticVisit['interaction'] {
    if (inp === null) return null;
    const phase = (from: number, to: number): { ms: number; work: Work } => ({
      ms: Math.max(0, to - from),
      work: main.work(from, to),
    });
    return {
      target: this.#clean.name(inp.target ?? ''),
      inputDelay: phase(inp.startTime, inp.processingStart),
      processing: phase(inp.processingStart, inp.processingEnd),
      presentation: phase(inp.processingEnd, inp.startTime + inp.value),
    };
  }
}

const NO_WORK: Work = { functions: [], styles: [] };

/** Has stacks reach back over asynchronous calls. A page that stops at `debugger` would stop for good. */
async function debug(session: CDPSession): Promise<void> {
  await session.send('Debugger.enable');
  await Promise.all([
    session.send('Debugger.setSkipAllPauses', { skip: true }),
    session.send('Debugger.setAsyncCallStackDepth', { maxDepth: ASYNC_DEPTH }),
  ]);
}

function seenIn({ lcp, inp, cls, fcp }: Facts): DiagnosticVisit['seen'] {
  return {
    lcpMs: positive(lcp?.value),
    inpMs: positive(inp?.value),
    cls: cls?.value ?? null,
    fcpMs: positive(fcp?.value),
  };
}

function positive(value: number | undefined): number | null {
  return value === undefined ? null : Math.max(0, value);
}

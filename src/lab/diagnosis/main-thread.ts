import type { CodePlace, Work } from '../../model/diagnosis.ts';
import type { Cleaner } from './cleaner.ts';
import { isOfPage, placesOf } from './places.ts';
import { functionsIn, profileOf, type Profile, type Stretch } from './profile.ts';
import type { TimelineFrame, TraceEvent } from './trace-events.ts';

const MOST_STYLES = 200;

/** A piece of style or layout work, µs. */
interface StyleWork extends Stretch {
  readonly kind: 'style' | 'layout';
  readonly elements: number;
  /** Of the script that forced it; empty where the browser's next frame did. */
  readonly frames: readonly TimelineFrame[];
}

type Styles = Work['styles'];

/** What of it is in a window, with the page's frames as Chrome tells of them. */
type CutStyle = Pick<StyleWork, 'kind' | 'elements' | 'frames'> & { readonly us: number };

/** The main thread of the page's document, in a trace. */
export class MainThread {
  /** When the navigation to the document began, µs of the trace's clock. */
  readonly startUs: number;
  readonly #profile: Profile;
  readonly #styles: readonly StyleWork[];
  readonly #commits: readonly number[];
  /** Where scripts made a new style or layout necessary. */
  readonly #invalidations: readonly { readonly at: number; readonly frames: readonly TimelineFrame[] }[];
  readonly #compiled = new Map<string, number>();
  readonly #clean: Cleaner;

  private constructor(events: readonly TraceEvent[], startUs: number, clean: Cleaner, thread: Thread) {
    this.startUs = startUs;
    this.#clean = clean;
    this.#profile = profileOf(events, thread.pid, thread.tid);
    const own = events.filter(({ pid, tid }) => pid === thread.pid && tid === thread.tid);
    this.#styles = own.flatMap(styleWork);
    this.#commits = own
      .filter(({ name }) => name === 'Commit')
      .map(({ ts }) => ts)
      .toSorted((a, b) => a - b);
    this.#invalidations = own.flatMap(invalidation).toSorted((a, b) => b.at - a.at);
    for (const event of own) this.#compile(event);
  }

  /** Null where the trace does not have the navigation to the document that the frame shows. */
  static in(events: readonly TraceEvent[], mainFrame: string, loaderId: string, clean: Cleaner): MainThread | null {
    const starts = events
      .filter((event) => event.name === 'navigationStart')
      .filter(({ args }) => args.frame === mainFrame && args.data.navigationId === loaderId);
    const start = starts.at(-1);
    return start === undefined ? null : new MainThread(events, start.ts, clean, start);
  }

  /** The work between two times, ms since the navigation began. */
  work(fromMs: number, toMs: number): Work {
    const stretch = { from: this.startUs + fromMs * 1000, to: this.startUs + toMs * 1000 };
    return { functions: functionsIn(this.#profile, stretch, this.#clean), styles: this.#stylesIn(stretch) };
  }

  /** When the frame before the one of that time was committed, ms since the navigation began; that it began where there is none. */
  frameBefore(ms: number): number {
    const at = this.startUs + ms * 1000;
    return Math.max(0, ((this.#commits.findLast((ts) => ts < at) ?? this.startUs) - this.startUs) / 1000);
  }

  /** When the frame of that time was committed, ms since the navigation began; that time where it was not. */
  frameOf(ms: number): number {
    const at = this.startUs + ms * 1000;
    return ((this.#commits.find((ts) => ts >= at) ?? at) - this.startUs) / 1000;
  }

  /** The script that last made a new style or layout necessary between two times, ms since the navigation began. */
  lastChange(fromMs: number, toMs: number): CodePlace[] {
    const [from, to] = [this.startUs + fromMs * 1000, this.startUs + toMs * 1000];
    const { frames = [] } = this.#invalidations.find(({ at }) => at >= from && at <= to) ?? {};
    return placesOf(frames.map(fromZero), this.#clean);
  }

  /** How long a script took to compile, by its id or else its URL, ms. */
  compileMs(key: string): number {
    return (this.#compiled.get(key) ?? 0) / 1000;
  }

  #compile(event: TraceEvent): void {
    if (event.name !== 'v8.compile' && event.name !== 'v8.compileModule') return;
    const { data, fileName } = event.args;
    const key = data?.scriptId === undefined || data.scriptId === 0 ? fileName : String(data.scriptId);
    if (key !== undefined) this.#compiled.set(key, (this.#compiled.get(key) ?? 0) + event.dur);
  }

  #stylesIn({ from, to }: Stretch): Styles {
    const cut = this.#styles
      .map((each) => ({ each, us: Math.min(each.to, to) - Math.max(each.from, from) }))
      .filter(({ us }) => us > 0)
      .map(({ each: { kind, elements, frames }, us }) => ({
        kind,
        us,
        elements,
        frames: frames.filter(({ url }) => isOfPage(url)),
      }));
    const styles = cut.length > MOST_STYLES ? joined(cut) : cut;
    // Only what is kept is cleaned: a page may force hundreds of thousands.
    return styles
      .toSorted((a, b) => b.us - a.us)
      .slice(0, MOST_STYLES)
      .map(({ kind, us, elements, frames }) => ({
        kind,
        ms: us / 1000,
        elements,
        forcedBy: placesOf(frames.map(fromZero), this.#clean),
      }));
  }
}

interface Thread {
  readonly pid: number;
  readonly tid: number;
}

function styleWork(event: TraceEvent): StyleWork[] {
  if (event.name !== 'UpdateLayoutTree' && event.name !== 'Layout') return [];
  const { ts: from, dur } = event;
  const isStyle = event.name === 'UpdateLayoutTree';
  const elements = isStyle ? event.args.elementCount : (event.args.beginData?.dirtyObjects ?? 0);
  const frames = event.args.beginData?.stackTrace ?? [];
  return [{ kind: isStyle ? 'style' : 'layout', from, to: from + dur, elements: whole(elements), frames }];
}

function invalidation(event: TraceEvent): { at: number; frames: readonly TimelineFrame[] }[] {
  if (event.name !== 'InvalidateLayout' && event.name !== 'ScheduleStyleRecalculation') return [];
  const frames = event.args.data?.stackTrace ?? [];
  return frames.some(({ url }) => isOfPage(url)) ? [{ at: event.ts, frames }] : [];
}

/** Those that the same line forced, as one: a loop may do it a thousand times. */
function joined(styles: readonly CutStyle[]): CutStyle[] {
  const byCause = new Map<string, CutStyle>();
  for (const each of styles) {
    const places = each.frames.map(({ url, lineNumber, columnNumber }) => [url, lineNumber, columnNumber]);
    const key = JSON.stringify([each.kind, ...places]);
    const { us = 0, elements = 0 } = byCause.get(key) ?? {};
    byCause.set(key, { ...each, us: us + each.us, elements: elements + each.elements });
  }
  return [...byCause.values()];
}

/** Lines and columns of the timeline's stacks count from 1. */
function fromZero(frame: TimelineFrame): TimelineFrame {
  return { ...frame, lineNumber: frame.lineNumber - 1, columnNumber: frame.columnNumber - 1 };
}

function whole(value: number): number {
  return Math.max(0, Math.round(value));
}

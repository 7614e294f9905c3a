import type { CodePlace, FunctionTime } from '../../model/diagnosis.ts';
import type { Cleaner } from './cleaner.ts';
import { isOfPage, placeOf, placesOf } from './places.ts';
import type { ProfileFrame, TraceEvent } from './trace-events.ts';

/** The deepest stack that is followed, frames. */
const DEEPEST = 1000;
/** Of those with the most time of their own, and of the others those that call most. */
const MOST_OWN = 30;
const MOST_CALLING = 20;

/** A stretch of the trace's clock, µs. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly parent: number | undefined;
  readonly frame: ProfileFrame;
}

/** Where in its function a sample was taken, from 1. */
interface Spot {
  readonly line: number;
  readonly column: number;
}

/** The samples of one thread: what ran when. */
export interface Profile {
  readonly nodes: ReadonlyMap<number, Node>;
  /** When a sample was taken, µs; it stands until the next one. */
  readonly times: readonly number[];
  /** The node that ran, per sample. */
  readonly samples: readonly number[];
  /** Where in its function it ran, per sample; null where that is not known. */
  readonly spots: readonly (Spot | null)[];
}

/** The profiles of one thread as one. A worker has a thread of its own. */
export function profileOf(events: readonly TraceEvent[], pid: number, tid: number): Profile {
  const nodes = new Map<number, Node>();
  const times: number[] = [];
  const samples: number[] = [];
  const spots: (Spot | null)[] = [];
  const started = events.findLast((event) => event.name === 'Profile' && event.pid === pid && event.tid === tid);
  if (started?.name !== 'Profile') return { nodes, times, samples, spots };
  let at = started.args.data.startTime;
  for (const event of events) {
    if (event.name !== 'ProfileChunk' || event.pid !== pid || event.id !== started.id) continue;
    const { cpuProfile, timeDeltas, lines, columns } = event.args.data;
    for (const { id, parent, callFrame } of cpuProfile?.nodes ?? []) nodes.set(id, { parent, frame: callFrame });
    for (const [index, sample] of (cpuProfile?.samples ?? []).entries()) {
      at += timeDeltas[index] ?? 0;
      times.push(at);
      samples.push(sample);
      spots.push(spotAt(lines[index], columns[index]));
    }
  }
  // Chrome does not promise their order.
  const order = [...times.keys()].toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return {
    nodes,
    times: order.map((index) => times[index] ?? 0),
    samples: order.map((index) => samples[index] ?? 0),
    spots: order.map((index) => spots[index] ?? null),
  };
}

function spotAt(line = 0, column = 0): Spot | null {
  return line > 0 && column > 0 ? { line, column } : null;
}

/** How long something ran at each place, µs, by line and column. */
type Spots = Map<string, Spot & { readonly us: number }>;

/** A function while it is summed up. */
interface Sum {
  readonly frame: ProfileFrame;
  selfUs: number;
  /** Of its own time, by where it went. */
  readonly spots: Spots;
  totalUs: number;
  /** Of its stacks the one that took most. */
  heaviest: { us: number; callers: readonly ProfileFrame[] };
}

/**
 * The functions of the page with the most time of their own in a stretch, and those that call most of it: where many
 * functions share the time, what they have in common tells more than each. What the browser does for a function (layout,
 * `JSON.parse`) is that function's own time.
 */
export function functionsIn(profile: Profile, stretch: Stretch, clean: Cleaner): FunctionTime[] {
  const sums = new Map<string, Sum>();
  for (const [node, { us, spots }] of timesByNode(profile, stretch)) {
    const stack = stackOfNode(profile, node);
    const seen = new Set<string>();
    for (const [depth, frame] of stack.entries()) {
      const key = `${frame.url}\0${frame.lineNumber}\0${frame.columnNumber}\0${frame.functionName}`;
      const sum = sums.get(key) ?? { frame, selfUs: 0, spots: new Map(), totalUs: 0, heaviest: { us: 0, callers: [] } };
      sums.set(key, sum);
      if (depth === 0) {
        sum.selfUs += us;
        // What the browser does for it has no place in it.
        if (profile.nodes.get(node)?.frame === frame)
          for (const spot of spots.values()) addSpot(sum.spots, spot, spot.us);
      }
      // Of a recursion each moment counts once.
      if (seen.has(key)) continue;
      seen.add(key);
      sum.totalUs += us;
      if (us > sum.heaviest.us) sum.heaviest = { us, callers: stack.slice(depth + 1) };
    }
  }
  const byOwn = [...sums.values()].toSorted((a, b) => b.selfUs - a.selfUs || b.totalUs - a.totalUs);
  const byTotal = byOwn.slice(MOST_OWN).toSorted((a, b) => b.totalUs - a.totalUs);
  return [...byOwn.slice(0, MOST_OWN), ...byTotal.slice(0, MOST_CALLING)].map((sum) => timeOf(sum, clean));
}

function addSpot(spots: Spots, { line, column }: Spot, us: number): void {
  const key = `${line}:${column}`;
  spots.set(key, { line, column, us: (spots.get(key)?.us ?? 0) + us });
}

function timeOf({ frame, selfUs, spots, totalUs, heaviest }: Sum, clean: Cleaner): FunctionTime {
  const callers: CodePlace[] = placesOf(heaviest.callers, clean);
  const place = placeOf(frame, clean);
  const [most] = [...spots.values()].toSorted((a, b) => b.us - a.us);
  const hottest = most === undefined ? null : { ...place, line: most.line, column: most.column };
  return { place, selfMs: selfUs / 1000, totalMs: totalUs / 1000, callers, hottest };
}

/** How long a node ran, µs, and where. */
interface Ran {
  us: number;
  readonly spots: Spots;
}

/** How long each node ran within the stretch. */
function timesByNode({ times, samples, spots }: Profile, { from, to }: Stretch): Map<number, Ran> {
  const found = new Map<number, Ran>();
  for (const [index, node] of samples.entries()) {
    const start = Math.max(from, times[index] ?? 0);
    const us = Math.min(to, times[index + 1] ?? start) - start;
    if (us <= 0) continue;
    const ran = found.get(node) ?? { us: 0, spots: new Map() };
    found.set(node, ran);
    ran.us += us;
    const spot = spots[index] ?? null;
    if (spot !== null) addSpot(ran.spots, spot, us);
  }
  return found;
}

/** The page's functions on the stack, innermost first; empty where the thread idles or the browser works for itself. */
function stackOfNode({ nodes }: Profile, node: number): ProfileFrame[] {
  const stack: ProfileFrame[] = [];
  let at: number | undefined = node;
  for (let depth = 0; at !== undefined && depth < DEEPEST; depth++) {
    const known = nodes.get(at);
    if (known !== undefined && isOfPage(known.frame.url)) stack.push(known.frame);
    at = known?.parent;
  }
  return stack;
}

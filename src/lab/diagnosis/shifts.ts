import type { CodePlace, DiagnosedRequest, DiagnosticVisit } from '../../model/diagnosis.ts';
import type { Cleaner } from './cleaner.ts';
import type { Suspect, WatchedShift } from './watched.ts';

/** How long a font that is there may take to be used, ms. */
const FONT_MS = 500;
const MOST_CULPRITS = 10;

type Shift = DiagnosticVisit['shifts'][number];
type Culprit = Shift['culprits'][number];

/** What the shifts of a page are told by. Times are ms since the navigation began. */
export interface ShiftContext {
  /** When what is measured began: 0, or a soft navigation. */
  readonly startMs: number;
  readonly clean: Cleaner;
  readonly requests: readonly DiagnosedRequest[];
  /** When the frame before the one of that time was on its way to the screen. */
  readonly frameBefore: (ms: number) => number;
  /** The script that last made a new layout necessary between two times. */
  readonly lastChange: (fromMs: number, toMs: number) => CodePlace[];
  readonly creatorOf: (node: number | null) => Promise<CodePlace[]>;
}

/** The shifts with what moved them: what was inserted, changed or loaded after the frame before. */
export async function shiftsOf(watched: readonly WatchedShift[], context: ShiftContext): Promise<Shift[]> {
  const shifts: Shift[] = [];
  for (const shift of watched)
    shifts.push({
      value: shift.value,
      atMs: Math.max(0, shift.at - context.startMs),
      moved: shift.moved.map((each) => ({ ...each, selector: context.clean.name(each.selector) })),
      culprits: await culpritsOf(shift, context),
      pictures: { before: null, after: null },
    });
  return shifts;
}

async function culpritsOf({ at, suspects }: WatchedShift, context: ShiftContext): Promise<Culprit[]> {
  const since = context.frameBefore(at);
  const known = suspects.filter((suspect) => suspect.at >= since).toSorted((a, b) => b.area - a.area);
  const culprits: Culprit[] = [];
  for (const suspect of known.slice(0, MOST_CULPRITS)) culprits.push(await culpritOf(suspect, at, since, context));
  // The parser inserts what comes next anyway; what a script did at the same time says more.
  return culprits.toSorted((a, b) => rank(a) - rank(b));
}

async function culpritOf(suspect: Suspect, at: number, since: number, context: ShiftContext): Promise<Culprit> {
  const { kind, node, selector, url } = suspect;
  const { clean } = context;
  const creator = await context.creatorOf(node);
  // An element that was there all along was changed, not made.
  const isChange = kind === 'style' && selector !== null;
  const stack = isChange || (creator.length === 0 && kind === 'inserted') ? context.lastChange(since, at) : creator;
  return {
    kind,
    selector: selector === null ? null : clean.name(selector),
    url: kind === 'font' ? fontBefore(at, context) : url === null ? null : clean.url(url),
    stack,
  };
}

function rank({ kind, stack }: Culprit): number {
  return (kind === 'inserted' || kind === 'style') && stack.length === 0 ? 1 : 0;
}

/** The font that came last before a time. */
function fontBefore(at: number, { requests, startMs }: ShiftContext): string | null {
  const fonts = requests
    .map(({ kind, url, endedMs }) => ({ kind, url, endedMs: endedMs === null ? null : endedMs + startMs }))
    .filter(({ kind, endedMs }) => kind === 'font' && endedMs !== null && endedMs <= at && endedMs > at - FONT_MS);
  return fonts.toSorted((a, b) => (b.endedMs ?? 0) - (a.endedMs ?? 0))[0]?.url ?? null;
}

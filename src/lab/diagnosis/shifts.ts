import type { CodePlace, DiagnosedRequest, DiagnosticVisit } from '../../model/diagnosis.ts';
import type { Cleaner } from './cleaner.ts';
import type { Maker } from './page-watch.ts';
import type { Suspect, WatchedShift } from './watched.ts';

/** How long before a frame that is on its way a font or a style sheet may have come that it does not show, ms. */
const RESOURCE_MS = 50;
const MOST_CULPRITS = 10;

type Shift = DiagnosticVisit['shifts'][number];
type Culprit = Shift['culprits'][number];

/** A suspect with its kind in the record. */
type Known = Omit<Suspect, 'kind'> & { readonly kind: Culprit['kind'] };

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
  readonly makerOf: (node: number | null) => Promise<Maker>;
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
  const recent = withoutOwnText(suspects.filter((suspect) => suspect.at >= since));
  const urls = new Set(recent.map(({ url }) => url));
  const loaded = resourcesBetween(since, at, context).filter(({ url }) => !urls.has(url));
  const seen = [...recent, ...loaded];
  const culprits: Culprit[] = [];
  for (const suspect of lastResource(seen)
    .toSorted((a, b) => b.area - a.area)
    .slice(0, MOST_CULPRITS))
    culprits.push(await culpritOf(suspect, at, since, context));
  const stack = culprits.length === 0 ? context.lastChange(since, at) : [];
  if (stack.length > 0) return [{ kind: 'style', selector: null, url: null, stack, renderedBy: [] }];
  // The parser inserts what comes next anyway; what a script did at the same time says more.
  return culprits.toSorted((a, b) => rank(a) - rank(b));
}

/** An element that was inserted came with its text, which is told of as well. */
function withoutOwnText(suspects: readonly Suspect[]): Suspect[] {
  const inserted = new Set(
    suspects.filter(({ kind, wasThere }) => kind === 'inserted' && !wasThere).map(({ selector }) => selector),
  );
  return suspects.filter(({ wasThere, selector }) => !wasThere || !inserted.has(selector));
}

/** Of style sheets and fonts, which move the whole page, the last one: others would have moved it before. */
function lastResource(suspects: readonly Known[]): Known[] {
  const isResource = ({ kind, selector }: Known): boolean => kind === 'font' || (kind === 'style' && selector === null);
  const last = suspects.filter(isResource).toSorted((a, b) => b.at - a.at)[0];
  return suspects.filter((suspect) => !isResource(suspect) || suspect === last);
}

async function culpritOf(suspect: Known, at: number, since: number, context: ShiftContext): Promise<Culprit> {
  const { kind, node, wasThere, selector, url } = suspect;
  const { clean } = context;
  const { createdBy, renderedBy } = await context.makerOf(node);
  // An element that was there all along was changed, not made.
  const isChange = (kind === 'style' && selector !== null) || wasThere;
  const stack = isChange || (createdBy.length === 0 && kind === 'inserted') ? context.lastChange(since, at) : createdBy;
  return {
    kind,
    selector: selector === null ? null : clean.name(selector),
    url: url === null ? null : clean.url(url),
    stack,
    renderedBy,
  };
}

function rank({ kind, selector, stack }: Culprit): number {
  const isElement = kind === 'inserted' || (kind === 'style' && selector !== null);
  return isElement && stack.length === 0 ? 1 : 0;
}

/** The fonts and style sheets that came between two frames. A sheet may be applied before its element is told that it is loaded. */
function resourcesBetween(since: number, at: number, { requests, startMs }: ShiftContext): Known[] {
  return requests.flatMap(({ kind, url, endedMs, isRenderBlocking }): Known[] => {
    const ended = (endedMs ?? Infinity) + startMs;
    if (kind !== 'font' && (kind !== 'style' || isRenderBlocking)) return [];
    if (ended < since - RESOURCE_MS || ended > at) return [];
    return [{ at: ended, kind, node: null, wasThere: false, selector: null, url, area: 0 }];
  });
}

import type { CodePlace, FunctionTime, Work } from '../model/diagnosis.ts';
import type { CauseId, FoundPlace } from '../model/cause.ts';
import {
  askedAtOnHead,
  askedAtUrl,
  fact,
  grown,
  headUrl,
  served,
  sourcesOf,
  subject,
  type Context,
  type Finding,
} from './finding.ts';
import { growthOf, sidesOf, type Growth, type Sides } from './growth.ts';
import { heldUp } from './blocking.ts';
import { turnedIn } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';

/** What the main thread does, in the phases of an interaction and before the largest paint. */

/** A stretch of time that work is recorded of. */
interface Window {
  readonly name: string;
  readonly workOf: (seen: SeenVisit) => Work | null;
  readonly phases: Finding['phases'];
  /** What a script of the page's own that takes longer in it is called; before a paint it need not block rendering. */
  readonly ownScript: CauseId;
  /** Below which a function is not told apart from its script: before a paint many scripts run once. */
  readonly isByFile: boolean;
}

const INTERACTION = [
  { part: 'inputDelay', id: 'input-delay', ownScript: 'long-task-before-input' },
  { part: 'processing', id: 'processing-duration', ownScript: 'slow-handler' },
  { part: 'presentation', id: 'presentation-delay', ownScript: 'slow-frame-callback' },
] as const;

function windowsOf(context: Context): Window[] {
  if (context.metric === 'inp')
    return INTERACTION.map(({ part, id, ownScript }) => ({
      name: id,
      workOf: ({ visit }) => visit.interaction?.[part].work ?? null,
      phases: [['inp', id]],
      ownScript,
      isByFile: false,
    }));
  if (context.metric !== 'lcp' && context.metric !== 'fcp') return [];
  return [
    {
      name: 'loading',
      workOf: (seen) => workBeforePaint(seen, context.metric),
      phases: heldUp(context),
      ownScript: 'render-blocking-script',
      isByFile: true,
    },
  ];
}

/**
 * A function takes longer: of the input's handlers, of a task before them, of a callback before the paint; or a script,
 * before the largest paint. One of another site is a third party's, whatever it does.
 */
export function slowScripts(context: Context): Finding[] {
  return windowsOf(context).flatMap((window) => {
    const forced = forcedIn(window, context.sides);
    return slowIn(window, context.sides).flatMap(({ key, growth, of, isNew }): Finding[] => {
      const own = growth.amount - (forced.find((each) => each.key === key)?.growth.amount ?? 0);
      if (own <= Math.max(10, 0.1 * growth.amount)) return [];
      const isThirdParty = context.sides.head[0]?.isThirdParty(of.place.url) ?? false;
      return [
        {
          id: isThirdParty ? 'third-party-script' : window.ownScript,
          amount: own,
          phases: window.phases,
          claims: [window.isByFile ? `work:${key}` : `${window.name}:${key}`],
          facts: [
            ...(isNew && !isOnBase(of.place.url, context) ? [fact('new', false, true)] : []),
            grown('longer', growth),
          ],
          // The code of another site is not in the repository; what loads it may be.
          places: [
            ...placesIn(of),
            ...(isThirdParty ? askedAtUrl(context, of.place.url) : []),
            ...served('caller', of.callers),
          ],
          subject: subject(
            {
              url: isThirdParty ? of.place.url : urlOf(of.place.url, context.sides),
              name: of.place.functionName.slice(0, 500) || null,
            },
            headUrl(context),
          ),
        },
      ];
    });
  });
}

/** Whether base had the script too: one that works little is in no profile. */
function isOnBase(url: string, { sides, pairs }: Context): boolean {
  const keys = new Set(sides.head.map(({ keyOf }) => keyOf(url)));
  const had = sides.base.some(({ visit, keyOf }) =>
    [...visit.requests, ...visit.scripts].some((each) => keys.has(keyOf(each.url))),
  );
  return had || pairs.some(({ isNew, head }) => !isNew && head.some(({ request }) => request.url === url));
}

/** Null for an inline script, whose URL is the document's. */
function urlOf(url: string, { head }: Sides<SeenVisit>): string | null {
  const isInline = head.some(({ visit, keyOf }) =>
    visit.requests.some((request) => request.kind === 'document' && keyOf(request.url) === keyOf(url)),
  );
  return isInline ? null : url;
}

/** What runs at the top level of a script begins where the script does, which says nothing. */
function placesIn({ place, hottest }: FunctionTime): FoundPlace[] {
  const isTopLevel = place.functionName === '' && place.line === 1 && place.column === 1;
  const spot = hottest === null ? [] : served('hottest', [hottest]);
  return isTopLevel && hottest !== null ? spot : [...served('function', [place]), ...spot];
}

/** A script makes the browser compute styles or layout in the middle of its work. */
export function forcedReflow(context: Context): Finding[] {
  return windowsOf(context).flatMap((window) =>
    forcedIn(window, context.sides).map(({ growth, by }): Finding => ({
      id: 'forced-reflow',
      amount: growth.amount,
      phases: window.phases,
      claims: [`forced:${window.name}`],
      facts: [grown('longer', growth)],
      places: served('forces', by),
      subject: subject({ url: by[0]?.url ?? null, name: by[0]?.functionName.slice(0, 500) || null }, headUrl(context)),
    })),
  );
}

/** Styles and layout that no script forced take longer, or are about more elements. */
export function largeStyleRecalculation(context: Context): Finding[] {
  return windowsOf(context).flatMap((window): Finding[] => {
    const own = (seen: SeenVisit): Work['styles'] =>
      window.workOf(seen)?.styles.filter(({ forcedBy }) => forcedBy.length === 0) ?? [];
    const longer = growthOf(sidesOf(context.sides, (seen) => sum(own(seen).map(({ ms }) => ms))));
    if (longer === null) return [];
    const elements = growthOf(
      sidesOf(context.sides, (seen) => sum(own(seen).map((each) => each.elements))),
      { least: 1, fraction: 0.05 },
    );
    return [
      {
        id: 'large-style-recalculation',
        amount: longer.amount,
        phases: window.phases,
        claims: [`styles:${window.name}`],
        facts: [grown('longer', longer), ...(elements === null ? [] : [grown('elements', elements)])],
        places: [...handlersOf(context), ...changedSheets(context)],
        subject: subject({
          selector: context.metric === 'inp' ? (context.sides.head[0]?.visit.interaction?.target ?? null) : null,
        }),
      },
    ];
  });
}

/** Style sheets that are not the same on both sides: their selectors may be more expensive, or match more. */
function changedSheets({ pairs }: Context): FoundPlace[] {
  return pairs
    .filter(
      (pair) => pair.kind === 'style' && (pair.isNew || turnedIn(pair, ({ decodedBytes }) => decodedBytes) !== null),
    )
    .flatMap((pair) => (pair.isNew ? askedAtOnHead(pair) : sourcesOf(pair)));
}

/** What ran before the browser had to compute styles may have made it necessary. */
function handlersOf({ metric, sides }: Context): FoundPlace[] {
  if (metric !== 'inp') return [];
  const ran = sides.head.flatMap(({ visit }) => visit.interaction?.processing.work.functions ?? []);
  const [most] = ran.toSorted((one, other) => other.totalMs - one.totalMs);
  return most === undefined ? [] : [...served('function', [most.place]), ...served('caller', most.callers)];
}

/** What runs after the first paint cannot hold it up. */
function workBeforePaint({ visit }: SeenVisit, metric: Context['metric']): Work | null {
  return metric === 'fcp' ? (visit.firstPaint ?? null) : visit.loading;
}

/** How much longer a script works before the paint. */
export function workGrowth({ sides, metric }: Context, key: string): Growth | null {
  return growthOf(
    sidesOf(sides, (seen) => {
      const functions = workBeforePaint(seen, metric)?.functions ?? [];
      return sum(functions.filter(({ place }) => seen.keyOf(place.url) === key).map(({ selfMs }) => selfMs));
    }),
  );
}

interface Slow {
  readonly key: string;
  readonly growth: Growth;
  /** On head. */
  readonly of: FunctionTime;
  readonly isNew: boolean;
}

/** By the time of their own; where that is spread over many functions, the innermost that calls most of it. */
function slowIn(window: Window, sides: Sides<SeenVisit>): Slow[] {
  const bySelf = growths(window, sides, ({ selfMs }) => selfMs, sum);
  if (bySelf.length > 0 || window.isByFile) return bySelf;
  const byTotal = growths(window, sides, ({ totalMs }) => totalMs, largest);
  const most = largest(byTotal.map(({ growth }) => growth.amount));
  const heavy = byTotal.filter(({ growth }) => growth.amount >= 0.8 * most);
  return heavy.toSorted((one, other) => other.of.callers.length - one.of.callers.length).slice(0, 1);
}

function growths(
  window: Window,
  sides: Sides<SeenVisit>,
  msOf: (of: FunctionTime) => number,
  together: (all: readonly number[]) => number,
): Slow[] {
  const timesOf = sidesOf(sides, (seen) => {
    const named = (window.workOf(seen)?.functions ?? []).filter(({ place }) => place.url !== '');
    return Map.groupBy(named, (of) => keyOfFunction(of, seen, window.isByFile));
  });
  const keys = new Set(timesOf.head.flatMap((times) => [...times.keys()]));
  const found = [...keys].flatMap((key): Slow[] => {
    const times = (of: Map<string, FunctionTime[]>): readonly FunctionTime[] => of.get(key) ?? [];
    const growth = growthOf(sidesOf(timesOf, (of) => together(times(of).map(msOf))));
    const of = mostGrown(sidesOf(timesOf, times), msOf);
    return growth === null || of === undefined
      ? []
      : [{ key, growth, of, isNew: timesOf.base.every((each) => times(each).length === 0) }];
  });
  return found.toSorted((one, other) => other.growth.amount - one.growth.amount);
}

/** Of functions with one key, which are those of a script or one function, the one that takes most more on head; as it was there. */
function mostGrown(
  { base, head }: Sides<readonly FunctionTime[]>,
  msOf: (of: FunctionTime) => number,
): FunctionTime | undefined {
  const before = new Map<string, number>();
  for (const of of base.flat()) before.set(nameIn(of), Math.max(before.get(nameIn(of)) ?? 0, msOf(of)));
  const more = (of: FunctionTime): number => msOf(of) - (before.get(nameIn(of)) ?? 0);
  return head.flat().toSorted((one, other) => more(other) - more(one))[0];
}

function nameIn({ place, callers }: FunctionTime): string {
  const named = [place, ...callers].find(({ functionName }) => functionName !== '');
  return `${place.functionName === '' ? 'in' : 'is'} ${named?.functionName ?? ''}`;
}

/** A function without a name is one of its caller. */
function keyOfFunction({ place, callers }: FunctionTime, seen: SeenVisit, isByFile: boolean): string {
  return isByFile ? seen.keyOf(place.url) : keyOfStack([place, ...callers], seen);
}

function keyOfStack(stack: readonly CodePlace[], { keyOf }: SeenVisit): string {
  const named = stack.find(({ functionName }) => functionName !== '');
  return JSON.stringify([
    keyOf(stack[0]?.url ?? ''),
    stack[0]?.functionName === '' ? 'in' : 'is',
    named?.functionName ?? '',
  ]);
}

interface Forced {
  readonly key: string;
  readonly growth: Growth;
  /** Who forced the longest on head. */
  readonly by: readonly CodePlace[];
}

/** By the function that forces. */
function forcedIn(window: Window, sides: Sides<SeenVisit>): Forced[] {
  const timesOf = sidesOf(sides, (seen) => {
    const forced = (window.workOf(seen)?.styles ?? []).filter(({ forcedBy }) => forcedBy.length > 0);
    return Map.groupBy(forced, ({ forcedBy }) =>
      window.isByFile ? seen.keyOf(forcedBy[0]?.url ?? '') : keyOfStack(forcedBy, seen),
    );
  });
  const keys = new Set(timesOf.head.flatMap((times) => [...times.keys()]));
  return [...keys].flatMap((key): Forced[] => {
    const growth = growthOf(sidesOf(timesOf, (times) => sum((times.get(key) ?? []).map(({ ms }) => ms))));
    const [longest] = timesOf.head.flatMap((times) => times.get(key) ?? []).toSorted((one, other) => other.ms - one.ms);
    return growth === null ? [] : [{ key, growth, by: longest?.forcedBy ?? [] }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: readonly number[]): number {
  return Math.max(0, ...values);
}

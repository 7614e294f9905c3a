import type { FunctionTime, Work } from '../model/diagnosis.ts';
import type { FoundPlace } from '../model/cause.ts';
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
import { growthOf, sidesOf, type Sides } from './growth.ts';
import { turnedIn } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';
import { windowsOf } from './work-windows.ts';
import { forcedIn, slowIn, sum } from './work-growth.ts';

/** What the main thread does, in the phases of an interaction and before the largest paint. */

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

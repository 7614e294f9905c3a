import type { Fact } from '../model/cause.ts';
import {
  askedAtOnHead,
  askedOnBase,
  fact,
  grown,
  subjectOf,
  type Context,
  type Finding,
  type Rule,
} from './finding.ts';
import { growthOf, median, sidesOf, type Growth, type Sides } from './growth.ts';
import { DELAY, RENDER } from './hero.ts';
import { endedMs, everyHead, growthIn, turnedIn, type Pair } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';

/** What the first or the largest paint waits for. */

const FIRST_PAINT = ['fcp', 'render-blocking'];
const FIRST_RENDER = ['fcp', 'render-delay'];

/** Where a page that is held up shows it, by metric. */
export function heldUp({ metric }: Context): Finding['phases'] {
  return metric === 'fcp' ? [FIRST_PAINT, FIRST_RENDER] : [RENDER, DELAY];
}

/** A style sheet that nothing is painted before is new, blocks only on head, or ends later. */
export const renderBlockingStyle: Rule = (context) => blockers(context, 'style', 'render-blocking-style');
/** The same of a script; one of another site is a third party's, unless it is the page that has it block now. */
export const renderBlockingScript: Rule = (context) => blockers(context, 'script', 'render-blocking-script');

function blockers(context: Context, kind: Pair['kind'], id: Finding['id']): Finding[] {
  return context.pairs.flatMap((pair) => {
    if (pair.kind !== kind || !everyHead(pair, ({ isRenderBlocking }) => isRenderBlocking)) return [];
    const growth = blockedLonger(pair, context.sides);
    if (growth === null) return [];
    const facts = blockingFacts(pair);
    const isOfOther = kind === 'script' && isOfThirdParty(pair) && !facts.some((each) => each.kind === 'blocking');
    return [
      {
        id: isOfOther ? 'third-party-script' : id,
        amount: growth.amount,
        phases: heldUp(context),
        claims: [`request:${pair.key}`],
        facts: [...facts, grown('later', growth)],
        places: askedAtOnHead(pair),
        subject: subjectOf(pair),
      },
    ];
  });
}

function isOfThirdParty({ head: [first] }: Pair): boolean {
  return first !== undefined && first.seen.isThirdParty(first.request.url);
}

function blockingFacts(pair: Pair): Fact[] {
  if (pair.isNew) return [fact('new', false, true)];
  return turnedIn(pair, ({ isRenderBlocking }) => isRenderBlocking) === null ? [] : [fact('blocking', false, true)];
}

/** By how much later than all that blocked on base it ends; null unless it is new, blocks now, or is itself later. */
function blockedLonger(pair: Pair, sides: Sides<SeenVisit>): Growth | null {
  if (blockingFacts(pair).length === 0 && growthIn(pair, endedMs) === null) return null;
  const ends = sidesOf(pair, ({ request, seen }) => endedMs(request, seen));
  return growthOf({ base: sides.base.map(blockedUntil), head: ends.head });
}

/** Since the document's answer began, ms. */
function blockedUntil({ visit, ttfbMs }: SeenVisit): number {
  const ends = visit.requests
    .filter(({ isRenderBlocking, kind }) => isRenderBlocking && kind !== 'document')
    .map(({ endedMs: ended }) => (ended ?? 0) - ttfbMs);
  return Math.max(0, ...ends);
}

/** Text that waits for a font is painted that soon after it. */
const MOST_AHEAD_MS = 100;

/**
 * The text that LCP or FCP is waits for a web font that is new, comes later, or was not waited for on base (another
 * `font-display`).
 */
export function fontBlocksText(context: Context): Finding[] {
  const { sides, metric } = context;
  if (metric === 'lcp' && !sides.head.every(({ visit }) => visit.lcp !== null && visit.lcp.url === null)) return [];
  const painted = (seen: SeenVisit): number | null => paintedMs(seen, metric);
  const later = growthOf(sidesOf(sides, painted));
  if (later === null) return [];
  return context.pairs
    .filter((pair) => pair.kind === 'font')
    .flatMap((pair): Finding[] => {
      const aheadMs = sidesOf(pair, ({ request, seen }) => (painted(seen) ?? 0) - (endedMs(request, seen) ?? Infinity));
      if (!aheadMs.head.every((ms) => ms >= 0 && ms <= MOST_AHEAD_MS)) return [];
      const ends = growthIn(pair, endedMs);
      const isWaitedForNow = pair.isMatched && aheadMs.base.every((ms) => ms < 0);
      if (!pair.isNew && !isWaitedForNow && ends === null) return [];
      const facts = [
        ...(pair.isNew ? [fact('new', false, true)] : []),
        ...(isWaitedForNow ? [fact('blocking', false, true)] : []),
        ...preloadFacts(pair),
        ...(ends === null ? [] : [grown('later', ends)]),
      ];
      const held = median(pair.head.map(({ request, seen }) => endedMs(request, seen) ?? 0)) - later.base;
      const longest = ends === null || isWaitedForNow ? Infinity : ends.amount;
      const amount = Math.min(held, longest, later.amount);
      if (amount <= 0) return [];
      return [
        {
          id: 'font-blocks-text',
          amount,
          phases: metric === 'fcp' ? [FIRST_RENDER, FIRST_PAINT] : [RENDER],
          claims: [`request:${pair.key}`],
          facts,
          places: [...askedAtOnHead(pair), ...askedOnBase(pair)],
          subject: subjectOf(pair, metric === 'lcp' ? (sides.head[0]?.visit.lcp?.selector ?? null) : null),
        },
      ];
    });
}

function preloadFacts(pair: Pair): Fact[] {
  const turn = turnedIn(pair, ({ isPreloaded, initiator }) => isPreloaded || initiator === 'preload');
  return turn?.head === false ? [fact('preload', true, false)] : [];
}

/** Since the document's answer began. */
export function paintedMs({ visit, ttfbMs }: SeenVisit, metric: Context['metric']): number | null {
  const at = metric === 'fcp' ? visit.seen.fcpMs : (visit.lcp?.renderedMs ?? null);
  return at === null ? null : at - ttfbMs;
}

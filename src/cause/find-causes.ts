import { nodeAt, parsePath } from '../model/breakdown.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { CauseSearch, FoundCause } from '../model/cause.ts';
import { isMetric, type Metric } from '../model/metric.ts';
import { byRank } from './rank.ts';
import type { Context, Finding } from './finding.ts';
import type { GrownOperation } from './graphql.ts';
import { pairOf, pairsOf } from './pairs.ts';
import { isReproduced } from './reproduced.ts';
import { RULES } from './rules.ts';
import { seenVisit, type SeenVisit } from './seen-visit.ts';
import { LEAST_SHARE, weigh, type Weighed } from './weigh.ts';

/** A budget that head broke, with what was measured of its metric. */
export interface BrokenBudget {
  /** Of the budget: `lcp.ttfb`. */
  readonly path: string;
  readonly comparison: Comparison;
  /** The GraphQL operations that cost more and that its route sends, or may have its server ask for if it sends none. */
  readonly operations?: readonly GrownOperation[];
  /** Where its page sends GraphQL operations on head, without queries. */
  readonly endpoints?: readonly string[];
  /** Whether most visits painted another largest element on head than on base, so that its phases cannot be compared. */
  readonly lcpElementsDiffer?: boolean;
}

/** What the commits are, to know their SHAs in URLs. */
export interface Commits {
  readonly base: string | null;
  readonly head: string | null;
}

const MOST_OF_A_BUDGET = 20;
/** Facts that are only a matter of how long or how much; without more of the kind they may be the machine's. */
const MEASURED_FACTS: readonly string[] = ['later', 'longer', 'larger', 'connection', 'layer', 'elements'];

/**
 * Why a budget is broken, as far as the differences between the diagnostic visits of base and of head say: what accounts for
 * at least a fifth of its measured change first, the largest share first. What else changed follows. Where the visits do
 * not show the change again nothing is its reason.
 */
export function findCauses(broken: BrokenBudget, diagnosis: Diagnosis, commits: Commits): CauseSearch {
  const { comparison, path } = broken;
  const { metric, difference } = comparison;
  const segments = parsePath(path) ?? [];
  const change = difference === null ? 0 : (nodeAt(difference, segments)?.value ?? 0);
  const about = { route: comparison.route, condition: comparison.condition, path };
  if (!isMetric(metric) || difference === null || change <= 0) return { ...about, reproduced: false, causes: [] };
  const context = contextOf(
    { metric, segments, difference, operations: broken.operations ?? [], endpoints: broken.endpoints ?? [] },
    diagnosis,
    commits,
  );
  const reproduced = isReproduced(context, change);
  const findings = RULES[metric].flatMap((rule) => rule(context));
  const comparable = broken.lcpElementsDiffer === true ? findings.map(ofWholeLcp) : findings;
  const weighed = weigh(comparable, difference, segments);
  const causes = weighed
    .filter(({ finding }) => reproduced || finding.facts.some(({ kind }) => !MEASURED_FACTS.includes(kind)))
    .map((each) => {
      const partChange = nodeAt(difference, each.part)?.value ?? 0;
      return causeOf(each, { ...about, metric, unit: comparison.unit, change, partChange }, reproduced);
    });
  return { ...about, reproduced, causes: causes.toSorted(byRank).slice(0, MOST_OF_A_BUDGET) };
}

function contextOf(
  about: Pick<Context, 'segments' | 'difference' | 'operations' | 'endpoints'> & { readonly metric: Metric },
  { visits, base, head }: Diagnosis,
  commits: Commits,
): Context {
  const shas = [commits.base, commits.head].filter((sha) => sha !== null);
  const seen = (side: 'base' | 'head'): SeenVisit[] =>
    visits
      .filter((visit) => visit.side === side && hasSeen(visit, about.metric))
      .map((visit) => seenVisit(visit, (side === 'base' ? base : head) ?? '', shas));
  const sides = { base: seen('base'), head: seen('head') };
  const key = sides.head.flatMap(({ hero, keyOf }) => (hero === null ? [] : [keyOf(hero.url)]))[0] ?? '';
  return {
    ...about,
    sides,
    pairs: pairsOf(sides),
    document: pairOf('document', sides, ({ document }) => document),
    hero: heroPair(sides, key),
  };
}

/** What is of a phase of LCP is of LCP where its phases are those of two elements; time to first byte is of the document. */
function ofWholeLcp(finding: Finding): Finding {
  const phases = finding.phases.map((phase) => (phase[0] === 'lcp' && phase[1] !== 'ttfb' ? phase.slice(0, 1) : phase));
  return { ...finding, phases };
}

/** A visit that painted nothing shows nothing; an interaction that is not reported was fast. */
function hasSeen({ seen }: Diagnosis['visits'][number], metric: Metric): boolean {
  return metric === 'lcp' || metric === 'fcp' ? seen[`${metric}Ms`] !== null : true;
}

/** Base's LCP image if its element is the same or it is the same image; else the same image, whatever it was on base. */
function heroPair(sides: Context['sides'], key: string): Context['hero'] {
  const selector = sides.head[0]?.visit.lcp?.selector ?? null;
  const pair = pairOf(key, sides, (seen) => {
    const { hero, visit, keyOf, requests } = seen;
    if (visit.side === 'head') return hero;
    const isSame = hero !== null && (keyOf(hero.url) === key || visit.lcp?.selector === selector);
    return isSame
      ? hero
      : ([...requests.values()].find(({ kind, url }) => kind === 'image' && keyOf(url) === key) ?? null);
  });
  return pair?.isMatched === true ? pair : null;
}

function causeOf(
  { finding, part, amount, share }: Weighed,
  about: Pick<FoundCause, 'route' | 'condition' | 'path' | 'metric' | 'unit' | 'change' | 'partChange'>,
  reproduced: boolean,
): FoundCause {
  return {
    id: finding.id,
    ...about,
    part: [...part],
    amount,
    share,
    because: reproduced && share >= LEAST_SHARE && finding.isGuess !== true,
    facts: finding.facts.slice(0, 20),
    places: finding.places.slice(0, 20),
    subject: finding.subject,
    ...(finding.pictures === undefined ? {} : { pictures: finding.pictures }),
  };
}

import type { Difference } from '../model/comparison.ts';
import type { CodePlace, DiagnosedRequest, PictureNames } from '../model/diagnosis.ts';
import type { CauseId, Fact, FactKind, FoundPlace } from '../model/cause.ts';
import type { Metric } from '../model/metric.ts';
import { shownUrl } from '../text/shown-url.ts';
import type { GrownOperation } from './graphql.ts';
import type { Growth, Sides } from './growth.ts';
import type { Pair } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';

/** All that a rule looks at. */
export interface Context {
  readonly metric: Metric;
  /** The path of the budget. */
  readonly segments: readonly string[];
  /** Of the whole metric, as measured. */
  readonly difference: Difference;
  readonly sides: Sides<SeenVisit>;
  readonly pairs: readonly Pair[];
  readonly document: Pair | null;
  /** The LCP image of head with what it was on base. */
  readonly hero: Pair | null;
  /** The GraphQL operations of the route that cost more. */
  readonly operations: readonly GrownOperation[];
  /** Where the page sent GraphQL operations, without queries; empty where it sent none, or that is not known. */
  readonly endpoints: readonly string[];
}

/** A difference of base and head that a rule establishes, before it is weighed against what was measured. */
export interface Finding {
  readonly id: CauseId;
  /** In the metric's unit: what the diagnostic visits show of it. */
  readonly amount: number;
  /** The nodes that it can be in, the most likely first. */
  readonly phases: readonly (readonly string[])[];
  /** What stretches of time it explains: another finding that claims one of them explains the same milliseconds. */
  readonly claims: readonly string[];
  readonly facts: readonly Fact[];
  readonly places: readonly FoundPlace[];
  readonly subject: Subject;
  /** Whether it may have nothing to do with the page: it is told, and takes nothing from what others explain. */
  readonly isGuess?: boolean;
  /** Of the largest shift that it is about. */
  readonly pictures?: PictureNames;
}

interface Subject {
  readonly url: string | null;
  readonly selector: string | null;
  readonly name: string | null;
}

/** Looks for causes of one id, or of ids that are told apart late. */
export type Rule = (context: Context) => readonly Finding[];

const LONGEST_TEXT = 500;
const MOST_FRAMES = 8;

export function fact(kind: FactKind, base: Fact['base'], head: Fact['head']): Fact {
  return { kind, base: short(base), head: short(head) };
}

/** The fact of a time, a size or a score that grew. */
export function grown(kind: FactKind, { base, head }: Pick<Growth, 'base' | 'head'>): Fact {
  return fact(kind, rounded(base), rounded(head));
}

/** A turn as a fact; none where nothing turned. */
export function turnFact(
  kind: FactKind,
  turn: { readonly base: Fact['base']; readonly head: Fact['head'] } | null,
): Fact[] {
  return turn === null ? [] : [fact(kind, turn.base, turn.head)];
}

function short(value: Fact['base']): Fact['base'] {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** @param deployUrl below which a URL is shown as its path */
export function subject(
  { url = null, selector = null, name = null }: Partial<Subject>,
  deployUrl: string | null = null,
): Subject {
  return {
    url: url === null ? null : shownUrl(url, deployUrl).slice(0, 2000),
    selector: selector?.slice(0, LONGEST_TEXT) ?? null,
    name,
  };
}

/** Of what head asked for. */
export function subjectOf({ head }: Pair, selector: string | null = null): Subject {
  const [first] = head;
  return subject({ url: first?.request.url ?? null, selector }, first?.seen.deployUrl);
}

/** The innermost frame has the role; the others called it. */
export function served(
  role: Extract<FoundPlace, { kind: 'served' }>['role'],
  stack: readonly CodePlace[],
): FoundPlace[] {
  return stack
    .slice(0, MOST_FRAMES)
    .map((place, index) => ({ kind: 'served', role: index === 0 ? role : 'caller', place }));
}

/** The components that rendered an element. None called the other, as frames of a stack did. */
export function rendered(components: readonly CodePlace[]): FoundPlace[] {
  return components.slice(0, MOST_FRAMES).map((place) => ({ kind: 'served', role: 'component', place }));
}

/** Where head is served. */
export function headUrl({ sides }: Context): string | null {
  return sides.head[0]?.deployUrl ?? null;
}

/** Where what is at the URL was asked for on head; empty if nothing was. */
export function askedAtUrl({ sides }: Context, url: string): FoundPlace[] {
  const [seen] = sides.head;
  const key = seen?.keyOf(url);
  const request = seen?.visit.requests.find((each) => each.kind !== 'document' && seen.keyOf(each.url) === key);
  return request === undefined ? [] : askedAt(request);
}

/** Where it was asked for: the frames of the script, else the line of the document or the style sheet. */
function askedAt(request: DiagnosedRequest): FoundPlace[] {
  return served('initiator', askers(request));
}

function askers({ stack, askedBy }: DiagnosedRequest): readonly CodePlace[] {
  if (stack.length > 0) return stack;
  if (askedBy === null || askedBy.line === null) return [];
  const [line, column] = [Math.max(1, askedBy.line), Math.max(1, askedBy.column ?? 1)];
  return [{ url: askedBy.url, line, column, functionName: '' }];
}

/** Where base asked for it: head may have taken that away. */
export function askedOnBase({ base: [first] }: Pair): FoundPlace[] {
  const [place] = first === undefined ? [] : askers(first.request);
  return place === undefined ? [] : [{ kind: 'gone', role: 'removed', place }];
}

export function askedAtOnHead({ head }: Pair): FoundPlace[] {
  return head[0] === undefined ? [] : askedAt(head[0].request);
}

/** What a script or a style sheet has more of is in its sources; a new one is asked for in a new place. */
export function sourcesOf({ head: [first], base: [earlier], isNew }: Pair): FoundPlace[] {
  if (first === undefined || isNew) return [];
  return [{ kind: 'script', role: 'source', url: first.request.url, earlier: earlier?.request.url ?? null }];
}

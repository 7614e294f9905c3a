import { parsePath } from '../../model/breakdown.ts';
import type { Clue, ClueKind, ClueOf, Requester } from '../../model/clue.ts';
import type { GateReport } from '../../model/report.ts';
import { costCausePhrase } from './cost-cause.ts';
import { elementPhrase, scriptPhrase } from './evidence.ts';
import { quantity, share, signed } from './format.ts';
import { commitLink } from './commit-link.ts';
import { partName, pathPhrase } from './names.ts';
import { name, prose, strong, type Phrase } from './phrase.ts';

/** What else the words of a clue depend on. */
interface ClueContext {
  readonly report: GateReport;
  /** Whether it is one of several that share a change. */
  readonly isOneOfSeveral: boolean;
}

interface Words<Told> {
  /** Which of a reader's questions it answers. */
  readonly answers: 'why' | 'where';
  readonly phrase: (clue: Told, telling: ClueContext) => Phrase;
}

/** Words for each kind of a union. */
export type WordsOf<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: Words<Extract<Union, { kind: Kind }>>;
};

/** The words of every kind of clue; a kind without words does not compile. They format a clue and compute nothing. */
export const WORDS: WordsOf<Clue> = {
  part: { answers: 'why', phrase: (clue) => [strong(movedPart(clue)), ` ${amountOf(clue)}`] },
  'shifted-element': { answers: 'why', phrase: (clue) => [...movedPart(clue), ` moves, ${amountOf(clue)}`] },
  'largest-part': { answers: 'why', phrase: largestPart },
  'lcp-element': {
    answers: 'why',
    phrase: ({ element, after, place }) => elementPhrase(element, after === null ? null : place),
  },
  'lcp-element-changed': { answers: 'why', phrase: otherElement },
  'lcp-request-changed': { answers: 'why', phrase: otherRequest },
  script: { answers: 'why', phrase: (clue) => scriptPhrase(clue, clue.place, clue.after) },
  'graphql-cost': { answers: 'why', phrase: (clue, { report }) => costCausePhrase(clue, report) },
  commit: { answers: 'where', phrase: commit },
  'commit-range': { answers: 'where', phrase: ({ commits }) => ['one of ', name(commits)] },
};

export function answers(clue: Clue): 'why' | 'where' {
  return WORDS[clue.kind].answers;
}

export function clueWords<Kind extends ClueKind>(clue: ClueOf<Kind>, telling: ClueContext): Phrase {
  return WORDS[clue.kind].phrase(clue, telling);
}

type MovedPartClue = ClueOf<'part' | 'shifted-element'>;

/** `resource load delay`: below the budget's node. */
function movedPart({ part, path, metric }: MovedPartClue): Phrase {
  return pathPhrase(part.slice(parsePath(path)?.length ?? 1), metric);
}

/** `+398 ms (97 % of it)` */
function amountOf({ change, unit, share: fraction }: MovedPartClue): string {
  return signed(change.value, unit) + (fraction === null ? '' : ` (${shareText(fraction)} of it)`);
}

/** More than the whole where other parts got faster meanwhile. */
function shareText(fraction: number): string {
  return fraction >= 1 ? 'all' : share(fraction);
}

/** `mostly resource load delay, 1.82 s` */
function largestPart({ part, metric, after, unit }: ClueOf<'largest-part'>): Phrase {
  return ['mostly ', partName(part.at(-1) ?? '', metric), `, ${quantity(after, unit)}`];
}

function otherElement({ before, after }: ClueOf<'lcp-element-changed'>): Phrase {
  return [
    'the LCP element is now ',
    name(after),
    ', it was ',
    name(before),
    ' on base',
    ', so its phases are not compared',
  ];
}

function otherRequest({ before, after, place }: ClueOf<'lcp-request-changed'>): Phrase {
  const earlier = before.url === null ? null : before.url + (before.line === null ? '' : `:${before.line}`);
  // Chrome names no initiator for an image that a script creates.
  if (after.initiator === 'other') return ['on base requested by ', ...requester(before, earlier)];
  const onBase: Phrase = before.initiator === 'other' ? [] : [', on base by ', ...requester(before, earlier)];
  return ['requested by ', ...requester(after, place), ...onBase];
}

function requester({ initiator }: Requester, place: string | null): Phrase {
  if (initiator === 'parser') return ['the HTML'];
  if (place === null) return [`a ${initiator}`];
  return [initiator === 'preload' ? 'a preload in ' : `the ${initiator} `, name(place)];
}

/** `1a2b3c4` Load the hero from the gallery script, with its share if other commits contributed. */
function commit(clue: ClueOf<'commit'>, { report, isOneOfSeveral }: ClueContext): Phrase {
  const { sha, subject } = clue.commit;
  return [commitLink(sha, report), ' ', prose(subject), isOneOfSeveral ? partOfChange(clue) : ''];
}

/** If other commits took the change back its share is meaningless, so the commit's own change is shown. */
function partOfChange({ share: fraction, change, unit }: ClueOf<'commit'>): string {
  if (fraction !== null && fraction <= 1) return ` (${share(fraction)})`;
  return change === null ? '' : ` (${signed(change.value, unit)})`;
}

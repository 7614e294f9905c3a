import { isBlamed } from '../../explain/broken-node.ts';
import type { KnownCause, KnownSearch } from '../../model/cause.ts';
import type { Clue } from '../../model/clue.ts';
import type { GateReport } from '../../model/report.ts';
import type { Reason } from '../../model/verdict.ts';
import { itemsAt } from '../rows/campaign-index.ts';
import type { ReportRow } from '../rows/rows.ts';
import { causePhrase } from './cause.ts';
import { causeDocLink } from './links.ts';
import { answers, clueWords } from './clue-kinds.ts';
import { isOfGraph } from './names.ts';
import { picturePhrases } from './pictures.ts';
import { problemPhrase } from './cost-cause.ts';
import { joined, listed, prose, type Phrase } from './phrase.ts';
import { SPECIFIC_REASONS, reasonSentence } from './reasons.ts';

/** What a reader takes in of one change. */
const MOST_CLUES = 3;

/** The clues of a budget that this change broke; empty for other budgets. */
export function cluesOfRow(
  { budget }: Pick<ReportRow, 'budget'>,
  { result }: Pick<GateReport, 'result'>,
): readonly Clue[] {
  if (result.clues === undefined || !isBlamed(budget)) return [];
  return itemsAt(result.clues, budget, 'path', budget.path);
}

/**
 * Why it got worse: the deepest part that explains the change with its share, and what diagnostic visits find behind it;
 * where they were not made or find nothing, the element, the request or the script that the counted visits name. Empty if
 * nothing is known, or head did not cause it.
 */
export function becausePhrase(row: ReportRow, report: GateReport): Phrase {
  const reasons = reasonsOf(row, report);
  const [first] = reasons;
  if (first === undefined) return [...cluesPhrase(row, report), ...costDocPhrase(row, report)];
  const part = cluesOfRow(row, report).find(({ kind }) => kind === 'part');
  const isOfIt = part !== undefined && isRelated(first.part, part.part);
  const lead: Phrase = isOfIt ? [...clueWords(part, { report, isOneOfSeveral: false }), ': '] : [];
  return [
    ...lead,
    ...joined(
      reasons.map((cause) => causePhrase(cause, report)),
      '; ',
    ),
  ];
}

/** Where the pictures of what its causes moved are. */
export function rowPictures(row: ReportRow, report: GateReport): Phrase[] {
  return picturePhrases(reasonsOf(row, report));
}

/** The causes that account for the change. What an operation's cost is made of says more by itself. */
function reasonsOf(row: ReportRow, report: GateReport): readonly KnownCause[] {
  if (cluesOfRow(row, report).some(({ kind }) => kind === 'graphql-cost')) return [];
  const reasons = searchOf(row, report)?.causes.filter(({ because }) => because) ?? [];
  return reasons.slice(0, MOST_CLUES);
}

/** The page on costs, behind what an operation's cost is made of. */
function costDocPhrase(row: ReportRow, report: GateReport): Phrase {
  const cause = searchOf(row, report)?.causes.find(({ because }) => because);
  return cause === undefined ? [] : [' (see ', causeDocLink(cause.id), ')'];
}

function isRelated(one: readonly string[], other: readonly string[]): boolean {
  return one.slice(0, other.length).every((id, depth) => id === other[depth]);
}

/** That diagnostic visits were made and give no reason; empty where they do, or were not made. */
export function unknownPhrase(row: ReportRow, report: GateReport): Phrase {
  const search = searchOf(row, report);
  if (search === undefined || isOfGraph(row.segments[0] ?? '') || reasonsOf(row, report).length > 0) return [];
  return [unknownText(search)];
}

export function unknownText({ reproduced }: Pick<KnownSearch, 'reproduced'>): string {
  return reproduced
    ? 'The cause is not established: the diagnostic visits show no difference that accounts for the change.'
    : 'The cause is not established: the diagnostic visits did not reproduce the change.';
}

/** What diagnostic visits say of a budget that this change broke; undefined where nothing was looked for. */
function searchOf(
  { budget }: Pick<ReportRow, 'budget'>,
  { searches }: Pick<GateReport, 'searches'>,
): KnownSearch | undefined {
  if (searches === undefined || !isBlamed(budget)) return undefined;
  return itemsAt(searches, budget, 'path', budget.path)[0];
}

function cluesPhrase(row: ReportRow, report: GateReport): Phrase {
  const clues = cluesOfRow(row, report).filter((clue) => answers(clue) === 'why');
  const shown = clues.slice(0, MOST_CLUES);
  const [first] = shown;
  const rest = first?.kind === 'graphql-cost' ? first.among - shown.length : 0;
  const told = shown.flatMap((clue, index): Phrase => {
    const before = shown[index - 1];
    const separator = before === undefined ? [] : [isOfBefore(clue, before) ? ', ' : '; '];
    return [...separator, ...clueWords(clue, { report, isOneOfSeveral: clues.length > 1 })];
  });
  return rest === 0 ? told : [...told, `; and ${rest} more`];
}

/** Who asks for the LCP image is told of the image. */
function isOfBefore(clue: Clue, before: Clue): boolean {
  return clue.kind === 'lcp-request-changed' && before.kind === 'lcp-element';
}

/** In which commit, where that is known; with its share where it did not do it alone. */
export function wherePhrase(row: Pick<ReportRow, 'budget'>, report: GateReport): Phrase {
  const clues = cluesOfRow(row, report).filter((clue) => answers(clue) === 'where');
  if (clues.length === 0) return [];
  return ['in ', ...listed(clues.map((clue) => clueWords(clue, { report, isOneOfSeveral: clues.length > 1 })))];
}

/** The whole story in one phrase, for a line of a log: why and where, else the reason of the verdict. */
export function storyPhrase(row: ReportRow, report: GateReport): Phrase {
  if (row.comparison === null || row.budget.reason === 'not-measurable-on-head')
    return joined([unmeasuredPhrase(row), problemPhrase(row.budget, report)].filter(isSaid), ': ');
  const because = becausePhrase(row, report);
  const story = [because.length === 0 ? [] : ['because ', ...because], wherePhrase(row, report)].filter(isSaid);
  const told = story.length === 0 ? [reasonSentence(row.budget.reason)] : joined(story, '; ');
  return joined([told, unknownPhrase(row, report)].filter(isSaid), '. ');
}

function isSaid(phrase: Phrase): boolean {
  return phrase.length > 0;
}

const UNMEASURABLE: readonly Reason[] = ['not-measurable', 'not-measurable-on-head', 'not-measurable-on-base'];

/** Reasons that fresh blocks which could not be made may stand behind. */
const OF_FRESH_BLOCKS: readonly Reason[] = ['unconfirmed', 'not-measurable-on-head'];

/** What was seen where the route as a whole could not be measured, else the reason. */
export function unmeasuredPhrase(row: ReportRow): Phrase {
  const { route, budget, isOfMissingShard } = row;
  const story = route?.unmeasurable ?? null;
  const unconfirmable = OF_FRESH_BLOCKS.includes(budget.reason) ? (route?.unconfirmable ?? null) : null;
  if (isOfMissingShard) return [SPECIFIC_REASONS.missingShard];
  if (story === null && unconfirmable !== null) return [reasonSentence(budget.reason), ' (', prose(unconfirmable), ')'];
  if (story === null) return [reasonSentence(budget.reason)];
  // That it could not be measured is the verdict already: the story alone says more.
  if (!UNMEASURABLE.includes(budget.reason)) return [reasonSentence(budget.reason), ' (', prose(story), ')'];
  return (route?.blocks ?? 0) > 0 ? [SPECIFIC_REASONS.unreliable, ' (', prose(story), ')'] : [prose(story)];
}

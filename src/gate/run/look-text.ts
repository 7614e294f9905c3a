import { count } from '../../report/words/format.ts';
import { coarseText, spanText } from '../../report/words/time-left.ts';
import type { TimeLeft } from './pace.ts';

/** What is known of a campaign at a look. */
export interface LookFacts {
  /** All blocks of its phase so far. */
  readonly blocks: number;
  /** The paths of the reds that fresh blocks confirm; null if these are not fresh ones. */
  readonly confirmed: readonly string[] | null;
  /** The paths of the reds that fresh blocks must confirm. */
  readonly suspected: readonly string[];
  /** The paths of the budgets that are not decided; of fresh blocks those that are not confirmed or given up. */
  readonly open: readonly string[];
  /** Blocks until the next look; null if there is none. */
  readonly toNext: number | null;
  /** What a block has taken so far, ms; null if none has been timed. */
  readonly blockMs: number | null;
  /** Null if nothing is known of it. */
  readonly run: TimeLeft | null;
}

const MOST_PATHS = 5;

/** `5 blocks; open: inp; next look after 3 more blocks, about 25 s; the run about 4 min more` */
export function lookText(facts: LookFacts): string {
  return [count(facts.blocks, blockWord(facts)), ...standing(facts), ...runText(facts.run)].join('; ');
}

function standing(facts: LookFacts): string[] {
  const { open, confirmed, suspected, toNext, blockMs } = facts;
  if (open.length === 0) return [confirmed === null ? suspectedText(suspected) : confirmedText(confirmed)];
  const still = `open: ${listed(open)}`;
  if (toNext === null) return [still, 'that was the last look'];
  const time = blockMs === null ? '' : `, about ${spanText(blockMs * toNext)}`;
  return [still, `next look after ${count(toNext, `more ${blockWord(facts)}`)}${time}`];
}

function suspectedText(suspected: readonly string[]): string {
  return suspected.length === 0 ? 'no budget needs more blocks' : `suspected: ${listed(suspected)}`;
}

function confirmedText(confirmed: readonly string[]): string {
  return confirmed.length === 0 ? 'nothing is confirmed' : `confirmed: ${listed(confirmed)}`;
}

function listed(paths: readonly string[]): string {
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : '';
  return `${paths.slice(0, MOST_PATHS).join(', ')}${more}`;
}

function blockWord({ confirmed }: LookFacts): string {
  return confirmed === null ? 'block' : 'fresh block';
}

/** Below this many campaigns one that takes all looks says as much as all others. */
const MANY_CAMPAIGNS = 3;

function runText(run: TimeLeft | null): string[] {
  if (run === null || run.ms < 1000) return [];
  return [`the run ${run.campaigns < MANY_CAMPAIGNS ? 'roughly' : 'about'} ${coarseText(run.ms)} more`];
}

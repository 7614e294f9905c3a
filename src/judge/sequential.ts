import type { Stop } from '../model/campaign.ts';
import { looksOf, type DecisionRule } from '../stats/plan.ts';
import { freshLooksOf } from './confirm.ts';

/*
 * How a campaign ends: look, decide, confirm. This is a state machine of plain values, so the gate, the simulation of
 * its error rates and the unit tests all drive the same rule.
 *
 *                    looked: open,
 *                  and more looks left
 *                      ┌─────┐
 *                      ▼     │
 *                  ┌───────────┐   looked: nothing open, or that was the last look
 *      start ────▶ │ measuring │ ───────────────────────┐
 *                  └───────────┘   cut: time is up,     │
 *                                  or no block can be   │
 *                                  made; identical:     │
 *                                  no block is needed   ▼
 *                  ┌───────────┐   judged: a red    ┌─────────┐
 *              ┌─▶ │confirming │ ◀───────────────── │ stopped │
 *              │   └───────────┘                    └─────────┘
 *              └─────┘     │                            │
 *      fresh-looked: a     │ fresh-looked: every red    │ judged: no red that
 *      red unconfirmed,    │ confirmed or given up, or  │ fresh blocks must confirm
 *      more looks left     │ last look, or fewer blocks │
 *                          ▼ than were asked for        ▼
 *                        ┌─────────────────────────────────┐
 *                        │              done               │
 *                        └─────────────────────────────────┘
 */

/** The plan of a campaign, declared before its first visit: complete blocks at each look, ascending. */
export interface SequentialPlan {
  readonly looks: readonly number[];
  /** The same for the fresh blocks that confirm a red; empty if a red needs no confirmation. */
  readonly freshLooks: readonly number[];
}

/** Where a campaign stands. `blocks` are complete blocks, `fresh` those made after a red. */
export type SequentialState =
  | { readonly at: 'measuring'; readonly blocks: number }
  | { readonly at: 'stopped'; readonly blocks: number; readonly stopped: Stop }
  | { readonly at: 'confirming'; readonly blocks: number; readonly stopped: Stop; readonly fresh: number }
  | {
      readonly at: 'done';
      readonly blocks: number;
      readonly stopped: Stop;
      readonly fresh: number;
      readonly confirmed: readonly string[] | null;
    };

/** What to do next. Each ask except `done` is answered by an event. */
export type Ask =
  /** Make `count` more blocks and look at all of them: `looked`. If that fails: `cut`. */
  | { readonly kind: 'blocks'; readonly count: number }
  /** Judge the campaign as it ended: `judged`. */
  | { readonly kind: 'judgement'; readonly stopped: Stop }
  /** Make so many (more) fresh blocks and judge again: `fresh-looked`. Before the first ones everything is restarted. */
  | { readonly kind: 'fresh-blocks'; readonly count: number }
  /** Nothing. `confirmed`: the reds that fresh blocks agreed to; null if nothing had to be confirmed. */
  | { readonly kind: 'done'; readonly stopped: Stop; readonly confirmed: readonly string[] | null };

export type OpenAsk = Exclude<Ask, { kind: 'done' }>;
type DoneAsk = Extract<Ask, { kind: 'done' }>;

/** What came of it. Budgets are named by their paths. */
export type SequentialEvent =
  /** All blocks that were asked for are complete; `open`: the budgets that more blocks could decide. */
  | { readonly type: 'looked'; readonly open: readonly string[] }
  /** Only so many of the blocks that were asked for were made, because the time is up or too many were incomplete. */
  | { readonly type: 'cut'; readonly by: 'time' | 'unmeasurable'; readonly made: number }
  /** No block was made: base and head serve identical bytes. */
  | { readonly type: 'identical' }
  /** The budgets that are red and may not block before fresh blocks agree. */
  | { readonly type: 'judged'; readonly reds: readonly string[] }
  /**
   * So many of the fresh blocks that were asked for were made; the reds that all fresh blocks so far confirm, and those that
   * later ones may still confirm. What is in neither list is given up.
   */
  | {
      readonly type: 'fresh-looked';
      readonly made: number;
      readonly confirmed: readonly string[];
      readonly unconfirmed: readonly string[];
    };

/** The plan of every campaign of a run. One look at a fixed number of blocks is at the full level: nothing is confirmed. */
export function sequentialPlan(rule: DecisionRule): SequentialPlan {
  return {
    looks: looksOf(rule).map(({ blocks }) => blocks),
    freshLooks: rule.plan.kind === 'looks' ? freshLooksOf(rule.version) : [],
  };
}

/** Before the first block. */
export const START: SequentialState = { at: 'measuring', blocks: 0 };

/** What a state waits for. The same state of the same plan always asks for the same. */
export function askOf(plan: SequentialPlan, state: SequentialState): Ask {
  if (state.at === 'measuring') return { kind: 'blocks', count: blocksTo(plan.looks, state.blocks) };
  if (state.at === 'stopped') return { kind: 'judgement', stopped: state.stopped };
  if (state.at === 'confirming') return { kind: 'fresh-blocks', count: blocksTo(plan.freshLooks, state.fresh) };
  return { kind: 'done', stopped: state.stopped, confirmed: state.confirmed };
}

/**
 * The state after an event. `done` never changes.
 *
 * @throws RangeError if the event does not answer what the state asks for, which is a bug in the caller
 */
export function next(plan: SequentialPlan, state: SequentialState, event: SequentialEvent): SequentialState {
  if (state.at === 'measuring') return measured(plan, state.blocks, event);
  if (state.at === 'stopped') return judged(plan, state, event);
  if (state.at === 'confirming') return confirmed(plan, state, event);
  return state;
}

/** Runs from start to end with an `answer` that is immediate. */
export function runSequential(plan: SequentialPlan, answer: (ask: OpenAsk) => SequentialEvent): DoneAsk {
  let state = START;
  let ask = askOf(plan, state);
  while (ask.kind !== 'done') {
    state = next(plan, state, answer(ask));
    ask = askOf(plan, state);
  }
  return ask;
}

function measured(plan: SequentialPlan, blocks: number, event: SequentialEvent): SequentialState {
  const count = blocksTo(plan.looks, blocks);
  if (event.type === 'cut') {
    assertMade(event.made, count);
    return { at: 'stopped', blocks: blocks + event.made, stopped: event.by };
  }
  if (event.type === 'identical' && blocks === 0) return { at: 'stopped', blocks, stopped: 'identical-bytes' };
  if (event.type !== 'looked') throw unanswered({ at: 'measuring' }, event.type);
  const reached = blocks + count;
  if (event.open.length === 0) return { at: 'stopped', blocks: reached, stopped: 'decided' };
  const isLast = blocksTo(plan.looks, reached) === 0;
  return isLast ? { at: 'stopped', blocks: reached, stopped: 'maximum' } : { at: 'measuring', blocks: reached };
}

function judged(
  { freshLooks }: SequentialPlan,
  { blocks, stopped }: Extract<SequentialState, { at: 'stopped' }>,
  event: SequentialEvent,
): SequentialState {
  if (event.type !== 'judged') throw unanswered({ at: 'stopped' }, event.type);
  if (event.reds.length === 0 || freshLooks.length === 0)
    return { at: 'done', blocks, stopped, fresh: 0, confirmed: null };
  return { at: 'confirming', blocks, stopped, fresh: 0 };
}

function confirmed(
  { freshLooks }: SequentialPlan,
  { blocks, stopped, fresh }: Extract<SequentialState, { at: 'confirming' }>,
  event: SequentialEvent,
): SequentialState {
  if (event.type !== 'fresh-looked') throw unanswered({ at: 'confirming' }, event.type);
  const count = blocksTo(freshLooks, fresh);
  assertMade(event.made, count);
  const reached = fresh + event.made;
  const goesOn = event.unconfirmed.length > 0 && event.made === count && blocksTo(freshLooks, reached) > 0;
  if (goesOn) return { at: 'confirming', blocks, stopped, fresh: reached };
  return { at: 'done', blocks, stopped, fresh: reached, confirmed: event.confirmed };
}

/** Blocks from here to the next look; 0 after the last. */
function blocksTo(looks: readonly number[], blocks: number): number {
  return (looks.find((look) => look > blocks) ?? blocks) - blocks;
}

function assertMade(made: number, count: number): void {
  if (!(made >= 0 && made <= count)) throw new RangeError(`${made} blocks were made, and ${count} were asked for`);
}

function unanswered({ at }: Pick<SequentialState, 'at'>, by: string): RangeError {
  return new RangeError(`'${by}' does not answer a campaign that is ${at}`);
}

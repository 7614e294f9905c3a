import { causeOf, GateError } from '../../errors.ts';
import type { GraphqlCheck } from '../../graphql/check/check.ts';
import type { Judgement } from '../../judge/judge.ts';
import { attributeBroken } from '../search/attribute-broken.ts';
import { explainBroken } from '../search/explain-broken.ts';
import { findWhy, type Explaining } from '../search/why/find-why.ts';
import { measureProven } from '../run/measure.ts';
import type { RunOptions } from '../options.ts';
import { isLost } from '../../record/lost.ts';
import { publish, type GateOutcome } from './publish.ts';
import type { Run } from '../run/run.ts';

/** How a verdict is explained. */
export type ExplainOptions = Explaining & Pick<RunOptions, 'lighthouse'>;

/**
 * A run from its first visit to its report. A run that is stopped or cannot continue is judged with what it has:
 * decisions so far are published, and a broken blocking budget decides the run.
 *
 * @throws GateError for what must stop if nothing was decided
 */
export async function concludeRun(run: Run, how: ExplainOptions): Promise<GateOutcome> {
  let costs: GraphqlCheck | null;
  try {
    costs = await measureProven(run);
  } catch (error) {
    return await salvaged(run, error);
  }
  // The verdict stands and is on disk before Lighthouse, which only explains it, may take its time or its leave.
  const decided = await publish(run);
  try {
    await explained(run, decided.judgement, how, costs);
    return await publish(run);
  } catch (error) {
    // Whatever it is: an exit code that says that the run failed would hide the verdict that is on disk.
    run.progress.line(`The explanation of the verdict is left out: ${causeOf(error)}.`);
    return decided;
  }
}

/**
 * What a run that ended early still has: visits, or the costs of GraphQL operations, which are known before the visits.
 */
async function salvaged(run: Run, error: unknown): Promise<GateOutcome> {
  const { log, out, signal } = run;
  const stoppedBy = signal.aborted ? causeOf(signal.reason) : null;
  const detail = { signal: stoppedBy ?? '', out };
  if (!log.later.some(({ type }) => type === 'visit' || type === 'graphql'))
    throw stoppedBy === null ? error : new GateError('interrupted-early', detail, { cause: error });
  const outcome = await publishedAs(run, stoppedBy === null ? endedText(error) : stoppedText(stoppedBy), error);
  if (outcome.exitCode === 1) return outcome;
  throw stoppedBy === null ? error : new GateError('interrupted', detail, { cause: error });
}

/** Where the report cannot be written either, the first error is the one to tell. */
async function publishedAs(run: Run, text: string, error: unknown): Promise<GateOutcome> {
  try {
    run.log.append({ type: 'notice', text });
    return await publish(run);
  } catch (thrown) {
    throw run.signal.aborted ? thrown : error;
  }
}

export function stoppedText(by: string): string {
  return `Stopped by ${by}: these are the measurements up to then.`;
}

function endedText(error: unknown): string {
  return `The run could not go on (${causeOf(error)}): these are the measurements up to then.`;
}

/**
 * Finds the commit and the cause, and lets Lighthouse look. Each goes on where the one before it fails. If the run is
 * stopped here, the verdict stands without the rest of the explanation.
 */
export async function explained(
  run: Run,
  judgement: Judgement,
  how: ExplainOptions,
  costs: GraphqlCheck | null,
): Promise<void> {
  const { signal, log, progress, config } = run;
  // What changed since the anchor are all commits since: the history says which of them matter.
  if (config.followed !== null) return;
  const steps = [
    () => attributeBroken(run, judgement),
    () => findWhy(run, judgement, how, costs),
    () => explainBroken(run, judgement, how.lighthouse),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (isLost(error)) throw error;
      const why = signal.aborted
        ? `Stopped by ${causeOf(signal.reason)}`
        : `It ended (${causeOf(error).slice(0, 500)})`;
      const text = `${why} while the verdict was being explained: everything was measured.`;
      log.append({ type: 'notice', text });
      progress.line(text);
    }
    if (signal.aborted) return;
  }
}

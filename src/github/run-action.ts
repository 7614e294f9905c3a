import { setOutput, setSecret } from '@actions/core';

import type { runGate, runMeasure, runReport } from '../gate.ts';
import type { GateOutcome } from '../gate/verdict/publish.ts';
import { brokenBudgets } from '../report/files/broken-budgets.ts';
import { renderSummary } from '../report/comment/job-summary.ts';
import { renderTerminal } from '../report/terminal/report.ts';
import { annotate, annotationsOf, linesOf } from './annotations.ts';
import { DEFAULT_CONFIG, keyFor } from './comment-key.ts';
import { readContext, type Environment, type GitHubContext } from './context.ts';
import { tellFailure } from './failure.ts';
import { rawInput, readInputs, type Inputs } from './inputs.ts';
import { appendSummary } from './job-summary.ts';
import { logBlock, logLine, logProgress, type LogProgress } from './log.ts';
import { apisOf, reportOptionsOf, runOptionsOf, type Apis } from './options.ts';
import {
  describe,
  isDoubtful,
  isUndelivered,
  publish,
  type Limits,
  type PublishResult,
  HURRIED,
  LIMITS,
} from './publish.ts';
import { tellMain } from './main-story.ts';
import { subjectOf, type Subject } from './subject.ts';
import { keepSecret, redact } from '../text/redactor.ts';
import { tokensIn } from '../text/tokens.ts';

/** What the action's commands do. */
export interface Gate {
  readonly runGate: typeof runGate;
  readonly runMeasure: typeof runMeasure;
  readonly runReport: typeof runReport;
}

/**
 * The action from inputs to exit code. `limits` are those of publishing in a job that was not cancelled.
 *
 * @throws GateError for wrong use and for what cannot be measured
 */
export async function runAction(
  env: Environment,
  gate: Gate,
  signal: AbortSignal,
  limits: Limits = LIMITS,
): Promise<number> {
  maskToken(env);
  const context = await readContext(env);
  const apis = apisOf(rawInput(env, 'github-token'), context, limits.patience);
  let subject: Subject | null = null;
  let came: Came;
  const progress = logProgress();
  try {
    subject = await subjectOf(context, apis);
    came = await come(gate, { inputs: readInputs(env), context, subject, apis }, { progress, signal });
  } catch (error) {
    progress.stop();
    await tellFailure(error, { env, context, apis, subject, isStopped: signal.aborted, limits });
    throw error;
  }
  progress.stop();
  if (came.outcome !== null)
    return deliver(came.outcome, came.inputs, { context, subject, env, limits: signal.aborted ? HURRIED : limits });
  return 0;
}

/** What a run is asked to do, and the context of the request. */
interface ActionRequest {
  readonly inputs: Inputs;
  readonly context: GitHubContext;
  readonly subject: Subject;
  readonly apis: Apis | null;
}

interface Came {
  readonly inputs: Inputs;
  /** Null if the run judges nothing. */
  readonly outcome: GateOutcome | null;
}

/** How a run is followed, and stopped. */
interface RunControl {
  readonly progress: LogProgress;
  readonly signal: AbortSignal;
}

async function come(
  gate: Gate,
  { inputs, context, subject, apis }: ActionRequest,
  { progress, signal }: RunControl,
): Promise<Came> {
  if (inputs.command === 'report')
    return { inputs, outcome: await gate.runReport(await reportOptionsOf(inputs, context, subject, apis)) };
  const options = runOptionsOf(inputs, context, subject, apis);
  if (inputs.command === 'run') return { inputs, outcome: await gate.runGate(options, progress, signal) };
  const samples = await gate.runMeasure(options, progress, signal);
  progress.stop();
  logLine(`Measured, to be judged by \`command: report\`: ${samples}`);
  return { inputs, outcome: null };
}

/** Before anything can be printed. */
function maskToken(env: Environment): void {
  keepSecret(...tokensIn(env));
  const token = env['INPUT_GITHUB-TOKEN']?.trim();
  if (token === undefined || token === '') return;
  setSecret(token);
  setSecret(Buffer.from(token).toString('base64'));
  setSecret(Buffer.from(`x-access-token:${token}`).toString('base64'));
}

interface JobContext {
  readonly context: GitHubContext;
  readonly subject: Subject;
  readonly env: Environment;
  readonly limits: Limits;
}

/** Delivers the report. A failure does not change the exit code. */
async function deliver(
  outcome: GateOutcome,
  { token, comment, commentKey, config }: Inputs,
  { context, subject, env, limits }: JobContext,
): Promise<number> {
  const mode = comment ?? outcome.comment ?? 'always';
  const key = keyFor(config ?? DEFAULT_CONFIG, [commentKey, outcome.commentKey]);
  await report(outcome, await publish({ outcome, context, subject, token, mode, ...key }, limits), env);
  return outcome.exitCode;
}

/** Tells every audience: the log, the checks page, the job summary, the next steps. */
async function report(outcome: GateOutcome, published: PublishResult, env: Environment): Promise<void> {
  logBlock(
    renderTerminal(outcome.report, {
      color: (env['NO_COLOR'] ?? '') === '' && env['FORCE_COLOR'] !== '0',
      out: outcome.files.out,
    }),
  );
  const told = describe(published);
  const lines = await linesOf(rawInput(env, 'config') ?? DEFAULT_CONFIG);
  const main = tellMain(outcome.main);
  for (const line of main.lines) logLine(line);
  annotate(annotationsOf(outcome.report, [...(isDoubtful(published) ? [told] : []), ...main.lines], lines));
  const undelivered = isUndelivered(published);
  const summary = renderSummary(outcome.report) + main.summary;
  await appendSummary(undelivered ? `${summary}\n${told}\n` : summary, env);
  if (undelivered) logBlock(summary);
  else logLine(told);
  setOutputs(outcome, published);
}

function setOutputs({ verdict, report: told, files }: GateOutcome, published: PublishResult): void {
  const broken = brokenBudgets(told);
  if (broken.shown < broken.all)
    logLine(
      `The output broken-budgets lists the first ${broken.shown} of ${broken.all}: ${files.result} has them all.`,
    );
  const outputs = {
    verdict,
    'broken-budgets': broken.json,
    'report-path': files.comment,
    'report-page': files.page,
    'comment-url': 'url' in published ? published.url : '',
  };
  for (const [name, value] of Object.entries(outputs)) {
    try {
      setOutput(name, redact(value));
    } catch (error) {
      logLine(`The output ${name} could not be set: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

import { setOutput, setSecret, warning } from '@actions/core';

import type { RunEvent } from '../deploys/git/choose.ts';
import type { RepositoryApi } from '../deploys/github/api.ts';
import { GateError } from '../errors.ts';
import type { GateOutcome, Progress, RunOptions } from '../gate.ts';
import { groupRows } from '../report/rows.ts';
import { renderSummary } from '../report/summary.ts';
import { renderTerminal } from '../report/terminal.ts';
import { annotate, annotationsOf } from './annotations.ts';
import { createClient } from './client.ts';
import { readContext, type Environment, type GitHubContext } from './context.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { appendSummary } from './job-summary.ts';
import { logBlock, logLine, logProgress } from './log.ts';
import { repositoryApi } from './repository-api.ts';
import { describe, isUndelivered, publish, type Published } from './publish.ts';

export type RunGate = (options: RunOptions, progress: Progress, signal: AbortSignal) => Promise<GateOutcome>;

/** The action from inputs to exit code. Throws GateError for wrong use and for what cannot be measured. */
export async function runAction(env: Environment, runGate: RunGate, signal: AbortSignal): Promise<number> {
  maskToken(env);
  const inputs = readInputs(env);
  const context = await readContext(env);
  refuseTarget(context);
  const outcome = await runGate(optionsOf(inputs, context), logProgress, signal);
  const published = await publish({ outcome, context, token: inputs.token, mode: inputs.comment });
  await report(outcome, published, env);
  return outcome.exitCode;
}

/** Before anything can be printed. */
function maskToken(env: Environment): void {
  const token = env['INPUT_GITHUB-TOKEN']?.trim();
  if (token === undefined || token === '') return;
  setSecret(token);
  setSecret(Buffer.from(token).toString('base64'));
  setSecret(Buffer.from(`x-access-token:${token}`).toString('base64'));
}

/** It runs the base's workflow with secrets on the pull request's say-so. */
function refuseTarget({ eventName }: GitHubContext): void {
  if (eventName !== 'pull_request_target') return;
  throw new GateError('usage', {
    what: 'This action does not run on pull_request_target: it would visit pages of a fork with this repository’s secrets at hand.',
    todo: 'Use `on: pull_request`.',
  });
}

/** What started the run, as far as it says which commits are meant. */
function eventOf({ pullRequest, push }: GitHubContext): RunEvent | null {
  if (pullRequest !== null) {
    const { number, baseSha, headSha, headRef, baseRef } = pullRequest;
    return { kind: 'pull-request', number, baseSha, headSha, branch: headRef, baseBranch: baseRef };
  }
  return push === null ? null : { kind: 'push', before: push.before, headSha: push.after, branch: push.branch };
}

function apiOf({ token }: Inputs, { repository, apiUrl }: GitHubContext): RepositoryApi | null {
  return token === null || repository === null ? null : repositoryApi(createClient(token, apiUrl), repository);
}

function optionsOf(inputs: Inputs, context: GitHubContext): RunOptions {
  return {
    config: inputs.config ?? 'vitals-gate.yml',
    baseUrl: inputs.baseUrl,
    headUrl: inputs.headUrl,
    baseSha: inputs.baseSha,
    headSha: inputs.headSha,
    event: eventOf(context),
    api: apiOf(inputs, context),
    out: inputs.out ?? 'vitals-gate-out',
    blocks: null,
    routes: [],
    conditions: [],
    lighthouse: 'on-failure',
    chromePath: inputs.chromePath,
  };
}

/** Tells every audience: the log, the checks page, the job summary, the next steps. */
async function report(outcome: GateOutcome, published: Published, env: Environment): Promise<void> {
  logBlock(renderTerminal(outcome.report, { color: env['NO_COLOR'] === undefined, out: outcome.files.out }));
  annotate(annotationsOf(outcome.report));
  const undelivered = isUndelivered(published);
  const summary = renderSummary(outcome.report);
  await appendSummary(undelivered ? `${summary}\n${describe(published)}\n` : summary, env);
  if (undelivered) {
    warning(describe(published), { title: 'vitals-gate' });
    logBlock(summary);
  } else {
    logLine(describe(published));
  }
  setOutputs(outcome, published);
}

function setOutputs({ verdict, report: told, files }: GateOutcome, published: Published): void {
  const broken = groupRows(told).broken.map(({ budget }) => `${budget.route}/${budget.condition}/${budget.path}`);
  const outputs = {
    verdict,
    'broken-budgets': JSON.stringify([...new Set(broken)]),
    'report-path': files.comment,
    'comment-url': 'url' in published ? published.url : '',
  };
  for (const [name, value] of Object.entries(outputs)) {
    try {
      setOutput(name, value);
    } catch (error) {
      logLine(`The output ${name} could not be set: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

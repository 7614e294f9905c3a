import { error as logError, isDebug } from '@actions/core';

import { formatError, GateError } from './errors.ts';
import { endWith } from './exit.ts';
import { logBlock, logLine } from './github/log.ts';
import { handOver } from './hand-over.ts';
import { runAction } from './github/run-action.ts';
import { runGate, runMeasure, runReport } from './gate.ts';
import { errorWithLines } from './source/show-error.ts';
import { redact } from './text/redactor.ts';

/** Entry of the GitHub Action. */
const INTERNAL_ERROR = 3;

/** The workspace is where relative paths begin, whatever folder the runner starts us in. */
function enterWorkspace(): void {
  const workspace = process.env['GITHUB_WORKSPACE'];
  if (workspace === undefined || workspace === '') return;
  try {
    process.chdir(workspace);
  } catch {
    // Nothing was checked out: then the paths are relative to where we are.
  }
}

/** A cancelled job gets SIGINT, then SIGTERM, then is killed. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}

function fail(thrown: unknown): number {
  if (thrown instanceof GateError) {
    const [error, withLines] = [formatError(thrown), errorWithLines(thrown)];
    // The annotation is not shown in columns.
    if (withLines !== error) logBlock(withLines);
    logError(redact(error), { title: 'vitals-gate', ...placeOf(thrown) });
  } else logError(redact(`Internal error: ${String(thrown)}`), { title: 'vitals-gate' });
  if (isDebug() && thrown instanceof Error) logBlock(thrown.stack ?? '');
  return thrown instanceof GateError ? thrown.exitCode : INTERNAL_ERROR;
}

/** `file:line:column`, so that the annotation stands at the line. */
function placeOf({ where }: GateError): { file?: string; startLine?: number } {
  const [, file, line] = /^(.+):(\d+):\d+$/.exec(where ?? '') ?? [];
  return file === undefined ? {} : { file, startLine: Number(line) };
}

async function run(): Promise<number> {
  const notice = handOver();
  if (notice !== null) logLine(notice);
  enterWorkspace();
  return runAction(process.env, { runGate, runMeasure, runReport }, abortOnSignals());
}

await endWith(await run().catch(fail));

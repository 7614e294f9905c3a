import { inspect } from 'node:util';

import { causeOf, GateError } from '../errors.ts';
import type { MeasureOptions, RunOptions } from '../gate/options.ts';
import type { ReportOptions } from '../gate/verdict/report-options.ts';
import { readCommandLine } from './command-line.ts';
import { runDoctor } from './doctor.ts';
import type { Request } from './request.ts';
import type * as fieldPipeline from './field-pipeline.ts';
import { checkOperations, costOperations } from './graphql.ts';
import { interruptible } from './interrupt.ts';
import { hasColor, isInteractive, say, type Io } from './io.ts';
import type * as pipeline from './pipeline.ts';
import { errorWithLines } from '../source/show-error.ts';
import { keepSecret } from '../text/redactor.ts';
import { tokensIn } from '../text/tokens.ts';

export type Pipeline = typeof pipeline;
export type FieldPipeline = typeof fieldPipeline;

/**
 * The command line: arguments after the program's name in, exit code out. The report goes to stdout, everything else to
 * stderr. Never throws: 2 is invalid usage or configuration, 3 is a failed measurement or an unexpected error.
 */
export async function main(
  argv: readonly string[],
  io: Io,
  load: () => Promise<Pipeline> = () => import('./pipeline.ts'),
  loadField: () => Promise<FieldPipeline> = () => import('./field-pipeline.ts'),
): Promise<number> {
  keepSecret(...tokensIn(io.env));
  try {
    const request = readCommandLine(argv);
    if (request.command === 'init') return await (await load()).runInit(request.options, io);
    if (request.command === 'history') return await (await load()).runHistory(request.request, io);
    if (request.command === 'doctor') return await runDoctor(request.request, io, await load());
    if (request.command === 'budgets')
      return await (await import('./field/reports.ts')).runBudgets(request.options, io);
    if (request.command === 'run') return await run(request.options, io, await load());
    if (request.command === 'measure') return await measure(request.options, io, await load());
    if (request.command === 'report') return await report(request.options, io, await load());
    if (request.command === 'calibrate' || request.command === 'recalibrate')
      return await calibrate(request, io, await load());
    if (request.command === 'judge') return await judgeAgain(request.folder, io, await load());
    if (request.command === 'graphql-cost') return await costOperations(request.request, io, await load());
    if (request.command === 'graphql-check') return await checkOperations(request.options, io, await load());
    if (request.command === 'field') return await (await loadField()).runField(request.request, io);
    const isWanted = request.command === 'help';
    say(isWanted ? io.stdout : io.stderr, request.text);
    return isWanted ? 0 : 2;
  } catch (error) {
    say(io.stderr, `${describe(error, argv.includes('--debug'), io.stderr.columns)}\n`);
    return error instanceof GateError ? error.exitCode : 3;
  }
}

async function run(
  options: RunOptions,
  io: Io,
  { runGate, renderTerminal, terminalProgress }: Pipeline,
): Promise<number> {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const outcome = await interruptible(io, progress, (signal) => runGate(options, progress, signal));
    progress.stop();
    say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: options.out }));
    return outcome.exitCode;
  } finally {
    progress.stop();
  }
}

/** The path of the samples goes to stdout, because it is the command's only result. */
async function measure(options: MeasureOptions, io: Io, { runMeasure, terminalProgress }: Pipeline): Promise<number> {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const samples = await interruptible(io, progress, (signal) => runMeasure(options, progress, signal));
    progress.stop();
    say(io.stdout, `${samples}\n`);
    return 0;
  } finally {
    progress.stop();
  }
}

async function report(options: ReportOptions, io: Io, { runReport, renderTerminal }: Pipeline): Promise<number> {
  const outcome = await runReport(options);
  say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: options.out }));
  return outcome.exitCode;
}

async function calibrate(
  request: Extract<Request, { command: 'calibrate' | 'recalibrate' }>,
  io: Io,
  { runCalibration, recalibrate, renderCalibration, terminalProgress }: Pipeline,
): Promise<number> {
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const calibration =
      request.command === 'recalibrate'
        ? await recalibrate(request.folder)
        : await interruptible(io, progress, (signal) => runCalibration(request.options, progress, signal));
    progress.stop();
    say(io.stdout, renderCalibration(calibration));
    return 0;
  } finally {
    progress.stop();
  }
}

async function judgeAgain(folder: string, io: Io, { judgeFolder, renderTerminal }: Pipeline): Promise<number> {
  const outcome = await judgeFolder(folder);
  say(io.stdout, renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: folder }));
  return outcome.exitCode;
}

/** The error block for the user, with the stacks of the error and its causes if `debug` is set. */
function describe(error: unknown, debug: boolean, columns?: number): string {
  const block =
    error instanceof GateError
      ? errorWithLines(error, columns)
      : `internal error: ${causeOf(error)}\n  → Run with --debug for the stack trace, and report it.`;
  return debug ? `${block}\n\n${inspect(error)}` : block;
}

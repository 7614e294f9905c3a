import { inspect } from 'node:util';

import { causeOf, formatError, GateError } from '../errors.ts';
import type { judgeFolder, recalibrate, runCalibration, runGate, RunOptions } from '../gate.ts';
import type { GateReport } from '../model/report.ts';
import type { renderCalibration } from '../report/calibration.ts';
import { readCommandLine, type Request } from './command-line.ts';
import { checkOperations, costOperations } from './graphql.ts';
import { interruptible } from './interrupt.ts';
import { hasColor, isInteractive, type Io } from './io.ts';

/** What the commands need beside the command line; loaded when it is needed, so that `--help` answers at once. */
export interface Pipeline {
  readonly runGate: typeof runGate;
  readonly judgeFolder: typeof judgeFolder;
  readonly runCalibration: typeof runCalibration;
  readonly recalibrate: typeof recalibrate;
  readonly renderTerminal: (report: GateReport, options: { readonly color: boolean; readonly out?: string }) => string;
  readonly renderCalibration: typeof renderCalibration;
}

async function loadPipeline(): Promise<Pipeline> {
  const [gate, terminal, calibration] = await Promise.all([
    import('../gate.ts'),
    import('../report/terminal.ts'),
    import('../report/calibration.ts'),
  ]);
  return { ...gate, ...terminal, ...calibration };
}

/**
 * The command line: arguments after the program's name in, exit code out. The report goes to stdout, everything else to
 * stderr. Never throws: 2 is wrong use or configuration, 3 is what could not be measured and what nobody foresaw.
 */
export async function main(
  argv: readonly string[],
  io: Io,
  load: () => Promise<Pipeline> = loadPipeline,
): Promise<number> {
  try {
    const request = readCommandLine(argv);
    if (request.command === 'run') return await run(request.options, io, await load());
    if (request.command === 'calibrate' || request.command === 'recalibrate')
      return await calibrate(request, io, await load());
    if (request.command === 'judge') return await judgeAgain(request.folder, io, await load());
    if (request.command === 'graphql-cost') return await costOperations(request.request, io);
    if (request.command === 'graphql-check') return await checkOperations(request.options, io);
    const isWanted = request.command === 'help';
    (isWanted ? io.stdout : io.stderr).write(request.text);
    return isWanted ? 0 : 2;
  } catch (error) {
    io.stderr.write(`${describe(error, argv.includes('--debug'))}\n`);
    return error instanceof GateError ? error.exitCode : 3;
  }
}

async function run(options: RunOptions, io: Io, { runGate, renderTerminal }: Pipeline): Promise<number> {
  const { terminalProgress } = await import('../report/progress.ts');
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const outcome = await interruptible(io, progress, (signal) => runGate(options, progress, signal));
    progress.stop();
    io.stdout.write(renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: options.out }));
    return outcome.exitCode;
  } finally {
    progress.stop();
  }
}

async function calibrate(
  request: Extract<Request, { command: 'calibrate' | 'recalibrate' }>,
  io: Io,
  { runCalibration, recalibrate, renderCalibration }: Pipeline,
): Promise<number> {
  const { terminalProgress } = await import('../report/progress.ts');
  const progress = terminalProgress(io.stderr, isInteractive(io.stderr, io.env));
  try {
    const calibration =
      request.command === 'recalibrate'
        ? await recalibrate(request.folder)
        : await interruptible(io, progress, (signal) => runCalibration(request.options, progress, signal));
    progress.stop();
    io.stdout.write(renderCalibration(calibration));
    return 0;
  } finally {
    progress.stop();
  }
}

async function judgeAgain(folder: string, io: Io, { judgeFolder, renderTerminal }: Pipeline): Promise<number> {
  const outcome = await judgeFolder(folder);
  io.stdout.write(renderTerminal(outcome.report, { color: hasColor(io.stdout, io.env), out: folder }));
  return outcome.exitCode;
}

/** The block a user reads; with the stack of it and of its causes where they asked for it. */
function describe(error: unknown, debug: boolean): string {
  const block =
    error instanceof GateError
      ? formatError(error)
      : `internal error: ${causeOf(error)}\n  → Run with --debug for the stack trace, and report it.`;
  return debug ? `${block}\n\n${inspect(error)}` : block;
}

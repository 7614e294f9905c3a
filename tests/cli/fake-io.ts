import * as real from '../../src/cli/pipeline.ts';
import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';

import { main, type Pipeline } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/io.ts';
import type { RunOptions } from '../../src/gate/options.ts';
import type { GateOutcome } from '../../src/gate/verdict/publish.ts';

/** A stream that keeps what is written to it, and emits `kept` then. */
export class Sink extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 120;

  constructor(isTTY = false) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit('kept');
    done();
  }
}

/** A process as the command line sees it. */
export class FakeIo implements Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Record<string, string>;
  readonly exits: number[] = [];
  readonly signals = new EventEmitter();

  constructor(options: { tty?: boolean; env?: Record<string, string> } = {}) {
    this.stdout = new Sink(options.tty);
    this.stderr = new Sink(options.tty);
    this.env = options.env ?? {};
  }

  on = (signal: string, listener: () => void): unknown => this.signals.on(signal, listener);
  off = (signal: string, listener: () => void): unknown => this.signals.off(signal, listener);
  exit = (code: number): unknown => this.exits.push(code);
}

/** What a run asked of the pipeline, and what the user saw of it. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly options: RunOptions | undefined;
}

/** Runs the command line against a pipeline whose gate passes, unless `runGate` is given. */
export async function runCli(
  argv: readonly string[],
  runGate: Pipeline['runGate'] = async () => outcome(0),
  io: FakeIo = new FakeIo(),
): Promise<Ran> {
  let options: RunOptions | undefined;
  const pipeline: Pipeline = {
    ...real,
    runGate: (given, progress, signal) => {
      options = given;
      return runGate(given, progress, signal);
    },
    judgeFolder: async () => outcome(0),
    runCalibration: async () => [],
    recalibrate: async () => [],
    renderCalibration: () => 'the calibration\n',
    renderTerminal: (_report, { color }) => `the report${color ? ' in colour' : ''}\n`,
  };
  const exitCode = await main(argv, io, async () => pipeline);
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, options };
}

/** An outcome of which the command line looks at the exit code only. */
export function outcome(exitCode: 0 | 1 | 3): GateOutcome {
  return { exitCode } as GateOutcome;
}

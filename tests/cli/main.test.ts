import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

import { GateError } from '../../src/errors.ts';
import { FakeIo, outcome, runCli } from './fake-io.ts';

async function failWithoutChrome(): Promise<never> {
  throw new GateError('chrome-not-found', { looked: '/usr/bin' }, { cause: new Error('the cause') });
}

async function failUnforeseen(): Promise<never> {
  throw new TypeError('x is not a function\nand more');
}

/** A gate that waits for its signal, and is told of it by `interrupt`. */
async function interrupted(interrupt: (io: FakeIo) => void) {
  const io = new FakeIo();
  const ran = await runCli(
    ['run'],
    async (_options, _progress, signal) => {
      const stopped = Promise.withResolvers<never>();
      signal.addEventListener('abort', () =>
        stopped.reject(new GateError('interrupted', { signal: String(signal.reason), out: 'out' })),
      );
      interrupt(io);
      return stopped.promise;
    },
    io,
  );
  return { ...ran, io };
}

test.each([0, 1, 3] as const)(
  'the exit code %i of the gate is that of the process, and the report goes to stdout',
  async (code) => {
    const ran = await runCli(['run'], async () => outcome(code));
    expect(ran).toMatchObject({ exitCode: code, stdout: 'the report\n', stderr: '' });
  },
);

test('what the gate says while it works goes to stderr', async () => {
  const { stderr } = await runCli(['run'], async (_options, progress) => {
    progress.line('measuring');
    return outcome(0);
  });
  expect(stderr).toBe('measuring\n');
});

test.each([
  ['a terminal', { tty: true }, 'the report in colour\n'],
  ['a pipe', {}, 'the report\n'],
  ['NO_COLOR', { tty: true, env: { NO_COLOR: '1' } }, 'the report\n'],
  ['FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, 'the report in colour\n'],
])('colours: %s', async (_what, options, stdout) => {
  expect((await runCli(['run'], undefined, new FakeIo(options))).stdout).toBe(stdout);
});

describe('an error of the gate', () => {
  test('is its block on stderr and its exit code, without a stack trace', async () => {
    const ran = await runCli(['run'], failWithoutChrome);
    expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
    expect(ran.stderr).toBe(
      'error: No Chrome was found. Looked at: /usr/bin.\n  → Install Google Chrome or Chromium, or name its binary with --chrome-path (the input chrome-path) or CHROME_PATH.\n',
    );
  });

  test('comes with its stack trace and its cause after --debug', async () => {
    const { stderr } = await runCli(['run', '--debug'], failWithoutChrome);
    expect(stderr).toMatch(/^error: No Chrome was found\./);
    expect(stderr).toMatch(/\n {4}at /);
    expect(stderr).toContain('the cause');
  });
});

describe('an error that nobody foresaw', () => {
  test('is one line and what to do, and exit code 3', async () => {
    const ran = await runCli(['run'], failUnforeseen);
    expect(ran).toMatchObject({
      exitCode: 3,
      stderr: 'internal error: x is not a function\n  → Run with --debug for the stack trace, and report it.\n',
    });
  });

  test('comes with its stack trace after --debug', async () => {
    expect((await runCli(['run', '--debug'], failUnforeseen)).stderr).toMatch(/\n {4}at /);
  });
});

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s lets the gate end cleanly, and its name is the reason',
    async (name) => {
      const { exitCode, stderr, io } = await interrupted(({ signals }) => signals.emit(name));
      expect(exitCode).toBe(3);
      expect(stderr).toBe(
        `${name}: stopping; the samples made so far are kept. Send it again to stop immediately.\nerror: Stopped by ${name} before every route was measured.\n  → The samples so far are in out/samples.ndjson, and comment.md beside it judges them. Run again to get a verdict.\n`,
      );
      expect(io.exits).toEqual([]);
    },
  );

  test('a second time ends at once', async () => {
    const { io } = await interrupted(({ signals }) => {
      signals.emit('SIGINT');
      signals.emit('SIGTERM');
    });
    expect(io.exits).toEqual([3]);
  });

  test('is no longer listened to after the run', async () => {
    const io = new FakeIo();
    await runCli(['run'], undefined, io);
    expect(io.signals.eventNames()).toEqual([]);
  });
});

describe('as a process', () => {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

  test('--help exits with 0', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, '--help']);
    expect(stdout).toContain('Usage: vitals-gate');
  });

  test('wrong use exits with 2 and an error block', async () => {
    await expect(promisify(execFile)(process.execPath, [cli, 'run', '--nope'])).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: "error: Unknown option '--nope'.\n  → See `vitals-gate run --help`.\n",
    });
  });
});

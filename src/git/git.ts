import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { execa } from 'execa';

import { causeOf } from '../errors.ts';
import { environmentFor } from '../system/environment.ts';
import { variablesOf, withoutTokens } from './variables.ts';

/** What the run's environment has. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A fetch that takes longer hangs. */
const TIMEOUT_MS = 120_000;
/** Listings of large repositories. */
const MAX_OUTPUT = 200_000_000;

/** The gate must not run a repository's hooks, and it cannot answer prompts. */
const SETTINGS = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false', '-c', 'advice.detachedHead=false'];

/** A repository, by calling `git` in its root. */
export class Git {
  /** Absolute path of the work tree's root. */
  readonly root: string;
  #env: Environment;
  readonly #signal: AbortSignal | undefined;

  private constructor(root: string, env: Environment, signal?: AbortSignal) {
    this.root = root;
    this.#env = env;
    this.#signal = signal;
  }

  /** The repository that contains a folder, or why it cannot be read. When `signal` aborts, its commands end and fail. */
  static async open(folder: string, env: Environment, signal?: AbortSignal): Promise<Git | { readonly cause: string }> {
    try {
      const root = await call(['rev-parse', '--show-toplevel'], folder, env, { signal });
      return new Git(root, env, signal);
    } catch (error) {
      return { cause: reasonOf(error) };
    }
  }

  /** The same repository, whose commands end and fail when `signal` aborts. */
  until(signal: AbortSignal): Git {
    return new Git(this.root, this.#env, signal);
  }

  /** From now on no command has a token: others that run on this machine can read the environment of git. */
  withholdTokens(): void {
    this.#env = withoutTokens(this.#env);
  }

  /** Output without the last line break. Rejects if git fails. */
  run(...args: readonly string[]): Promise<string> {
    return call(args, this.root, this.#env, { signal: this.#signal });
  }

  /** The same, null if git fails: for questions whose answer is no. */
  async tryRun(...args: readonly string[]): Promise<string | null> {
    return this.run(...args).catch(() => null);
  }

  /** The same, null also if the output is longer than `most` bytes. */
  async tryRunUpTo(most: number, ...args: readonly string[]): Promise<string | null> {
    return call(args, this.root, this.#env, { signal: this.#signal, most }).catch(() => null);
  }

  /** The same with another work tree and index than the repository's own. */
  runIn(folder: string, index: string, ...args: readonly string[]): Promise<string> {
    const own = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
    return call(args, this.root, this.#env, { own, signal: this.#signal });
  }

  /** What git answers to a line on its standard input. Rejects if it fails. */
  runWithInput(line: string, ...args: readonly string[]): Promise<string> {
    return call(args, this.root, this.#env, { input: line, signal: this.#signal });
  }

  /**
   * Runs git as if no file had attributes, because a pull request's choose programs and hide lines. The output goes to
   * `read` as it comes; when that answers false, git is ended. Rejects if git fails or takes longer than `timeoutMs`.
   */
  async streamPlain({ read, timeoutMs }: Reading, ...args: readonly string[]): Promise<void> {
    const { folder, own } = await this.#withoutAttributes();
    const options = { ...optionsOf(args, folder, this.#env, own), timeout: timeoutMs, ...endedBy(this.#signal) };
    const process = execa('git', [...SETTINGS, ...args], { ...options, stdin: 'ignore', buffer: { stdout: false } });
    const ended = process.then(
      () => null,
      (error: unknown) => error,
    );
    let isWanted = true;
    try {
      for await (const piece of process.stdout) {
        isWanted = read(piece as Uint8Array);
        if (!isWanted) break;
      }
    } finally {
      if (!isWanted) process.kill();
    }
    const error = await ended;
    if (isWanted && error !== null) throw error;
  }

  /**
   * git looks for `.gitattributes` in the work tree, the index and the folder where it runs: its own folder has none, and
   * the index is one that does not exist.
   */
  async #withoutAttributes(): Promise<{ folder: string; own: Readonly<Record<string, string>> }> {
    const folder = await this.run('rev-parse', '--absolute-git-dir');
    const index = path.join(folder, `vitals-gate-no-index-${randomUUID()}`);
    return { folder, own: { GIT_DIR: folder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index } };
  }

  async lines(...args: readonly string[]): Promise<string[]> {
    const output = await this.run(...args);
    return output === '' ? [] : output.split('\n');
  }
}

/** How the output of a long command is read. */
interface Reading {
  /** Whether more is wanted. */
  readonly read: (piece: Uint8Array) => boolean;
  readonly timeoutMs: number;
}

interface Call {
  readonly input?: string;
  /** The longest output, in bytes. */
  readonly most?: number;
  readonly signal?: AbortSignal | undefined;
  /** Variables of this call alone. */
  readonly own?: Readonly<Record<string, string>>;
}

async function call(
  args: readonly string[],
  cwd: string,
  env: Environment,
  { input = '', own = {}, most = MAX_OUTPUT, signal }: Call = {},
): Promise<string> {
  signal?.throwIfAborted();
  const limits = { timeout: TIMEOUT_MS, maxBuffer: most, ...endedBy(signal) };
  const options = { ...optionsOf(args, cwd, env, own), input, ...limits };
  const { stdout } = await execa('git', [...SETTINGS, ...args], options);
  return stdout;
}

function endedBy(signal: AbortSignal | undefined): { cancelSignal?: AbortSignal } {
  return signal === undefined ? {} : { cancelSignal: signal };
}

/** What all calls have in common. */
function optionsOf(args: readonly string[], cwd: string, env: Environment, own: Readonly<Record<string, string>>) {
  const fixed = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  return { cwd, env: { ...gitEnvironment(env, args), ...fixed, ...own }, extendEnv: false } as const;
}

/**
 * The variables that git receives. Every process of the same user can read a process's environment, and a pull
 * request's servers may be running.
 */
export function gitEnvironment(env: Environment, args: readonly string[]): Record<string, string> {
  return { ...environmentFor(env), ...variablesOf(env, args) };
}

/** What git says when its connection ends; the reason is before it. */
const LOST = 'fatal: Could not read from remote repository.';

/** git's own error message, if any: its first, because advice follows it. */
export function reasonOf(error: unknown): string {
  const stderr = (error as { stderr?: unknown } | null)?.stderr;
  const lines = typeof stderr === 'string' ? stderr.trim().split('\n') : [];
  const first = lines.find((line) => /^(?:fatal|error): /.test(line));
  const words = (first === LOST ? lines[lines.indexOf(LOST) - 1] : first) ?? lines.at(-1) ?? '';
  if (words === '') return isMissing(error) ? 'git is not installed, or not on the PATH' : causeOf(error);
  return words.replace(/^(?:fatal|error): |\.$/g, '');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

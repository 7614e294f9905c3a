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

  private constructor(root: string, env: Environment) {
    this.root = root;
    this.#env = env;
  }

  /** The repository that contains a folder, or why it cannot be read. */
  static async open(folder: string, env: Environment): Promise<Git | { readonly cause: string }> {
    try {
      const root = await call(['rev-parse', '--show-toplevel'], folder, env);
      return new Git(root, env);
    } catch (error) {
      return { cause: reasonOf(error) };
    }
  }

  /** From now on no command has a token: others that run on this machine can read the environment of git. */
  withholdTokens(): void {
    this.#env = withoutTokens(this.#env);
  }

  /** Output without the last line break. Rejects if git fails. */
  run(...args: readonly string[]): Promise<string> {
    return call(args, this.root, this.#env);
  }

  /** The same, null if git fails: for questions whose answer is no. */
  async tryRun(...args: readonly string[]): Promise<string | null> {
    return this.run(...args).catch(() => null);
  }

  /** The same with another work tree and index than the repository's own. */
  runIn(folder: string, index: string, ...args: readonly string[]): Promise<string> {
    const own = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
    return call(args, this.root, this.#env, { own });
  }

  /** What git answers to a line on its standard input. Rejects if it fails. */
  runWithInput(line: string, ...args: readonly string[]): Promise<string> {
    return call(args, this.root, this.#env, { input: line });
  }

  async lines(...args: readonly string[]): Promise<string[]> {
    const output = await this.run(...args);
    return output === '' ? [] : output.split('\n');
  }
}

interface Call {
  readonly input?: string;
  /** Variables of this call alone. */
  readonly own?: Readonly<Record<string, string>>;
}

async function call(
  args: readonly string[],
  cwd: string,
  env: Environment,
  { input = '', own = {} }: Call = {},
): Promise<string> {
  const { stdout } = await execa('git', [...SETTINGS, ...args], {
    cwd,
    env: { ...gitEnvironment(env, args), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', ...own },
    extendEnv: false,
    input,
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT,
  });
  return stdout;
}

/**
 * The variables that git receives. Every process of the same user can read a process's environment, and a pull
 * request's servers may be running.
 */
export function gitEnvironment(env: Environment, args: readonly string[]): Record<string, string> {
  return { ...environmentFor(env), ...variablesOf(env, args) };
}

/** git's own error message, if any. */
export function reasonOf(error: unknown): string {
  const stderr = (error as { stderr?: unknown } | null)?.stderr;
  const words = typeof stderr === 'string' ? stderr.trim().split('\n').at(-1) : undefined;
  return words === undefined || words === '' ? causeOf(error) : words.replace(/^fatal: |\.$/g, '');
}

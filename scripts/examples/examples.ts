import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { execa } from 'execa';

import { visitExample } from './field.ts';
import { exampleRepository, type ExampleRepository } from './repository.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const SESSIONS = 5;

/** How an example is run, and what it must end with. */
interface Example {
  /** What is done before, where that is more than a pull request. */
  readonly before?: (repository: ExampleRepository) => Promise<void>;
  /** The commands of the built command line, in order. */
  readonly commands: (repository: ExampleRepository) => readonly (readonly string[])[];
  /** Of the last command. */
  readonly exitCode: 0 | 1;
}

const pages: Example = {
  commands: ({ base, head }) => [['run', '--base-sha', base, '--head-sha', head]],
  exitCode: 1,
};

/** By the folder below `examples`. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  static: pages,
  'vite-react': pages,
  astro: pages,
  graphql: { commands: ({ base }) => [['graphql', 'check', '--base-ref', base]], exitCode: 1 },
  field: {
    before: (repository) => visitExample(repository, SESSIONS),
    commands: () => [
      ['deploy', 'record'],
      ['field', 'slo'],
      ['field', 'check'],
    ],
    exitCode: 0,
  },
};

export interface RanExample {
  readonly exitCode: number;
  /** What the commands wrote to their standard output, one after the other. */
  readonly stdout: string;
  /** The comment on the pull request; null where nothing is compared. */
  readonly comment: string | null;
}

/** Runs `examples/NAME` with the built command line, in a repository that is removed afterwards; `more` goes to its last command. */
export async function runExample(name: string, more: readonly string[] = []): Promise<RanExample> {
  const example = EXAMPLES[name];
  if (example === undefined)
    throw new Error(`${name} is not an example; take one of ${Object.keys(EXAMPLES).join(', ')}`);
  const repository = await exampleRepository(name);
  try {
    await example.before?.(repository);
    const commands = example.commands(repository);
    let stdout = '';
    let exitCode = 0;
    for (const [index, command] of commands.entries()) {
      const args = index === commands.length - 1 ? [...command, ...more] : command;
      const ran = await execa(process.execPath, [CLI, ...args], {
        cwd: repository.folder,
        reject: false,
        stderr: ['pipe', 'inherit'],
      });
      stdout += ran.stdout;
      exitCode = ran.exitCode ?? 3;
    }
    const comment = path.join(repository.folder, 'vitals-gate-out/comment.md');
    return { exitCode, stdout, comment: existsSync(comment) ? await readFile(comment, 'utf8') : null };
  } finally {
    await repository.remove();
  }
}

import { CommanderError, type Command } from 'commander';

import { GateError } from '../errors.ts';
import { didYouMean } from '../source/diagnostic.ts';
import { createProgram } from './commands.ts';
import type { Request } from './request.ts';

/**
 * Reads the arguments after the program's name.
 *
 * @throws GateError `usage`
 */
export function readCommandLine(argv: readonly string[]): Request {
  let request: Request | undefined;
  let text = '';
  const program = createProgram((read) => {
    request = read;
  });
  for (const command of withSubcommands(program))
    command.exitOverride().configureOutput({
      writeOut: (written) => void (text += written),
      writeErr: (written) => void (text += written),
      outputError: () => {},
    });
  refuseUnknownHelp(program, argv);
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'help', text };
    if (error.code === 'commander.help') return { command: 'usage', text };
    throw usageError(error, nameOf(commandsIn(program, argv)));
  }
  return request ?? { command: 'usage', text };
}

/** `help foo`, to which commander prints the general help. */
function refuseUnknownHelp(program: Command, argv: readonly string[]): void {
  const path = commandsIn(program, argv);
  const [first, word] = argv.slice(path.length - 1);
  const known = path.at(-1)?.commands.map((command) => command.name()) ?? [];
  if (known.length === 0 || first !== 'help' || word === undefined || /^-|^help$/.test(word) || known.includes(word))
    return;
  const near = didYouMean(word, known);
  const todo = `${near === null ? '' : `Did you mean ${near}? `}See \`${nameOf(path)} --help\`.`;
  throw new GateError('usage', { what: `Unknown command '${word}'.`, todo });
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** The command that the arguments begin with, after those it is one of. */
function commandsIn(program: Command, argv: readonly string[]): readonly Command[] {
  const named: Command[] = [program];
  for (const word of argv) {
    const next = named.at(-1)?.commands.find((command) => command.name() === word);
    if (next === undefined) break;
    named.push(next);
  }
  return named;
}

/** A command as one calls it. */
function nameOf(path: readonly Command[]): string {
  return path.map((command) => command.name()).join(' ');
}

/** `error: unknown option '--rout'` and `(Did you mean --route?)` as our own kind of error. */
function usageError(error: CommanderError, command: string): GateError {
  const [first = '', hint] = error.message.split('\n');
  const sentence = first.replace(/^error: /, '').replace(/\.$/, '');
  const what = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  const meant = hint === undefined ? '' : `${hint.replace(/^\(|\)$/g, '')} `;
  return new GateError('usage', { what, todo: `${meant}See \`${command} --help\`.` }, { cause: error });
}

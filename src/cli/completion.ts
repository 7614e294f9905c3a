import { Argument, type Command, type Option } from 'commander';

import { PRESET_NAMES } from '../config/conditions/presets.ts';
import { PRINTED_DIALECTS } from '../field/engines/engine.ts';
import { DESIGNS, GROUPS } from '../field/questions/experiment-names.ts';
import { DIMENSIONS } from '../field/questions/scope.ts';
import { METRICS } from '../model/metric.ts';
import { PROVIDERS } from '../start/options.ts';
import { renderBash, renderFish, renderZsh } from './completion-scripts.ts';
import { commandsBelow } from './teach.ts';
import { choiceOf, EXPLAIN, LIGHTHOUSE } from './values.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const RENDERERS = { bash: renderBash, zsh: renderZsh, fish: renderFish } as const;

/** The words that options take; a test holds that each is an option. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  '--by': DIMENSIONS,
  '--condition': PRESET_NAMES,
  '--design': DESIGNS,
  '--explain': EXPLAIN,
  '--group': GROUPS,
  '--lanes': ['1', '2', '1,2'],
  '--lighthouse': LIGHTHOUSE,
  '--metric': METRICS,
  '--print-sql': PRINTED_DIALECTS,
  '--provider': PROVIDERS,
};

/** What can follow an option: nothing, one of these words, a file, or what only the user knows. */
export type Value =
  | { readonly kind: 'none' | 'file' | 'other' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** A command as a shell completes it. */
export interface Completed {
  /** Its words, without the program's name: empty for the program. */
  readonly words: string;
  readonly subcommands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly { readonly flags: readonly string[]; readonly about: string; readonly value: Value }[];
}

/** `completion`: prints a script made from the commands as they are, so that it cannot lag behind them. */
export function addCompletion(command: Command, program: Command, onRead: (script: string) => void): void {
  command
    .description('Print a script that completes commands, options and their values in a shell.')
    .helpOption('-h, --help', 'print this help')
    .addArgument(
      new Argument('<shell>', SHELLS.join(', ')).argParser((value: string) => choiceOf('<shell>', value, SHELLS)),
    )
    .action((shell: (typeof SHELLS)[number]) => onRead(RENDERERS[shell](completedOf(program))));
}

export function completedOf(program: Command): Completed[] {
  return [['', program] as const, ...commandsBelow(program)].map(([words, command]) => ({
    words,
    subcommands: command.commands.map((each) => ({ name: each.name(), about: each.description() })),
    options: [...command.options.map(optionOf), { flags: ['-h', '--help'], about: 'print this help', value: NONE }],
  }));
}

const NONE: Value = { kind: 'none' };

function optionOf(option: Option): Completed['options'][number] {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined && flag !== null);
  return { flags, about: option.description, value: valueOf(option) };
}

function valueOf({ flags, long, required, optional }: Option): Value {
  if (!required && !optional) return NONE;
  const words = CHOICES[long ?? ''];
  if (words !== undefined) return { kind: 'words', words };
  return { kind: /[<[](?:file|dir|folder|glob)\b/.test(flags) ? 'file' : 'other' };
}

import { Command, CommanderError, Option } from 'commander';

import { didYouMean } from '../source/diagnostic.ts';
import { GateError } from '../errors.ts';
import type { CalibrateOptions, MeasureOptions, RunOptions } from '../gate/options.ts';
import type { ReportOptions } from '../gate/verdict/collect-blobs.ts';
import type { Shard } from '../model/shard.ts';
import { version } from '../version.ts';
import { addGraphql, type GraphqlRequest } from './graphql-commands.ts';
import { blocksOf, lighthouseOf, LIGHTHOUSE, listOf, shaOf, shardOf, textOf, type LighthouseChoice } from './values.ts';

/** What a command line asks for. */
export type Request =
  | { readonly command: 'run'; readonly options: RunOptions }
  | { readonly command: 'measure'; readonly options: MeasureOptions }
  | { readonly command: 'report'; readonly options: ReportOptions }
  | { readonly command: 'calibrate'; readonly options: CalibrateOptions }
  /** Calibrate again from the samples in this output folder. */
  | { readonly command: 'recalibrate'; readonly folder: string }
  /** Judge the run in this output folder again. */
  | { readonly command: 'judge'; readonly folder: string }
  | GraphqlRequest
  /** Help or the version; `usage` is help that nobody asked for. */
  | { readonly command: 'help' | 'usage'; readonly text: string };

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

const EXAMPLE = `
Example:
  $ vitals-gate run --base-url https://staging.example --head-url https://pr-42.example

Exit codes:
  0  every blocking budget is kept      2  wrong use or configuration
  1  a blocking budget is broken        3  something could not be measured
`;

type Read = (request: Request) => void;

function createProgram(onRead: Read): Command {
  const program = new Command('vitals-gate')
    .description('Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLE);
  addRun(program.command('run'), onRead);
  addMeasure(program.command('measure'), onRead);
  addReport(program.command('report'), onRead);
  addJudge(program.command('judge'), onRead);
  addCalibrate(program.command('calibrate'), onRead);
  addGraphql(program.command('graphql'), onRead);
  return program;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

interface RunFlags {
  readonly config: string;
  readonly baseUrl?: string;
  readonly headUrl?: string;
  readonly baseSha?: string;
  readonly headSha?: string;
  readonly out: string;
  readonly blocks?: number;
  readonly route?: readonly string[];
  readonly condition?: readonly string[];
  readonly lighthouse: LighthouseChoice;
  readonly chromePath?: string;
  readonly policyRef?: string;
  readonly shard?: Shard;
}

type CalibrateFlags = Pick<
  RunFlags,
  'config' | 'baseUrl' | 'baseSha' | 'out' | 'blocks' | 'route' | 'condition' | 'chromePath'
> & { readonly from?: string };

function addCalibrate(command: Command, onRead: Read): void {
  command
    .description('Measure the base deploy against itself, and recommend tolerances, blocks and minutes per route.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--base-url <url>', 'the base deploy, instead of the configured one', textOf('--base-url'))
    .option('--base-sha <sha>', 'label of the base deploy', shaOf('--base-sha'))
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option('--blocks <n>', 'blocks of four visits per route and condition; 15 where not given', blocksOf)
    .option('--route <name>', 'only this route; may be repeated', listOf('--route'))
    .option('--condition <name>', 'only this condition; may be repeated', listOf('--condition'))
    .option('--chrome-path <file>', 'the Chrome to use', textOf('--chrome-path'))
    .option('--from <dir>', 'make no visits: take the samples of this calibration', textOf('--from'))
    .option('--debug', 'print stack traces')
    .action(({ from, ...flags }: CalibrateFlags) => {
      if (from !== undefined) {
        refuseBesideFrom(command);
        return onRead({ command: 'recalibrate', folder: from });
      }
      const { headUrl: _, headSha: __, lighthouse: ___, ...options } = toOptions({ ...flags, lighthouse: 'never' });
      return onRead({ command: 'calibrate', options });
    });
}

/** Calibrating again makes no visits: whatever says how to make them would be ignored. */
function refuseBesideFrom(command: Command): void {
  const beside = command.options.filter(
    (option) =>
      !['from', 'debug'].includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (beside.length === 0) return;
  const names = new Intl.ListFormat('en').format(beside.map((option) => option.long ?? option.name()));
  const what = `--from makes no visits and writes into its own folder, so it does not go with ${names}.`;
  throw new GateError('usage', { what, todo: 'Leave out either.' });
}

function addJudge(command: Command, onRead: Read): void {
  command
    .description('Judge a run again from the samples in its output folder: no configuration, network or Chrome.')
    .helpOption('-h, --help', 'print this help')
    .argument('<dir>', 'the output folder of a run', textOf('<dir>'))
    .option('--debug', 'print stack traces')
    .action((folder: string) => onRead({ command: 'judge', folder }));
}

function addRun(command: Command, onRead: Read): void {
  runOptions(command.description('Measure the base and the head deploy, and judge head by its budgets.'))
    .addHelpText('after', EXAMPLE)
    .action((flags: RunFlags) => onRead({ command: 'run', options: toOptions(flags) }));
}

function addMeasure(command: Command, onRead: Read): void {
  runOptions(command.description('Measure as run does, or a part of it, and judge nothing: write samples for report.'))
    .option('--shard <i/n>', 'only the i-th of n parts, which other jobs measure', shardOf)
    .action(({ shard, ...flags }: RunFlags) =>
      onRead({ command: 'measure', options: { ...toOptions(flags), shard: shard ?? null } }),
    );
}

function addReport(command: Command, onRead: Read): void {
  command
    .description('Judge the samples of one or several measure jobs as one run.')
    .helpOption('-h, --help', 'print this help')
    .argument('<blob...>', 'samples.ndjson files, or folders that hold them')
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option('--config <file>', 'the configuration that --policy-ref reads', textOf('--config'), 'vitals-gate.yml')
    .option('--policy-ref <ref>', POLICY_REF, textOf('--policy-ref'))
    .option('--debug', 'print stack traces')
    .action((blobs: string[], { out, config, policyRef }: Pick<RunFlags, 'out' | 'config' | 'policyRef'>) => {
      const policyAt = policyRef === undefined ? null : { ref: policyRef, isAsked: true };
      onRead({ command: 'report', options: { blobs, out, config, policyAt, contents: null, expected: null } });
    });
}

const POLICY_REF = 'take budgets, waivers and enforcement from the configuration at this commit';

/** The options that say what is measured. */
function runOptions(command: Command): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--base-url <url>', 'the base deploy, instead of the configured one', textOf('--base-url'))
    .option('--head-url <url>', 'the head deploy, instead of the configured one', textOf('--head-url'))
    .option('--base-sha <sha>', 'label of the base deploy', shaOf('--base-sha'))
    .option('--head-sha <sha>', 'label of the head deploy', shaOf('--head-sha'))
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option(
      '--blocks <n>',
      'exactly this many blocks of four visits per route and condition, with a single look',
      blocksOf,
    )
    .option('--route <name>', 'only this route; may be repeated', listOf('--route'))
    .option('--condition <name>', 'only this condition; may be repeated', listOf('--condition'))
    .addOption(lighthouseOption())
    .option('--chrome-path <file>', 'the Chrome to use', textOf('--chrome-path'))
    .option('--policy-ref <ref>', POLICY_REF, textOf('--policy-ref'))
    .option('--debug', 'print stack traces');
}

function lighthouseOption(): Option {
  return new Option('--lighthouse <when>', `let Lighthouse explain: ${LIGHTHOUSE.join(', ')}`)
    .argParser(lighthouseOf)
    .default('on-failure');
}

function toOptions(flags: RunFlags): RunOptions {
  return {
    config: flags.config,
    baseUrl: flags.baseUrl ?? null,
    headUrl: flags.headUrl ?? null,
    baseSha: flags.baseSha || null,
    headSha: flags.headSha || null,
    out: flags.out,
    blocks: flags.blocks ?? null,
    routes: flags.route ?? [],
    conditions: flags.condition ?? [],
    lighthouse: flags.lighthouse,
    chromePath: flags.chromePath ?? null,
    ...(flags.policyRef === undefined ? {} : { policyAt: { ref: flags.policyRef, isAsked: true } }),
  };
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

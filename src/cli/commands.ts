import { Command } from 'commander';

import { GateError } from '../errors.ts';
import { version } from '../version.ts';
import { addBudgets } from './budgets-commands.ts';
import { addCompletion } from './completion.ts';
import { addDeploy } from './deploy-commands.ts';
import { addDoctor } from './doctor-commands.ts';
import { addField } from './field-commands.ts';
import { addGraphql } from './graphql-commands.ts';
import { addHistory } from './history-commands.ts';
import { addInit } from './init-commands.ts';
import type { Request } from './request.ts';
import { POLICY_REF, REPORT_URL, runOptions, toOptions, type RunFlags } from './run-flags.ts';
import { teach } from './teach.ts';
import { blocksOf, lanesOf, listOf, pageAddressOf, shaOf, shardOf, textOf } from './values.ts';

type RequestListener = (request: Request) => void;

/** The commands of the program; `onRead` receives the request that one of them reads. */
export function createProgram(onRead: RequestListener): Command {
  const program = new Command('vitals-gate')
    .description('Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'print the help of a command');
  addInit(program.command('init'), (options) => onRead({ command: 'init', options }));
  addDoctor(program.command('doctor'), (request) => onRead({ command: 'doctor', request }));
  addRun(program.command('run'), onRead);
  addMeasure(program.command('measure'), onRead);
  addReport(program.command('report'), onRead);
  addJudge(program.command('judge'), onRead);
  addCalibrate(program.command('calibrate'), onRead);
  addBudgets(program.command('budgets'), (options) => onRead({ command: 'budgets', options }));
  addGraphql(program.command('graphql'), onRead);
  addHistory(program.command('history'), (request) => onRead({ command: 'history', request }));
  addField(program.command('field'), (request) => onRead({ command: 'field', request }));
  addDeploy(program.command('deploy'), (request) => onRead({ command: 'field', request }));
  addCompletion(program.command('completion'), program, (text) => onRead({ command: 'help', text }));
  teach(program);
  return program;
}

type CalibrateFlags = Pick<
  RunFlags,
  'config' | 'baseUrl' | 'baseSha' | 'out' | 'blocks' | 'route' | 'condition' | 'chromePath'
> & { readonly from?: string; readonly lanes?: readonly (1 | 2)[] };

function addCalibrate(command: Command, onRead: RequestListener): void {
  command
    .description('Measure the base deploy against itself, and recommend tolerances.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--base-url <url>', 'the base deploy, instead of the configured one', textOf('--base-url'))
    .option('--base-sha <sha>', 'label of the base deploy', shaOf('--base-sha'))
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option('--blocks <n>', 'blocks of four visits per route and condition (default: 15)', blocksOf)
    .option('--route <name>', 'only this route; may be repeated', listOf('--route'))
    .option('--condition <name>', 'only this condition; may be repeated', listOf('--condition'))
    .option('--lanes <list>', '1, 2 or 1,2: compare one lane with two (default: 1,2 from four cores on)', lanesOf)
    .option('--chrome-path <file>', 'the Chrome to use', textOf('--chrome-path'))
    .option('--from <dir>', 'make no visits: use the samples of this calibration', textOf('--from'))
    .option('--debug', 'print stack traces')
    .action(({ from, lanes, ...flags }: CalibrateFlags) => {
      if (from !== undefined) {
        refuseBesideFrom(command);
        return onRead({ command: 'recalibrate', folder: from });
      }
      const { config, baseUrl, baseSha, out, blocks, routes, conditions, chromePath } = toOptions({
        ...flags,
        lighthouse: 'never',
        explain: 'never',
      });
      const options = { config, baseUrl, baseSha, out, blocks, routes, conditions, chromePath };
      return onRead({ command: 'calibrate', options: { ...options, lanes: lanes ?? null } });
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
  const what = `--from makes no visits and writes into its own folder, so it cannot be combined with ${names}.`;
  throw new GateError('usage', { what, todo: 'Leave one out.' });
}

function addJudge(command: Command, onRead: RequestListener): void {
  command
    .description('Judge a run again from its output folder.')
    .helpOption('-h, --help', 'print this help')
    .argument('<dir>', 'the output folder of a run', textOf('<dir>'))
    .option('--debug', 'print stack traces')
    .action((folder: string) => onRead({ command: 'judge', folder }));
}

function addRun(command: Command, onRead: RequestListener): void {
  runOptions(command.description('Measure base and head, and judge head by its budgets.')).action((flags: RunFlags) =>
    onRead({ command: 'run', options: toOptions(flags) }),
  );
}

function addMeasure(command: Command, onRead: RequestListener): void {
  runOptions(command.description('Measure without judging: write samples for report.'))
    .option('--shard <i/n>', 'only the i-th of n parts, which other jobs measure', shardOf)
    .action(({ shard, ...flags }: RunFlags) =>
      onRead({ command: 'measure', options: { ...toOptions(flags), shard: shard ?? null } }),
    );
}

type ReportFlags = Pick<RunFlags, 'out' | 'config' | 'policyRef' | 'reportUrl'>;

function addReport(command: Command, onRead: RequestListener): void {
  command
    .description('Judge the samples of measure jobs as one run.')
    .helpOption('-h, --help', 'print this help')
    .argument('<blob...>', 'samples.ndjson files, or folders that hold them')
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option('--config <file>', 'the configuration that --policy-ref reads', textOf('--config'), 'vitals-gate.yml')
    .option('--policy-ref <ref>', POLICY_REF, textOf('--policy-ref'))
    .option('--report-url <url>', REPORT_URL, pageAddressOf)
    .option('--debug', 'print stack traces')
    .action((blobs: string[], { out, config, policyRef, reportUrl }: ReportFlags) => {
      const policyAt = policyRef === undefined ? null : { ref: policyRef, isAsked: true };
      onRead({
        command: 'report',
        options: { blobs, out, config, policyAt, contents: null, expected: null, pageUrl: reportUrl ?? null },
      });
    });
}

import { Option, type Command } from 'commander';

import type { RunOptions } from '../gate/options.ts';
import type { Shard } from '../model/shard.ts';
import {
  blocksOf,
  EXPLAIN,
  explainOf,
  folderOf,
  LIGHTHOUSE,
  lighthouseOf,
  listOf,
  pageAddressOf,
  shaOf,
  textOf,
  type ExplainChoice,
  type LighthouseChoice,
} from './values.ts';

/** The flags of commands that measure, as commander gives them. */
export interface RunFlags {
  readonly config: string;
  readonly baseUrl?: string;
  readonly headUrl?: string;
  readonly baseSha?: string;
  readonly headSha?: string;
  readonly out: string;
  readonly blocks?: number;
  readonly measureIdentical?: boolean;
  readonly route?: readonly string[];
  readonly condition?: readonly string[];
  readonly lighthouse: LighthouseChoice;
  readonly explain: ExplainChoice;
  readonly sourceMaps?: string;
  readonly chromePath?: string;
  readonly policyRef?: string;
  readonly reportUrl?: string;
  readonly shard?: Shard;
}

export const POLICY_REF = 'take budgets, waivers and enforcement from the configuration at this commit';

export const REPORT_URL = 'where the report page can be opened, for links in comment.md';

/** The options that say what is measured. */
export function runOptions(command: Command): Command {
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
    .option('--measure-identical', 'measure routes that serve identical bytes too')
    .option('--route <name>', 'only this route; may be repeated', listOf('--route'))
    .option('--condition <name>', 'only this condition; may be repeated', listOf('--condition'))
    .addOption(explainOption())
    .option('--source-maps <dir>', 'a folder with source maps that are not deployed', folderOf('--source-maps'))
    .addOption(lighthouseOption())
    .option('--chrome-path <file>', 'the Chrome to use', textOf('--chrome-path'))
    .option('--policy-ref <ref>', POLICY_REF, textOf('--policy-ref'))
    .option('--report-url <url>', REPORT_URL, pageAddressOf)
    .option('--debug', 'print stack traces');
}

function lighthouseOption(): Option {
  return new Option('--lighthouse <when>', `let Lighthouse explain: ${LIGHTHOUSE.join(', ')}`)
    .argParser(lighthouseOf)
    .default('on-failure');
}

function explainOption(): Option {
  return new Option('--explain <when>', `let diagnostic visits look for the cause: ${EXPLAIN.join(', ')}`)
    .argParser(explainOf)
    .default('on-failure');
}

/** What the flags mean: null for what is not given. */
export function toOptions(flags: RunFlags): RunOptions {
  return {
    config: flags.config,
    baseUrl: flags.baseUrl ?? null,
    headUrl: flags.headUrl ?? null,
    baseSha: flags.baseSha || null,
    headSha: flags.headSha || null,
    out: flags.out,
    blocks: flags.blocks ?? null,
    ...(flags.measureIdentical === true ? { measureIdentical: true } : {}),
    routes: flags.route ?? [],
    conditions: flags.condition ?? [],
    lighthouse: flags.lighthouse,
    explain: flags.explain,
    sourceMaps: flags.sourceMaps ?? null,
    chromePath: flags.chromePath ?? null,
    ...(flags.reportUrl === undefined ? {} : { pageUrl: flags.reportUrl }),
    ...(flags.policyRef === undefined ? {} : { policyAt: { ref: flags.policyRef, isAsked: true } }),
  };
}

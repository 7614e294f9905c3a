import type { Command } from 'commander';

import { deployUrlComplaint } from '../config/deploys/url.ts';
import { GateError } from '../errors.ts';
import { PROVIDERS, type InitOptions, type ProviderName } from '../start/options.ts';
import { choiceOf, textOf } from './values.ts';

interface InitFlags {
  readonly url?: string;
  readonly headUrl?: string;
  readonly dir?: string;
  readonly provider?: ProviderName;
  readonly chromePath?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
}

export function addInit(command: Command, onRead: (options: InitOptions) => void): void {
  command
    .description('Write vitals-gate.yml and a workflow that fit this repository.')
    .helpOption('-h, --help', 'print this help')
    .option('-y, --yes', 'ask nothing, and write')
    .option('--url <url>', 'the running site, whose pages become routes', textOf('--url'))
    .option('--head-url <url>', 'with --provider url: the deploy of a pull request', headUrlOf)
    .option('--dir <dir>', 'the folder of the site in a monorepo', textOf('--dir'))
    .option('--provider <name>', `where base and head come from: ${PROVIDERS.join(', ')}`, providerOf)
    .option('--force', 'replace files that differ')
    .option('--chrome-path <file>', 'the Chrome that looks for links', textOf('--chrome-path'))
    .option('--debug', 'print stack traces')
    .action((flags: InitFlags) =>
      onRead({
        url: flags.url ?? null,
        headUrl: flags.headUrl ?? null,
        dir: flags.dir ?? null,
        provider: flags.provider ?? null,
        chromePath: flags.chromePath ?? null,
        isAgreed: flags.yes === true,
        force: flags.force === true,
      }),
    );
}

function providerOf(value: string): ProviderName {
  return choiceOf('--provider', value, PROVIDERS);
}

function headUrlOf(value: string): string {
  const complaint = deployUrlComplaint(value);
  if (complaint === null) return value;
  throw new GateError('usage', { what: `--head-url: ${complaint.what}`, todo: complaint.todo });
}

import { Option, type Command } from 'commander';

import { GateError } from '../../errors.ts';
import type { ExportOptions } from '../../field/commands/export.ts';
import type { ReadingOptions } from '../../field/commands/reading.ts';
import { PRINTED_DIALECTS, type PrintedDialect } from '../../field/engines/engine.ts';
import { DIMENSIONS, type Dimension } from '../../field/questions/scope.ts';
import { quote } from '../../source/diagnostic.ts';
import { choiceOf, isDay, textOf } from '../values.ts';

export interface ReadingRequest {
  readonly name: 'slo' | 'check' | 'deploys' | 'ratio';
  readonly options: ReadingOptions;
}

export interface ExportRequest {
  readonly name: 'export';
  readonly options: ExportOptions;
}

export interface ReadingFlags {
  readonly config: string;
  readonly json?: boolean;
  readonly by?: Dimension;
  readonly sha?: string;
  readonly environment?: string;
  readonly lab?: string;
  readonly until?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly printSql?: PrintedDialect;
}

const SLO_CODES = `
Exit codes:
  0  no blocking budget is broken       2  invalid usage or configuration
  1  a blocking budget is broken        3  something was not measured
`;
export function addSlo(command: Command, onRead: (request: ReadingRequest) => void): void {
  readingOptions(command.description('Compare page views with the budgets: p75 and its interval.'))
    .addOption(byOption())
    .addHelpText('after', SLO_CODES)
    .action((flags: ReadingFlags) => onRead({ name: 'slo', options: toReading(flags) }));
}

const CHECK_CODES = `
Exit codes:
  0  page views can be compared         2  invalid usage or configuration
  1  something voids comparisons        3  there are no page views
`;

export function addCheck(command: Command, onRead: (request: ReadingRequest) => void): void {
  readingOptions(command.description('Look for what makes page views unfit to be compared: lost ends, clocks, bots.'))
    .addOption(byOption())
    .addOption(environmentOption())
    .addHelpText('after', CHECK_CODES)
    .action((flags: ReadingFlags) => onRead({ name: 'check', options: toReading(flags) }));
}

const DEPLOYS_CODES = `
Exit codes:
  0  the report is complete; steps do not change it
  2  invalid usage or configuration     3  there are no page views
`;

export function addDeploys(command: Command, onRead: (request: ReadingRequest) => void): void {
  readingOptions(command.description('Say what each deploy moved, per route, condition, metric and phase.'))
    .addOption(byOption())
    .addOption(environmentOption())
    .addHelpText('after', DEPLOYS_CODES)
    .action((flags: ReadingFlags) => onRead({ name: 'deploys', options: toReading(flags) }));
}

const RATIO_CODES = `
Exit codes:
  0  there is a ratio                   3  the lab and the field have nothing in common
  2  invalid usage or configuration
`;

export function addRatio(command: Command, onRead: (request: ReadingRequest) => void): void {
  readingOptions(command.description('Say how much longer visitors wait than the lab does, per route and phase.'))
    .addOption(byOption())
    .option('--lab <dir>', 'the output folder of a run (default: vitals-gate-out)', textOf('--lab'))
    .addHelpText('after', RATIO_CODES)
    .action((flags: ReadingFlags) => onRead({ name: 'ratio', options: toReading(flags) }));
}

type ExportFlags = Pick<ReadingFlags, 'config' | 'sha' | 'until'> & {
  readonly otlp?: string;
  readonly service: string;
};

export function addExport(command: Command, onRead: (request: ExportRequest) => void): void {
  command
    .description('Write page views as events of OpenTelemetry, one message of OTLP in JSON a line.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--otlp <file>', 'the file that is written', textOf('--otlp'))
    .option('--service <name>', 'the service.name of the events', textOf('--service'), 'web')
    .option('--sha <commit>', 'only the page views that this commit served', textOf('--sha'))
    .option('--until <date>', 'the last day (UTC) or instant of the window (default: the newest page view)', untilOf)
    .option('--debug', 'print stack traces')
    .action(({ otlp, service, ...flags }: ExportFlags) => {
      if (otlp === undefined)
        throw new GateError('usage', {
          what: '--otlp is missing.',
          todo: 'Name the file that is written, for example --otlp field.otlp.jsonl.',
        });
      onRead({ name: 'export', options: { ...toReading(flags), otlp, service } });
    });
}

function readingOptions(command: Command): Command {
  return reportOptions(command).option(
    '--sha <commit>',
    'only the page views that this commit served',
    textOf('--sha'),
  );
}

/** What every command takes that reads page views and reports on them. */
export function reportOptions(command: Command): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--json', 'print JSON')
    .option('--until <date>', 'the last day (UTC) or instant of the window (default: the newest page view)', untilOf)
    .option('--markdown <file>', 'write the report as Markdown, too', textOf('--markdown'))
    .option('--html <file>', 'write the report as a page in one HTML file, too', textOf('--html'))
    .addOption(
      new Option(
        '--print-sql <dialect>',
        `print the queries, and ask nothing: ${PRINTED_DIALECTS.join(', ')}`,
      ).argParser((value) => choiceOf('--print-sql', value, PRINTED_DIALECTS)),
    )
    .option('--debug', 'print stack traces');
}

function byOption(): Option {
  return new Option('--by <dimension>', `slice by ${DIMENSIONS.join(', ')}`).argParser((value) =>
    choiceOf('--by', value, DIMENSIONS),
  );
}

export function environmentOption(): Option {
  return new Option('--environment <name>', 'only deploys to this environment').argParser(textOf('--environment'));
}

/** A day means up to its end. */
const untilOf = instantOf('--until', 'T23:59:59.999Z');

/** @param time what a day without a time means, with its zone */
export function instantOf(flag: string, time: string): (value: string) => string {
  return (value) => {
    const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}${time}` : value;
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) && isDay(text) && !Number.isNaN(Date.parse(text)))
      return new Date(text).toISOString();
    const what = `${flag} is ${quote(value)}, which is neither a day nor an instant.`;
    throw new GateError('usage', { what, todo: `Write for example ${flag} 2026-11-01.` });
  };
}

export function toReading({
  config,
  json = false,
  by,
  sha,
  environment,
  lab,
  until,
  markdown,
  html,
  printSql,
}: ReadingFlags): ReadingOptions {
  return {
    config,
    json,
    by: by ?? null,
    sha: sha ?? null,
    until: until ?? null,
    environment: environment ?? null,
    lab: lab ?? null,
    markdown: markdown ?? null,
    html: html ?? null,
    printSql: printSql ?? null,
  };
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import { findProblems, printCheck } from '../../field/commands/check.ts';
import { findDeploySteps, printDeploys } from '../../field/commands/deploys.ts';
import {
  readSetup,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from '../../field/commands/reading.ts';
import { exportEvents, type ExportOptions } from '../../field/commands/export.ts';
import { findRatios, printRatio } from '../../field/commands/ratio.ts';
import { findSlo, printSlo } from '../../field/commands/slo.ts';
import type { PrintedDialect } from '../../field/engines/engine.ts';
import { reportPageHtml } from '../../field/report/page-html.ts';
import { count } from '../../report/words/format.ts';
import { say, type Io } from '../io.ts';
import type { ReadingRequest } from './reading-options.ts';

const PRINTERS = { slo: printSlo, check: printCheck, deploys: printDeploys, ratio: printRatio } as const;
const FINDERS = { slo: findSlo, check: findProblems, deploys: findDeploySteps, ratio: findRatios } as const;

export async function runReading({ name, options }: ReadingRequest, io: Io): Promise<number> {
  return runReport(options, { find: FINDERS[name], print: PRINTERS[name] }, io);
}

/** What a command does that reads page views. */
interface Reading<Options extends ReadingOptions> {
  readonly find: (setup: FieldSetup, options: Options, place: Place) => Promise<Findings>;
  readonly print: (setup: FieldSetup, options: Options, place: Place, dialect: PrintedDialect) => string[];
}

/** The report goes to stdout, notices go to stderr. */
export async function runReport<Options extends ReadingOptions>(
  options: Options & { readonly out?: string | null },
  { find, print }: Reading<Options>,
  io: Io,
  cwd = process.cwd(),
  now = new Date(),
): Promise<number> {
  const place: Place = { cwd, env: io.env, now };
  const setup = await readSetup(options, place);
  if (options.printSql !== null) {
    const texts = print(setup, options, place, options.printSql);
    say(io.stdout, `${texts.map((text) => `${text.trim()};`).join('\n\n')}\n`);
    return 0;
  }
  const findings = await find(setup, options, place);
  for (const notice of findings.notices) say(io.stderr, `note: ${notice}\n`);
  const json = `${JSON.stringify(findings.json, null, 2)}\n`;
  if (options.markdown !== null) await writeReport('--markdown', options.markdown, cwd, findings.markdown);
  if (options.html !== null) await writeReport('--html', options.html, cwd, reportPageHtml(findings.page));
  if (options.out !== undefined && options.out !== null) await writeReport('--out', options.out, cwd, json);
  say(io.stdout, options.json ? json : findings.text);
  return findings.exitCode;
}

/** `field export`: how much was written goes to stderr, because the file is the result. */
export async function runExport(
  options: ExportOptions,
  io: Io,
  cwd = process.cwd(),
  now = new Date(),
): Promise<number> {
  const place: Place = { cwd, env: io.env, now };
  const { views, events } = await exportEvents(await readSetup(options, place), options, place);
  say(io.stderr, `${options.otlp}: ${count(events, 'event')} of ${count(views, 'page view')}.\n`);
  return views === 0 ? 3 : 0;
}

async function writeReport(flag: string, file: string, cwd: string, text: string): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError('usage', { what, todo: `Name another file with ${flag}.` }, { cause });
  }
}

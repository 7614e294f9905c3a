import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import type { GateReport } from '../model/report.ts';
import { renderComment } from './comment.ts';
import { renderJunit } from './junit.ts';
import { renderResult } from './result-json.ts';
import { redact } from '../text/redactor.ts';

/** Where a run's files lie; absolute paths. */
export interface ReportFiles {
  readonly out: string;
  readonly comment: string;
  readonly result: string;
  readonly junit: string;
}

/** What a run writes; whatever else lies in the folder is the user's. */
const WRITTEN =
  /^(?:result\.json|comment\.md|junit\.xml|samples\.ndjson|calibration\.json|lighthouse[\\/][^\\/]+-(?:base|head)\.(?:html|json))$/;

/** Makes the output folder, without what an earlier run left there: a stale result must not pass for this one's. */
export async function makeOutputFolder(out: string): Promise<string> {
  const folder = path.resolve(out);
  try {
    await makeFolder(folder);
    for (const name of await written(folder)) await rm(path.join(folder, name));
    await keepOutOfGit(folder);
  } catch (error) {
    throw new GateError('out-unwritable', { path: out, cause: causeOf(error) }, { cause: error });
  }
  return folder;
}

/** What of a run's files is in folders of its own. */
const FOLDERS: ReadonlySet<string> = new Set(['lighthouse', 'logs']);

/**
 * A run's files are nobody's to commit. Only in a folder that holds nothing else: a user's `.gitignore` stays as it is,
 * and one in the root of a repository would hide all of it.
 */
async function keepOutOfGit(folder: string): Promise<void> {
  const isOurs = (await readdir(folder)).every((name) => FOLDERS.has(name));
  const isAbove = path.relative(folder, process.cwd()).split(path.sep)[0] !== '..';
  if (!isOurs || isAbove) return;
  await writeFile(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
}

/** Level by level: Node's own recursive mkdir never returns where a parent refuses with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  }
}

/** The files of an earlier run, relative to the folder. */
async function written(folder: string): Promise<string[]> {
  const own = await readdir(folder);
  const reports = own.includes('lighthouse') ? await readdir(path.join(folder, 'lighthouse')).catch(() => []) : [];
  return [...own, ...reports.map((name) => path.join('lighthouse', name))].filter((name) => WRITTEN.test(name));
}

/** Writes result.json, comment.md and junit.xml. Throws `out-unwritable`. */
export async function writeReport(report: GateReport, out: string): Promise<ReportFiles> {
  const files = {
    out,
    comment: path.join(out, 'comment.md'),
    result: path.join(out, 'result.json'),
    junit: path.join(out, 'junit.xml'),
  };
  try {
    await writeFile(files.result, renderResult(report.result));
    await writeFile(files.comment, redact(renderComment(report)));
    await writeFile(files.junit, redact(renderJunit(report)));
  } catch (error) {
    throw new GateError('out-unwritable', { path: out, cause: causeOf(error) }, { cause: error });
  }
  return files;
}

import { lstat, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { GateReport } from '../../model/report.ts';
import { unwritable, writeWhole } from '../../record/whole-file.ts';
import { GateError } from '../../errors.ts';
import { renderComment } from '../comment/comment.ts';
import { renderJunit } from './junit.ts';
import { assertReplaceable, PAGE } from './page-file.ts';
import { renderResult } from './result-json.ts';
import { redact } from '../../text/redactor.ts';

/** Where a run's files lie; absolute paths. */
export interface ReportFiles {
  readonly out: string;
  readonly comment: string;
  readonly result: string;
  readonly junit: string;
  readonly page: string;
}

/** What a run writes; whatever else lies in the folder is the user's. */
const WRITTEN =
  /^(?:result\.json|comment\.md|index\.html|junit\.xml|samples(?:\.two-lanes)?\.ndjson|calibration\.json|[^\\/]+\.\d+\.partial|lighthouse[\\/][^\\/]+-(?:base|head)\.(?:html|json)|diagnostics[\\/][^\\/]+\.(?:json|webp|jpg|png))$/;

/**
 * Makes the output folder, without what an earlier run left there: a stale result must not pass for this one's.
 *
 * @param keep the name of a file that stays until another takes its place
 * @throws GateError `out-unwritable`, `out-lost`, `out-taken`
 */
export async function makeOutputFolder(out: string, keep: string | null = null): Promise<string> {
  const folder = path.resolve(out);
  try {
    await makeFolder(folder);
    await assertReplaceable(path.join(folder, PAGE));
    for (const name of FOLDERS) await removeLink(path.join(folder, name));
    for (const name of await written(folder)) if (name !== keep) await rm(path.join(folder, name));
    await keepOutOfGit(folder, keep);
  } catch (error) {
    throw error instanceof GateError ? error : unwritable(path.join(out, 'result.json'), error);
  }
  return folder;
}

/** What of a run's files is in folders of its own. */
const FOLDERS: ReadonlySet<string> = new Set(['lighthouse', 'diagnostics', 'logs']);

/**
 * A run's files should not be committed. The `.gitignore` is written only into a folder without other files: a user's
 * own stays unchanged, and one in a repository's root would hide the whole repository.
 */
async function keepOutOfGit(folder: string, keep: string | null): Promise<void> {
  const isOurs = (await readdir(folder)).every((name) => FOLDERS.has(name) || name === keep);
  const isAbove = path.relative(folder, process.cwd()).split(path.sep)[0] !== '..';
  if (!isOurs || isAbove) return;
  await writeFile(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
}

/** A pull request can commit a link in place of a folder: files would be deleted and written where it leads. */
async function removeLink(place: string): Promise<void> {
  const found = await lstat(place).catch(() => null);
  if (found?.isSymbolicLink() === true) await rm(place);
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
  const below = ['lighthouse', 'diagnostics'].filter((name) => own.includes(name));
  const inside = below.map(async (name) => {
    const names = await readdir(path.join(folder, name)).catch(() => []);
    return names.map((each) => path.join(name, each));
  });
  return [...own, ...(await Promise.all(inside)).flat()].filter((name) => WRITTEN.test(name));
}

/**
 * Writes result.json, comment.md, junit.xml and index.html, all or none. Throws `out-unwritable`, `out-lost`.
 *
 * @param page the contents of index.html
 */
export async function writeReport(report: GateReport, page: string, out: string): Promise<ReportFiles> {
  const files = {
    out,
    comment: path.join(out, 'comment.md'),
    result: path.join(out, 'result.json'),
    junit: path.join(out, 'junit.xml'),
    page: path.join(out, PAGE),
  };
  await writeWhole(
    [files.result, renderResult(report.result)],
    [files.comment, redact(renderComment(report))],
    [files.junit, redact(renderJunit(report))],
    [files.page, page],
  );
  return files;
}

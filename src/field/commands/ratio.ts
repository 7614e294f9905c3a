import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { GateError } from '../../errors.ts';
import type { FieldConfig } from '../../model/field.ts';
import { compareWithLab, type FieldValue } from '../analyses/ratio.ts';
import { isFieldPath } from '../questions/nodes.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import { ratioMarkdown, ratioPage, ratioText } from '../report/ratio.ts';
import { readLabValues } from './lab-values.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from './reading.ts';
import { judgeRecords, printSlo } from './slo.ts';

const DEFAULT_LAB = 'vitals-gate-out';

/** `field ratio`: how much longer visitors wait than the lab does, with an interval. */
export async function findRatios(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const lab = await readLabValues(await labFolder(options.lab ?? DEFAULT_LAB, place.cwd));
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    scope: found,
    leftOut: leftOutNotices(engine),
    rows: (await judgeRecords(engine, found, withoutBudgets(setup.field))).rows,
  }));
  const { scope, rows: judged, leftOut } = asked.answer;
  const field = judged.flatMap(({ route, condition: device, by, path, value, low, high }): FieldValue[] =>
    value === null ? [] : [{ route, device, by, path, value, low, high }],
  );
  const known = lab.filter(({ path }) => isFieldPath(path));
  const rows = scope === null ? [] : compareWithLab(field, known);
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty: field.length === 0 };
  return {
    json: rows,
    text: ratioText(rows, about),
    markdown: ratioMarkdown(rows, about),
    page: ratioPage(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut],
    exitCode: rows.some(({ ratio }) => ratio !== null) ? 0 : 3,
  };
}

/** So that each value is the 75th percentile, whatever the budget of its node is about. */
export function withoutBudgets({ routes, ...field }: FieldConfig): FieldConfig {
  return { ...field, routes: routes.map((route) => ({ ...route, budgets: [] })), budgets: [] };
}

/** @throws GateError `no-lab` */
export async function labFolder(lab: string, cwd: string): Promise<string> {
  const path = resolve(cwd, lab);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new GateError('no-lab', { path: lab });
  return found.isFile() ? dirname(path) : path;
}

/** The queries of `field ratio`: those of `field slo`. */
export function printRatio(
  setup: FieldSetup,
  options: ReadingOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  return printSlo(setup, options, place, dialect);
}

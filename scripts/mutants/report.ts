import { readFileSync } from 'node:fs';

import { EQUIVALENT } from './equivalent.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** The parts of Stryker's JSON report (mutation-testing-report-schema) that are read here; columns count from 1. */
interface StrykerReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly status: string;
          readonly replacement: string;
          readonly location: { readonly start: Position; readonly end: Position };
        }[];
      }
    >
  >;
}

/** What became of one mutant. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** `timeout`: the tests did not end, which is noticed as well, but can also be a busy machine. */
  readonly fate: 'killed' | 'timeout' | 'survived' | 'equivalent';
}

/** What Stryker calls a mutant that was noticed. */
const FATES: Readonly<Record<string, Mutant['fate'] | undefined>> = {
  Killed: 'killed',
  RuntimeError: 'killed',
  Timeout: 'timeout',
};

/** The mutants that were run, in the order of the files. */
export function readMutants(file: string): Mutant[] {
  const { files } = JSON.parse(readFileSync(file, 'utf8')) as StrykerReport;
  return Object.entries(files).flatMap(([name, { source, mutants }]) =>
    mutants.flatMap(({ status, replacement, location }) => {
      if (status === 'CompileError' || status === 'Ignored') return [];
      const mutant = { file: name, line: location.start.line, before: textAt(source, location), after: replacement };
      return [{ ...mutant, fate: FATES[status] ?? (isEquivalent(mutant) ? 'equivalent' : 'survived') }];
    }),
  );
}

function isEquivalent({ file, before, after }: Omit<Mutant, 'fate'>): boolean {
  return EQUIVALENT.some((each) => each.file === file && each.before === before && each.after === after);
}

function textAt(source: string, { start, end }: { readonly start: Position; readonly end: Position }): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n');
}

const WIDTH = 110;
const oneLine = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > WIDTH ? `${flat.slice(0, WIDTH - 1)}…` : flat;
};

/** `src/judge/waive.ts:28: reason === 'over' → false` */
export function lineOf({ file, line, before, after }: Mutant): string {
  return `${file}:${line}: ${oneLine(before)} → ${after === '' ? '(nothing)' : oneLine(after)}`;
}

/** One row of the table. */
export function rowOf(room: string, mutants: readonly Mutant[]): Readonly<Record<string, string | number>> {
  const count = (fate: Mutant['fate']): number => mutants.filter((mutant) => mutant.fate === fate).length;
  const [killed, timeout, survived] = [count('killed'), count('timeout'), count('survived')];
  const noticed = killed + timeout;
  const score = noticed + survived === 0 ? '–' : `${((100 * noticed) / (noticed + survived)).toFixed(1)} %`;
  return { room, mutants: mutants.length, killed, timeout, survived, equivalent: count('equivalent'), score };
}

import { visible } from '../report/words/phrase.ts';
import { redact } from '../text/redactor.ts';
import { LONGEST, MOST, type Annotation, type Annotations } from './annotation.ts';

/** Something to say about a line that the pull request changed. */
export interface PlaceFinding {
  /** From the repository's root, with `/`. */
  readonly file: string;
  /** From 1, as the column. */
  readonly line: number;
  readonly column: number | null;
  readonly message: string;
  /** `error` blocks. */
  readonly level: 'error' | 'warning';
}

/**
 * At most ten annotations, the worst first as the findings come. A text is said once, at the first of its places. What
 * names no line of the repository is left out: the finding is told elsewhere, too.
 */
export function placeAnnotations(findings: readonly PlaceFinding[]): Annotations {
  const told = new Map<string, { readonly annotation: Annotation; readonly level: PlaceFinding['level'] }>();
  for (const { file, line, column, message, level } of findings) {
    const text = visible(message, LONGEST);
    if (text === '' || told.has(text) || !isCount(line) || !isInRepository(file)) continue;
    const place = { file, line, ...(isCount(column) ? { column } : {}) };
    told.set(text, { annotation: { text, place }, level });
  }
  const most = [...told.values()].slice(0, MOST);
  const of = (level: PlaceFinding['level']): Annotation[] =>
    most.filter((each) => each.level === level).map(({ annotation }) => annotation);
  return { errors: of('error'), warnings: of('warning') };
}

function isCount(value: number | null): value is number {
  return Number.isSafeInteger(value) && (value ?? 0) > 0;
}

/** Whether GitHub can find the file in the pull request, and the runner reads nothing else in its name. */
function isInRepository(file: string): boolean {
  const isPlain = !/[\p{Cc}\p{Cs}]/u.test(file) && !file.includes('##[') && redact(file) === file;
  return isPlain && !/^[a-z]:[/\\]/i.test(file) && file.split('/').every((name) => !['', '.', '..'].includes(name));
}

import { seenVisit, type SeenVisit } from '../../../cause/seen-visit.ts';
import type { KnownCause, PlaceRole } from '../../../model/cause.ts';
import { SIDES, type Side } from '../../../model/deploy.ts';
import type { CodePlace, Diagnosis, DiagnosticVisit, Work } from '../../../model/diagnosis.ts';
import type { GateReport } from '../../../model/report.ts';
import { placeText } from '../../../report/words/cause-place.ts';
import { name, type Phrase } from '../../../report/words/pieces.ts';
import { shownUrl } from '../../../text/shown-url.ts';
import { stripQuery } from '../../../text/strip-query.ts';

/** What a reader compares at a glance. */
const MOST_ROWS = 10;
/** What takes less on both sides explains nothing, ms. */
const LEAST_MS = 1;

/** The functions that took most of the main thread's time while something waited for it. */
export interface ToldWork {
  /** `before LCP` */
  readonly during: string;
  /** Those whose time grew most first. */
  readonly rows: readonly WorkRow[];
}

export interface WorkRow {
  readonly name: string;
  /** The source line, or where it was served; null for the browser's own work. */
  readonly at: Phrase | null;
  /** Its own time, ms. */
  readonly baseMs: number;
  readonly headMs: number;
}

interface Worked {
  readonly diagnosis: Diagnosis;
  /** Of the same campaign: they know the sources of some functions. */
  readonly causes: readonly KnownCause[];
  readonly report: GateReport;
  readonly shas: readonly string[];
}

/** The functions with the most own time of both sides, by what waited for them: LCP, then each phase of the interaction. */
export function toldWork(worked: Worked): ToldWork[] {
  const sides = SIDES.flatMap((side) => seenOn(side, worked));
  return WINDOWS.map(({ during, of }) => ({ during, rows: rowsOf(of, sides, worked) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

function seenOn(side: Side, { diagnosis, shas }: Worked): SeenVisit[] {
  const visit = diagnosis.visits.find((each) => each.side === side);
  return visit === undefined ? [] : [seenVisit(visit, diagnosis[side] ?? '', shas)];
}

interface Window {
  readonly during: string;
  readonly of: (visit: DiagnosticVisit) => Work | undefined;
}

const WINDOWS: readonly Window[] = [
  { during: 'before LCP', of: ({ loading }) => loading },
  { during: 'in the input delay', of: ({ interaction }) => interaction?.inputDelay.work },
  { during: 'in the processing duration', of: ({ interaction }) => interaction?.processing.work },
  { during: 'in the presentation delay', of: ({ interaction }) => interaction?.presentation.work },
];

function rowsOf(of: Window['of'], sides: readonly SeenVisit[], worked: Worked): WorkRow[] {
  const rows = new Map<string, WorkRow>();
  for (const seen of sides) addSide(seen, of(seen.visit), worked, rows);
  return [...rows.values()]
    .filter(({ baseMs, headMs }) => Math.max(baseMs, headMs) >= LEAST_MS)
    .toSorted((one, other) => changeOf(other) - changeOf(one))
    .slice(0, MOST_ROWS);
}

function changeOf({ baseMs, headMs }: WorkRow): number {
  return headMs - baseMs;
}

function addSide(
  { visit: { side }, deployUrl, keyOf }: SeenVisit,
  work: Work | undefined,
  worked: Worked,
  rows: Map<string, WorkRow>,
): void {
  const add = (key: string, row: Pick<WorkRow, 'name' | 'at'>, ms: number): void => {
    const { baseMs = 0, headMs = 0 } = rows.get(key) ?? {};
    // Head is added last: its places are those that a reader can open.
    rows.set(key, { ...row, baseMs: baseMs + (side === 'base' ? ms : 0), headMs: headMs + (side === 'head' ? ms : 0) });
  };
  for (const { place, selfMs } of work?.functions ?? []) {
    const { url, line, column, functionName } = place;
    const isNamed = functionName !== '';
    const key = [keyOf(url), isNamed ? functionName : `${line}:${column}`].join(' ');
    add(key, { name: isNamed ? functionName : '(top level)', at: sourceOf(place, deployUrl, worked) }, selfMs);
  }
  for (const { kind, ms } of work?.styles ?? [])
    add(kind, { name: kind === 'style' ? 'style recalculation' : 'layout', at: null }, ms);
}

/** Roles of places that are in the function that the cause names. */
const IN_FUNCTION: readonly PlaceRole[] = ['function', 'hottest', 'forces'];

/** The source line that a cause has for the function, else where it was served. */
function sourceOf({ url, line, column, functionName }: CodePlace, deployUrl: string, worked: Worked): Phrase {
  for (const cause of worked.causes.filter(({ subject }) => subject.name === functionName)) {
    const known = cause.places.find((place) => IN_FUNCTION.includes(place.role) && isOf(url, place.url));
    if (known !== undefined) return placeText({ ...known, excerpt: '' }, cause, worked.report);
  }
  return [name(`${shownUrl(url, deployUrl)}:${line}:${column}`)];
}

function isOf(url: string, known: string | null): boolean {
  return known !== null && stripQuery(known) === stripQuery(url);
}

import { SIDES } from '../../model/deploy.ts';
import type { Diagnosis, DiagnosticVisit } from '../../model/diagnosis.ts';
import { filmTable, picturesIn } from './why/film-geometry.ts';

/** A picture of a page's loading has no use for more. */
const MOST_REQUESTS = 400;
const MOST_FRAMES = 10;

/**
 * What the page shows of a campaign's diagnostic visits, with the requests that were asked for first: of each side the
 * visit with a filmstrip or pictures of its shifts, else the one whose LCP (INP or CLS where it has none) is the median of
 * its side.
 */
export function toldDiagnosis({ visits, ...about }: Diagnosis): Diagnosis {
  const chosen = SIDES.flatMap((side) => {
    const all = visits.filter((visit) => visit.side === side);
    return all.find(isFilmed) ?? median(all) ?? [];
  });
  return { ...about, visits: chosen.map(shortened) };
}

function isFilmed({ filmstrip, shifts }: DiagnosticVisit): boolean {
  return filmstrip !== undefined || shifts.some(({ pictures }) => pictures.before !== null || pictures.after !== null);
}

/** The files of the pictures that the page shows of them, filmstrips before shifts. */
export function toldPictures(diagnoses: readonly Diagnosis[]): string[] {
  const tables = diagnoses.flatMap(({ visits }) => filmTable(visits) ?? []);
  const shifts = diagnoses.flatMap(({ visits }) => visits.flatMap((visit) => visit.shifts));
  const aroundShifts = shifts.flatMap(({ pictures: { before, after } }) => [before, after]);
  return [...tables.flatMap(picturesIn), ...aroundShifts].filter((name) => name !== null);
}

/** The lower of the two in the middle. */
function median(visits: readonly DiagnosticVisit[]): DiagnosticVisit | undefined {
  const sorted = visits.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function sizeOf({ seen }: DiagnosticVisit): number {
  return seen.lcpMs ?? seen.inpMs ?? seen.cls ?? 0;
}

/** Source texts and long stacks stay in the record. */
function shortened(visit: DiagnosticVisit): DiagnosticVisit {
  const requests = visit.requests.slice(0, MOST_REQUESTS);
  return {
    ...visit,
    requests: requests.map((request) => ({ ...request, stack: request.stack.slice(0, MOST_FRAMES) })),
    scripts: [],
  };
}

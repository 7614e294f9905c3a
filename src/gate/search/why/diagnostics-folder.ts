import { createHash } from 'node:crypto';
import path from 'node:path';

import { causeOf } from '../../../errors.ts';
import type { Filmstrip } from '../../../lab/diagnosis/diagnosing.ts';
import { SIDES, type Side } from '../../../model/deploy.ts';
import type { Diagnosis, DiagnosticVisit } from '../../../model/diagnosis.ts';
import { diagnosisSchema } from '../../../model/diagnosis.ts';
import { DIAGNOSTICS, makeSubFolder } from '../../../record/sub-folder.ts';
import { writeWhole } from '../../../record/whole-file.ts';
import { fileName } from '../../../text/file-name.ts';
import { redact } from '../../../text/redactor.ts';
import type { Run } from '../../run/run.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';

/** A larger record is of no use to a reader, and an artefact is paid for. */
const MOST_BYTES = 20_000_000;

/**
 * Writes what diagnostic visits saw, and hands it back with the names of the pictures that were written. Where a file cannot
 * be written only that one is missing: the causes are recorded elsewhere.
 */
export async function keepDiagnosis(
  { out, progress }: Pick<Run, 'out' | 'progress'>,
  { diagnosis, pictures, filmstrips }: Pick<DiagnosedCampaign, 'diagnosis' | 'pictures' | 'filmstrips'>,
): Promise<Diagnosis> {
  const name = nameOf(diagnosis);
  const write = async (file: string, content: () => string | Uint8Array): Promise<string | null> => {
    try {
      if (redact(file) !== file) throw new Error('its name has the letters of a secret');
      const written = content();
      await writeWhole([path.join(await makeSubFolder(out, DIAGNOSTICS), file), written]);
      return file;
    } catch (error) {
      progress.line(`${DIAGNOSTICS}/${file} is left out: ${causeOf(error)}.`);
      return null;
    }
  };
  const shifts = new Map<number, Pick<Shift, 'pictures' | 'pictured'>>();
  for (const [index, { before, after, area }] of pictures) {
    const start = `${name}-shift-${shifts.size + 1}`;
    const names = {
      before: before && (await write(`${start}-before.webp`, () => before)),
      after: after && (await write(`${start}-after.webp`, () => after)),
    };
    shifts.set(index, { pictures: names, ...(area === null ? {} : { pictured: area }) });
  }
  const films = new Map<Side, FilmstripNames>();
  for (const side of SIDES) {
    const named = await namedFrames(filmstrips[side], (number, picture) =>
      write(`${name}-film-${side}-${number}.webp`, () => picture),
    );
    if (named !== null) films.set(side, named);
  }
  const kept = withNames(diagnosis, { shifts, films });
  await write(`${name}.json`, () => textOf(kept));
  return kept;
}

type Shift = DiagnosticVisit['shifts'][number];
type FilmstripNames = NonNullable<DiagnosticVisit['filmstrip']>;

/** A filmstrip with the names of the frames that were written, which are counted from 1; null where there are none. */
async function namedFrames(
  filmstrip: Filmstrip | null,
  write: (number: number, picture: Uint8Array) => Promise<string | null>,
): Promise<FilmstripNames | null> {
  const { width = 0, height = 0, frames = [] } = filmstrip ?? {};
  const named: FilmstripNames['frames'] = [];
  for (const [index, { atMs, isLcp, picture }] of frames.entries()) {
    const file = await write(index + 1, picture);
    if (file !== null) named.push({ atMs, isLcp, picture: file });
  }
  return named.length === 0 ? null : { width, height, frames: named };
}

interface WrittenPictures {
  /** Of the first visit to head, by the index of the shift. */
  readonly shifts: ReadonlyMap<number, Pick<Shift, 'pictures' | 'pictured'>>;
  /** Of the first visit to each side. */
  readonly films: ReadonlyMap<Side, FilmstripNames>;
}

/** Only the first visit to each side has pictures. */
function withNames({ visits, ...about }: Diagnosis, { shifts, films }: WrittenPictures): Diagnosis {
  const named = visits.map((visit, at) => {
    if (visits.findIndex(({ side }) => side === visit.side) !== at) return visit;
    const filmstrip = films.get(visit.side);
    const filmed = filmstrip === undefined ? visit : { ...visit, filmstrip };
    if (visit.side === 'base') return filmed;
    return {
      ...filmed,
      shifts: visit.shifts.map((shift, index) => ({ ...shift, ...shifts.get(index) })),
    };
  });
  return { ...about, visits: named };
}

/**
 * `ROUTE-CONDITION`. A dash in the condition would let two campaigns have one name: then it has a hash. A name with the
 * letters of a secret is a hash alone, because it is redacted where it is told, and then leads to no file.
 */
function nameOf({ route, condition }: Diagnosis): string {
  const name = `${fileName(route)}-${fileName(condition.includes('-') ? `${condition} ` : condition)}`;
  return redact(name) === name ? name : createHash('sha256').update(name).digest('hex').slice(0, 12);
}

/** Visits are left out from the end until it fits. Throws if not even two do. */
function textOf(diagnosis: Diagnosis): string {
  for (let count = howManyFit(diagnosis.visits); count >= 2; count -= 1) {
    const visits = diagnosis.visits.slice(0, count);
    const text = redact(jsonOf(diagnosisSchema.encode({ ...diagnosis, visits })));
    // Without secrets it can be longer.
    if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  }
  throw new Error('it would be larger than 20 MB');
}

/** How many of the first visits are not above the limit by themselves. */
function howManyFit(visits: Diagnosis['visits']): number {
  let bytes = 0;
  const beyond = visits.findIndex((visit) => (bytes += Buffer.byteLength(jsonOf(visit))) > MOST_BYTES);
  return beyond === -1 ? visits.length : beyond;
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

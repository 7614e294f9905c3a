import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { causeOf } from '../../../errors.ts';
import type { Diagnosis } from '../../../model/diagnosis.ts';
import { diagnosisSchema } from '../../../model/diagnosis.ts';
import { writeWhole } from '../../../record/whole-file.ts';
import { fileName } from '../../../text/file-name.ts';
import { redact } from '../../../text/redactor.ts';
import type { Run } from '../../run/run.ts';

const DIAGNOSTICS = 'diagnostics';
/** A larger record is of no use to a reader, and an artefact is paid for. */
const MOST_BYTES = 20_000_000;

/** Writes what diagnostic visits saw. If that fails only this file is missing: the causes are recorded elsewhere. */
export async function keepDiagnosis(
  { out, progress }: Pick<Run, 'out' | 'progress'>,
  diagnosis: Diagnosis,
): Promise<void> {
  const file = path.join(DIAGNOSTICS, `${nameOf(diagnosis)}.json`);
  try {
    const text = textOf(diagnosis);
    if (text === null) throw new Error('it would be larger than 20 MB');
    await mkdir(path.join(out, DIAGNOSTICS), { recursive: true });
    await writeWhole([path.join(out, file), text]);
  } catch (error) {
    progress.line(`${file} is left out: ${causeOf(error)}.`);
  }
}

/** `ROUTE-CONDITION`. A dash in the condition would let two campaigns have one name: then it has a hash. */
function nameOf({ route, condition }: Diagnosis): string {
  return `${fileName(route)}-${fileName(condition.includes('-') ? `${condition} ` : condition)}`;
}

/** Visits are left out from the end until it fits; null if not even two do. */
function textOf(diagnosis: Diagnosis): string | null {
  for (let count = diagnosis.visits.length; count >= 2; count -= 1) {
    const visits = diagnosis.visits.slice(0, count);
    const text = `${redact(JSON.stringify(diagnosisSchema.encode({ ...diagnosis, visits }), null, 1))}\n`;
    if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  }
  return null;
}

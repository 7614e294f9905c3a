import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { DIAGNOSTICS } from '../../record/sub-folder.ts';
import { diagnosisSchema, type Diagnosis } from '../../model/diagnosis.ts';
import type { GateReport } from '../../model/report.ts';
import { campaignSamples } from '../../page/document/campaign-samples.ts';
import type { Pictures } from '../../page/document/pictures.ts';
import { toldDiagnosis, toldPictures } from '../../page/document/told-diagnosis.ts';
import type { CampaignSamples } from '../../page/data/samples.ts';
import type { RunLog } from '../../record/log.ts';

/** The page of a run: what its report says, every visit of its record, and the diagnostic records of its output folder. */
export async function reportPage(
  report: GateReport,
  { log, out }: { readonly log: RunLog; readonly out: string },
): Promise<string> {
  const folder = path.join(out, DIAGNOSTICS);
  const diagnoses = await diagnosesIn(folder);
  // Not before it is needed: the action restarts itself first, and the page's app is a large text.
  const { renderPage } = await import('../../page/document/pages.ts');
  return renderPage({ report, samples: samplesOf(log), diagnoses, pictures: await picturesOf(diagnoses, folder) });
}

function samplesOf(log: RunLog): CampaignSamples[] {
  return log.run.config.routes.flatMap(({ name: route, conditions }) =>
    conditions.flatMap((condition) => {
      const visits = log.recordsOf({ route, condition }).filter((record) => record.type === 'visit');
      return campaignSamples({ route, condition }, visits) ?? [];
    }),
  );
}

/** A record that cannot be read is left out: the page explains less, and the verdict stands. */
async function diagnosesIn(folder: string): Promise<Diagnosis[]> {
  const names = await readdir(folder).catch(() => []);
  const diagnoses: Diagnosis[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).toSorted()) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    const read = diagnosisSchema.safeParse(parsed(text));
    if (read.success) diagnoses.push(toldDiagnosis(read.data));
  }
  return diagnoses;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** An artefact is paid for, and a phone loads it: further pictures are only beside the record. */
const MOST_PICTURE_BYTES = 2_000_000;

/** The pictures that the page shows of the visits, in their order, up to the limit. */
async function picturesOf(diagnoses: readonly Diagnosis[], folder: string): Promise<Pictures> {
  const pictures = new Map<string, Uint8Array>();
  let left = MOST_PICTURE_BYTES;
  for (const name of toldPictures(diagnoses)) {
    const bytes = await readFile(path.join(folder, name)).catch(() => null);
    if (bytes === null || bytes.length > left) continue;
    left -= bytes.length;
    pictures.set(name, bytes);
  }
  return pictures;
}

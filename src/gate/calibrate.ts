import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { calibrate, type CampaignCalibration } from '../judge/calibration.ts';
import { campaignsOf } from '../record/campaigns.ts';
import type { RunLog } from '../record/log.ts';

/**
 * What a record of base against base says of the noise; also written as calibration.json into the folder. Throws
 * `out-unwritable`, and `not-a-calibration` where two deploys were compared.
 */
export async function calibrateLog(log: RunLog, folder: string): Promise<CampaignCalibration[]> {
  const { purpose, config, alpha } = log.run;
  if (purpose !== 'calibration') throw new GateError('not-a-calibration', { out: folder });
  const calibration = calibrate(config.routes, campaignsOf(log), alpha);
  try {
    await writeFile(path.join(folder, 'calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`);
  } catch (cause) {
    throw new GateError('out-unwritable', { path: folder, cause: causeOf(cause) }, { cause });
  }
  return calibration;
}

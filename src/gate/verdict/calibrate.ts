import path from 'node:path';

import { GateError } from '../../errors.ts';
import { calibrate, type CampaignCalibration } from '../../judge/calibration.ts';
import { campaignsOf } from '../../record/campaigns.ts';
import { decisionOf } from '../../record/decision.ts';
import type { RunLog } from '../../record/log.ts';
import { writeWhole } from '../../record/whole-file.ts';

/**
 * What a record of base against base says of the noise; also written as calibration.json into the folder. Throws
 * `out-unwritable` or `out-lost`, and `not-a-calibration` where two deploys were compared.
 */
export async function calibrateLog(log: RunLog, folder: string): Promise<CampaignCalibration[]> {
  const { purpose, config, alpha } = log.run;
  if (purpose !== 'calibration') throw new GateError('not-a-calibration', { out: folder });
  const calibration = calibrate(config.routes, campaignsOf(log), alpha, decisionOf(log.run));
  await writeWhole([path.join(folder, 'calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`]);
  return calibration;
}

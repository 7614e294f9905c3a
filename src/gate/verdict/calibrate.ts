import { existsSync } from 'node:fs';
import path from 'node:path';

import { GateError } from '../../errors.ts';
import { calibrate } from '../../judge/calibration.ts';
import { compareLanes, type CalibrationInLanes } from '../../judge/lane-calibration.ts';
import { campaignsOf } from '../../record/campaigns.ts';
import { assertReplaceable, PAGE } from '../../report/files/page-file.ts';
import type { RunLog } from '../../record/log.ts';
import { readLog, TWO_LANES } from '../../record/read.ts';
import { writeWhole } from '../../record/whole-file.ts';

/** The records of a calibration: one, or one for each number of lanes. */
export async function readCalibration(folder: string): Promise<readonly RunLog[]> {
  const first = await readLog(folder);
  return existsSync(path.join(folder, TWO_LANES)) ? [first, await readLog(folder, TWO_LANES)] : [first];
}

/**
 * What records of base against base say of the noise; also written into the folder, as calibration.json and as a page. Recommended is what
 * the first of them says. Throws `out-unwritable`, `out-lost` or `out-taken`, `record-lost`, and `not-a-calibration` where
 * two deploys were compared.
 */
export async function calibrateLogs(logs: readonly RunLog[], folder: string): Promise<CalibrationInLanes[]> {
  const measured = logs.map((log) => {
    const { purpose, config, alpha, lanes = 1 } = log.run;
    if (purpose !== 'calibration') throw new GateError('not-a-calibration', { out: folder });
    const campaigns = calibrate(config.routes, campaignsOf(log), alpha);
    log.assertUnchanged();
    return { lanes, campaigns };
  });
  const calibration = compareLanes(measured);
  const page = path.join(folder, PAGE);
  await assertReplaceable(page);
  const { renderCalibrationPage } = await import('../../page/document/pages.ts');
  await writeWhole(
    [path.join(folder, 'calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`],
    [page, renderCalibrationPage(calibration)],
  );
  return calibration;
}

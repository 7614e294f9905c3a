import type { Beacon } from '../../../src/model/beacon.ts';
import { trialRecords, type TrialTruth } from '../../../src/field/synthetic/trial.ts';
import { ndjson } from '../../support/field/records.ts';
import type { Site } from './site.ts';

/** The configuration of a shop with orders. */
export const TRIAL_CONFIG =
  'routes: [{ name: product, path: /p }, { name: home, path: / }]\n' +
  'field: { beacons: beacons.ndjson, events: { files: orders.ndjson, session: session, time: t, value: value, currency: EUR } }\n';

/** Writes the files of an experiment that was made up, and the configuration that names them. */
export async function writeTrial(
  site: Site,
  truth: TrialTruth,
  change: (records: Beacon[]) => readonly Beacon[] = (records) => records,
): Promise<void> {
  const { records, orders } = trialRecords(truth);
  await site.write('beacons.ndjson', ndjson(change(records)));
  await site.write('orders.ndjson', ndjson(orders));
  await site.write('vitals-gate.yml', TRIAL_CONFIG);
}

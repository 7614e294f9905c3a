import type { Price } from '../../model/price.ts';
import type { Delivery } from './delivery.ts';
import type { DeploysFile, ExperimentFile, ItsFile, PowerFile } from './files.ts';
import type { EValues } from './e-value.ts';
import type { Source } from './source.ts';

/** What the packet computes beside the commands: sensitivity.json. */
interface Sensitivity {
  readonly eValues: EValues;
}

/** All that a packet is made of. Null and empty: there is no such file. */
export interface PacketContent {
  readonly price: Source<Price>;
  readonly experiments: readonly Source<ExperimentFile>[];
  readonly powers: readonly Source<PowerFile>[];
  readonly interruptions: readonly Source<ItsFile>[];
  readonly deploys: Source<DeploysFile> | null;
  readonly delivery: Source<Delivery> | null;
  readonly sensitivity: Source<Sensitivity> | null;
}

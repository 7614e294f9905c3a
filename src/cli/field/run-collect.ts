import { GateError } from '../../errors.ts';
import type { CollectOptions } from '../../field/collector/options.ts';
import type { Io } from '../io.ts';

/** `field collect`: runs until it is told to stop. */
export async function collect(options: CollectOptions, _io: Io): Promise<number> {
  throw new GateError('usage', { what: `field collect ${options.dir}`, todo: '' });
}

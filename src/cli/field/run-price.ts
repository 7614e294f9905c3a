import type { PriceOptions } from '../../field/commands/price-request.ts';
import { findPrice, printPrice } from '../../field/commands/price.ts';
import type { Io } from '../io.ts';
import { runReport } from './run-reading.ts';

/** `field price`: 3 if there is no coefficient. */
export const runPrice = (options: PriceOptions, io: Io): Promise<number> =>
  runReport(options, { find: findPrice, print: printPrice }, io);

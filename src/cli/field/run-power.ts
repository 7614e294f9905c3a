import { findPower, printPower, type PowerOptions } from '../../field/commands/power.ts';
import type { Io } from '../io.ts';
import { runReport } from './run-reading.ts';

/** `field power`: 3 if the sessions cannot say. */
export const runPower = (options: PowerOptions, io: Io): Promise<number> =>
  runReport(options, { find: findPower, print: printPower }, io);

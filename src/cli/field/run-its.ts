import type { ItsOptions } from '../../field/commands/its-request.ts';
import { findInterruption, printInterruption } from '../../field/commands/its.ts';
import type { Io } from '../io.ts';
import { runReport } from './run-reading.ts';

/** `field its`: 3 if there is no estimate. */
export const runIts = (options: ItsOptions, io: Io): Promise<number> =>
  runReport(options, { find: findInterruption, print: printInterruption }, io);

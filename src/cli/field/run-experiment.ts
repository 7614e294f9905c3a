import type { ExperimentOptions } from '../../field/commands/experiment-request.ts';
import { findExperiment, printExperiment } from '../../field/commands/experiment.ts';
import type { Io } from '../io.ts';
import { runReport } from './run-reading.ts';

/** `field experiment`: 3 if the sessions cannot say. */
export const runExperiment = (options: ExperimentOptions, io: Io): Promise<number> =>
  runReport(options, { find: findExperiment, print: printExperiment }, io);

/** What the commands need that read page views, and write them elsewhere; one module, so that it is few files of dist. */
export { runExperiment } from './run-experiment.ts';
export { runIts } from './run-its.ts';
export { runLoad } from './run-load.ts';
export { runPacket } from './run-packet.ts';
export { runPower } from './run-power.ts';
export { runPrice } from './run-price.ts';
export { runExport, runReading } from './run-reading.ts';
export { runBudgets } from '../budgets.ts';

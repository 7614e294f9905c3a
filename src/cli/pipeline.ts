/** What the commands need beside the command line; one module, loaded when it is needed, so that `--help` answers at once. */
export { examine } from '../doctor/doctor.ts';
export { judgeFolder, recalibrate, runCalibration, runGate, runMeasure, runReport } from '../gate.ts';
export { runGraphqlCheck } from '../gate/graphql/check.ts';
export { runCost } from '../graphql/command/run-cost.ts';
export { renderCalibration } from '../report/terminal/calibration.ts';
export { terminalProgress } from '../report/terminal/progress.ts';
export { renderTerminal } from '../report/terminal/report.ts';
export { runHistory } from './history.ts';
export { runInit } from './init.ts';

import type { FieldRequest } from './field-commands.ts';
import { collect } from './field/run-collect.ts';
import { runDeployRecord } from './field/run-deploy-record.ts';
import { runExport, runReading } from './field/run-reading.ts';
import type { Io } from './io.ts';

/**
 * What the `field` commands do; loaded when one of them is called, so that the gate starts without it. Returns the exit
 * code of the process.
 */
export function runField(request: FieldRequest, io: Io): Promise<number> {
  if (request.name === 'collect') return collect(request.options, io);
  if (request.name === 'deploy-record') return runDeployRecord(request.options, io);
  if (request.name === 'export') return runExport(request.options, io);
  return runReading(request, io);
}

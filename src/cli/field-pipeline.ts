import type { FieldRequest } from './field-commands.ts';
import type { Io } from './io.ts';

/**
 * What the `field` commands do. It is loaded when one is called: the gate starts without them, and a collector that runs
 * for months holds no engine in memory. Returns the exit code of the process.
 */
export async function runField(request: FieldRequest, io: Io): Promise<number> {
  if (request.name === 'collect') return (await import('./field/run-collect.ts')).collect(request.options, io);
  if (request.name === 'deploy-record')
    return (await import('./field/run-deploy-record.ts')).runDeployRecord(request.options, io);
  const reports = await import('./field/reports.ts');
  if (request.name === 'load') return reports.runLoad(request.options, io);
  if (request.name === 'its') return reports.runIts(request.options, io);
  if (request.name === 'packet') return reports.runPacket(request.options, io);
  if (request.name === 'price') return reports.runPrice(request.options, io);
  if (request.name === 'experiment') return reports.runExperiment(request.options, io);
  if (request.name === 'power') return reports.runPower(request.options, io);
  return request.name === 'export' ? reports.runExport(request.options, io) : reports.runReading(request, io);
}

import type { FieldRequest } from './field-commands.ts';
import type { Io } from './io.ts';

/**
 * What the `field` commands do. Each is loaded when it is called: the gate starts without them, and a collector that runs
 * for months holds no engine in memory. Returns the exit code of the process.
 */
export async function runField(request: FieldRequest, io: Io): Promise<number> {
  if (request.name === 'collect') return (await import('./field/run-collect.ts')).collect(request.options, io);
  if (request.name === 'deploy-record')
    return (await import('./field/run-deploy-record.ts')).runDeployRecord(request.options, io);
  if (request.name === 'load') return (await import('./field/run-load.ts')).runLoad(request.options, io);
  if (request.name === 'its') return (await import('./field/run-its.ts')).runIts(request.options, io);
  if (request.name === 'packet') return (await import('./field/run-packet.ts')).runPacket(request.options, io);
  if (request.name === 'price') return (await import('./field/run-price.ts')).runPrice(request.options, io);
  if (request.name === 'experiment')
    return (await import('./field/run-experiment.ts')).runExperiment(request.options, io);
  if (request.name === 'power') return (await import('./field/run-power.ts')).runPower(request.options, io);
  const { runExport, runReading } = await import('./field/run-reading.ts');
  return request.name === 'export' ? runExport(request.options, io) : runReading(request, io);
}

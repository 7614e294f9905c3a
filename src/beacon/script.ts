/** The beacon as a script: options in the `data-*` attributes of its element, in a global `vitalsGate`, or in a call of it. */
import { vitalsGate } from './beacon.ts';
import { optionsIn, type BeaconOptions } from './options.ts';

const scope = globalThis as { vitalsGate?: unknown };
const { vitalsGate: before } = scope;
if (typeof before !== 'function') {
  const data = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  const options = { ...optionsIn(data), ...(before as Partial<BeaconOptions> | undefined) };
  scope.vitalsGate = vitalsGate;
  if (options.endpoint !== undefined) vitalsGate(options as BeaconOptions);
}

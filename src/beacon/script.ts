/** The beacon as a script: options in the `data-*` attributes of its element, in a global `vitalsGate`, or in a call of it. */
import { vitalsGate } from './beacon.ts';
import { optionsIn, type BeaconOptions } from './options.ts';

const scope = globalThis as { vitalsGate?: unknown };
// A module has no current script. Then the element is known by the name of the file.
const element = document.currentScript ?? document.querySelector('script[src*="beacon.iife"]');
const data = (element as HTMLScriptElement | null)?.dataset ?? {};
const options = { ...optionsIn(data), ...(scope.vitalsGate as Partial<BeaconOptions> | undefined) };
scope.vitalsGate = vitalsGate;
if (options.endpoint !== undefined) vitalsGate(options as BeaconOptions);

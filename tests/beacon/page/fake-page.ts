import { vi } from 'vitest';

import type { Beacon } from '../../../src/model/beacon.ts';
import type { BeaconOptions } from '../../../src/beacon/options.ts';

/** What the beacon needs of a browser, in which nothing is measured: whether and what it sends is in question here. */
export interface FakePage {
  readonly received: Beacon[];
  readonly warnings: string[];
  readonly stored: Map<string, string>;
  /** Loads the module afresh, calls it with an endpoint and a SHA, and lets the page be idle after its load. */
  readonly run: (options?: Partial<BeaconOptions>) => Promise<void>;
  readonly beIdle: () => void;
  readonly hide: () => void;
  /** Brings it back from the back/forward cache: a view of its own. */
  readonly restore: () => void;
}

/** As another copy of the script would be. */
async function loadBeacon(): Promise<(options: BeaconOptions) => void> {
  vi.resetModules();
  return (await import('../../../src/beacon/beacon.ts')).vitalsGate;
}

/** Put in place of this process's globals until `vi.unstubAllGlobals()`; `more`: of other properties of `navigator`. */
export function fakePage(more: Readonly<Record<string, unknown>> = {}): FakePage {
  const [received, warnings, stored]: [Beacon[], string[], Map<string, string>] = [[], [], new Map()];
  const listeners: [type: string, listener: (event: object) => void][] = [];
  let idle: (() => void)[] = [];
  const sendBeacon = (_: string, body: string): boolean => {
    received.push(
      ...body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Beacon),
    );
    return true;
  };
  const visible = {
    readyState: 'complete',
    visibilityState: 'visible',
    currentScript: null,
    querySelector: () => null,
  };
  const globals = {
    self: globalThis,
    top: globalThis,
    document: visible,
    location: new URL('https://shop.example/p/42?token=x'),
    navigator: { onLine: true, sendBeacon, ...more },
    matchMedia: () => ({ matches: false }),
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    },
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.push([type, listener]),
    removeEventListener: () => {},
    requestIdleCallback: (act: () => void) => void idle.push(act),
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.stubGlobal(Symbol.for('vitals-gate'), undefined);
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));

  const beIdle = (): void => {
    const due = idle;
    idle = [];
    for (const act of due) act();
  };
  const tell = (type: string, event: object = {}): void => {
    for (const [listened, listener] of listeners) if (listened === type) listener({ type, ...event });
  };
  return {
    received,
    warnings,
    stored,
    beIdle,
    async run(options = {}) {
      (await loadBeacon())({ endpoint: '/c', sha: 'abc', route: 'product', ...options });
      beIdle();
    },
    hide: () => tell('pagehide'),
    restore() {
      tell('pageshow', { persisted: true, timeStamp: performance.now() });
      beIdle();
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A temporary folder that is gone when it is closed, and at the latest when this process ends, however it does. */
export interface Scratch {
  /** A new empty folder inside. */
  readonly folder: () => string;
  readonly close: () => void;
}

/** Chrome leaves its profile and sockets behind where it is killed; all of them lie in here. */
export function openScratch(): Scratch {
  const root = mkdtempSync(path.join(tmpdir(), 'vitals-gate-'));
  const remove = (): void => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.once('exit', remove);
  return {
    folder: () => mkdtempSync(path.join(root, 'chrome-')),
    close: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

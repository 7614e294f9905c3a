import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { Deploy } from '../model/deploy.ts';
import type { Visit } from '../model/sample.ts';

/** The first record of samples.ndjson: what the run was asked to do. No secrets. */
export interface RunRecord {
  readonly type: 'run';
  readonly version: 1;
  readonly tool: string;
  readonly chrome: string;
  readonly base: Pick<Deploy, 'sha' | 'url'> | null;
  readonly head: Pick<Deploy, 'sha' | 'url'>;
  readonly blocks: number;
  readonly config: Pick<Config, 'routes' | 'conditions' | 'settleMs' | 'policy'>;
}

/**
 * samples.ndjson: one JSON record a line, written when it is made, so that whatever ends the run, what was measured is
 * kept. Throws `out-unwritable`. Writes are synchronous: a record is a few kilobytes, and it happens between two visits.
 */
export class SampleFile {
  readonly path: string;

  constructor(folder: string, run: RunRecord) {
    this.path = path.join(folder, 'samples.ndjson');
    this.#write(() => writeFileSync(this.path, `${JSON.stringify(run)}\n`));
  }

  readonly append = (visit: Visit): void => {
    this.#write(() => appendFileSync(this.path, `${JSON.stringify(visit)}\n`));
  };

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new GateError('out-unwritable', { path: path.dirname(this.path), cause: causeOf(error) }, { cause: error });
    }
  }
}

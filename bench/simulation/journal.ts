import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import type { Scenario } from './scenarios.ts';
import type { Tally } from './tally.ts';

/** The finished scenarios of an earlier start of the same code, one per line, so that a long simulation can go on. */
export class Journal {
  readonly #file: string | undefined;
  readonly tallies: ReadonlyMap<string, Tally>;

  /** Without a file nothing is remembered. */
  constructor(file: string | undefined) {
    this.#file = file;
    const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    this.tallies = new Map(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as [string, Tally]));
  }

  /** Whether that many runs of the scenario are known. */
  has({ name, runs }: Scenario): boolean {
    return this.tallies.get(name)?.runs === runs;
  }

  append({ name }: Scenario, tally: Tally): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify([name, tally])}\n`);
  }
}

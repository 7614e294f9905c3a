import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { laterRecordSchema, type LaterRecord, type RunRecord } from '../model/record.ts';
import { isOwnWord } from '../model/own-words.ts';
import { redact, redactDeep } from '../text/redactor.ts';

/** What a run recorded: the same whether it was just made or read back. */
export interface RunLog {
  readonly run: RunRecord;
  readonly later: readonly LaterRecord[];
}

/** The name of the file in the output folder. */
export const SAMPLES = 'samples.ndjson';

/**
 * samples.ndjson: one JSON record a line, written when it is made, so that whatever ends the run, what was measured is
 * kept. Throws `out-unwritable`. Writes are synchronous: a record is a few kilobytes, and it happens between two visits.
 */
export class LogFile implements RunLog {
  readonly run: RunRecord;
  readonly later: LaterRecord[] = [];
  readonly #path: string;

  constructor(folder: string, run: RunRecord) {
    const told = { notices: run.notices.map(redact), reproduce: redact(run.reproduce) };
    this.run = JSON.parse(JSON.stringify({ ...run, ...told })) as RunRecord;
    this.#path = path.join(folder, SAMPLES);
    this.#write(() => writeFileSync(this.#path, `${JSON.stringify(this.run)}\n`));
  }

  readonly append = (made: LaterRecord): void => {
    // The lab has cleaned what visits brought home; of numbers there is nothing to clean.
    const record = made.type === 'visit' || made.type === 'cost' ? made : redactDeep(made, isOwnWord);
    const line = JSON.stringify(hasCosts(record) ? z.encode(laterRecordSchema, record) : record);
    this.#write(() => appendFileSync(this.#path, `${line}\n`));
    // As a reader will see it: -0 and undefined do not survive, and must not make a difference.
    this.later.push(hasCosts(record) ? record : (JSON.parse(line) as LaterRecord));
  };

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      const detail = { path: path.dirname(this.#path), cause: causeOf(error) };
      throw new GateError('out-unwritable', detail, { cause: error });
    }
  }
}

/** Costs may be without bound, for which JSON has a word of its own. */
function hasCosts({ type }: LaterRecord): boolean {
  return type === 'cost' || type === 'graphql';
}

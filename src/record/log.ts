import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { GateError } from '../errors.ts';
import { laterRecordSchema, type LaterRecord, type RunRecord } from '../model/record.ts';
import { isOwnWord } from '../model/own-words.ts';
import { redact, redactDeep } from '../text/redactor.ts';
import { lost, unwritable } from './whole-file.ts';

/** What a run recorded: the same whether it was just made or read back. */
export interface RunLog {
  readonly run: RunRecord;
  readonly later: readonly LaterRecord[];
}

/** The name of the file in the output folder. */
export const SAMPLES = 'samples.ndjson';

/**
 * samples.ndjson: one JSON record a line, written when it is made, so that whatever ends the run, what was measured is
 * kept. Throws `out-unwritable` at first, `out-lost` later. Writes are synchronous: a record is a few kilobytes, and it happens between two visits.
 */
export class LogFile implements RunLog {
  readonly run: RunRecord;
  readonly later: LaterRecord[] = [];
  readonly #path: string;

  /** @param name of the file, where it is not to take its place yet */
  constructor(folder: string, run: RunRecord, name = SAMPLES) {
    const told = { notices: run.notices.map(redact), reproduce: redact(run.reproduce) };
    this.run = JSON.parse(JSON.stringify({ ...run, ...told })) as RunRecord;
    this.#path = path.join(folder, name);
    write(
      () => writeFileSync(this.#path, `${JSON.stringify(this.run)}\n`),
      (error) => unwritable(this.#path, error),
    );
  }

  /** Lets the file take its place in the folder; nothing is appended after that. */
  readonly settle = (): void =>
    write(
      () => renameSync(this.#path, path.join(path.dirname(this.#path), SAMPLES)),
      (error) => lost(this.#path, error),
    );

  readonly append = (made: LaterRecord): void => {
    // The lab has cleaned what visits brought home; of numbers there is nothing to clean.
    const record = made.type === 'visit' || made.type === 'cost' ? made : redactDeep(made, isOwnWord);
    const line = JSON.stringify(hasCosts(record) ? z.encode(laterRecordSchema, record) : record);
    write(
      () => appendFileSync(this.#path, `${line}\n`),
      (error) => lost(this.#path, error),
    );
    // As a reader will see it: -0 and undefined do not survive, and must not make a difference.
    this.later.push(hasCosts(record) ? record : (JSON.parse(line) as LaterRecord));
  };
}

function write(body: () => void, failed: (error: unknown) => GateError): void {
  try {
    body();
  } catch (error) {
    throw failed(error);
  }
}

/** Costs may be without bound, for which JSON has a word of its own. */
function hasCosts({ type }: LaterRecord): boolean {
  return type === 'cost' || type === 'graphql';
}

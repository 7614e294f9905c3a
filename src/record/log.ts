import { createHash } from 'node:crypto';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { GateError } from '../errors.ts';
import { keyOf, type Place } from '../model/place.ts';
import { laterRecordSchema, type LaterRecord, type RunRecord } from '../model/record.ts';
import { isOwnWord } from '../model/own-words.ts';
import { redact, redactDeep } from '../text/redactor.ts';
import { outlined, type OutlinedRecord } from './outline.ts';
import { assertUnchanged } from './unchanged.ts';
import { VisitIndex } from './visit-index.ts';
import { lost, unwritable } from './whole-file.ts';

/** All records of a run, in the order they were made, without what visits measured. */
export interface Outline {
  readonly run: RunRecord;
  readonly later: readonly OutlinedRecord[];
}

/** What a run recorded: the same whether it was just made or read back. */
export interface RunLog extends Outline {
  /**
   * Those of one campaign, with all that its visits measured, in the order they were made. They are read when they are
   * asked for, because a run has more of them than memory should hold.
   *
   * @throws GateError `record-lost` if the file is not what was written
   */
  readonly recordsOf: (place: Place) => readonly CampaignRecord[];
  /**
   * Reads the whole file again.
   *
   * @throws GateError `record-lost` if it is not what was written
   */
  readonly assertUnchanged: () => void;
}

const OF_CAMPAIGN = ['visit', 'identity', 'campaign', 'confirmation'] as const;
/** What a campaign is made of: its visits, whether it serves identical bytes, and how it and its fresh blocks ended. */
export type CampaignRecord = Extract<LaterRecord, { type: (typeof OF_CAMPAIGN)[number] }>;

/** The same without what visits measured. */
export type OutlinedCampaignRecord = Extract<OutlinedRecord, { type: CampaignRecord['type'] }>;

export function isOfCampaign(record: OutlinedRecord): record is OutlinedCampaignRecord {
  return OF_CAMPAIGN.some((type) => type === record.type);
}

/** The name of the file in the output folder. */
export const SAMPLES = 'samples.ndjson';

/**
 * samples.ndjson: one JSON record a line, written when it is made, so that whatever ends the run, what was measured is
 * kept. Throws `out-unwritable` at first, `out-lost` later. Writes are synchronous: a record is a few kilobytes, and it happens between two visits.
 */
export class LogFile implements RunLog {
  readonly run: RunRecord;
  readonly later: readonly OutlinedRecord[];
  #path: string;
  readonly #records: FileRecords;
  /** How many bytes were written, and which. */
  #size = 0;
  readonly #digest = createHash('sha256');

  /** @param name of the file, where it is not to take its place yet */
  constructor(folder: string, run: RunRecord, name = SAMPLES) {
    const told = { notices: run.notices.map(redact), reproduce: redact(run.reproduce) };
    this.run = JSON.parse(JSON.stringify({ ...run, ...told })) as RunRecord;
    this.#path = path.join(folder, name);
    this.#records = new FileRecords(this.#path);
    this.later = this.#records.later;
    const line = `${JSON.stringify(this.run)}\n`;
    write(
      () => writeFileSync(this.#path, line),
      (error) => unwritable(this.#path, error),
    );
    this.#size = Buffer.byteLength(line);
    this.#digest.update(line);
  }

  /** Moves the file to its final place; nothing is appended after that. */
  readonly settle = (): void => {
    const place = path.join(path.dirname(this.#path), SAMPLES);
    write(
      () => renameSync(this.#path, place),
      (error) => lost(this.#path, error),
    );
    this.#records.move(place);
    this.#path = place;
  };

  readonly append = (made: LaterRecord): void => {
    // The lab has cleaned what visits brought home; of numbers there is nothing to clean.
    const record = made.type === 'visit' || made.type === 'cost' ? made : redactDeep(made, isOwnWord);
    const text = JSON.stringify(hasCosts(record) ? z.encode(laterRecordSchema, record) : record);
    const line = Buffer.from(`${text}\n`);
    write(
      () => appendFileSync(this.#path, line),
      (error) => lost(this.#path, error),
    );
    // As a reader will see it: -0 and undefined do not survive, and must not make a difference.
    const read = hasCosts(record) ? record : (JSON.parse(text) as LaterRecord);
    this.#records.add(read, line.subarray(0, -1), this.#size);
    this.#size += line.length;
    this.#digest.update(line);
  };

  readonly recordsOf = (place: Place): readonly CampaignRecord[] => this.#records.recordsOf(place);

  readonly assertUnchanged = (): void =>
    assertUnchanged(this.#path, { size: this.#size, digest: this.#digest.copy().digest('hex') });
}

/** The records of a samples file, whoever writes or reads it. */
export class FileRecords {
  readonly later: OutlinedRecord[] = [];
  readonly #visits: VisitIndex;
  /** What campaigns have beside visits: a look at one must not take longer the more others there are. */
  readonly #byCampaign = new Map<string, CampaignRecord[]>();

  constructor(file: string) {
    this.#visits = new VisitIndex(file);
  }

  /** The file has another name. */
  move(file: string): void {
    this.#visits.move(file);
  }

  /** @param line the record as it is in the file, without its line feed; it begins at byte `at` */
  readonly add = (record: LaterRecord, line: Buffer, at: number): void => {
    this.later.push(outlined(record));
    if (record.type === 'visit') this.#visits.add(record, line, at);
    else if (isOfCampaign(record)) this.#keep(record);
  };

  readonly recordsOf = (place: Place): readonly CampaignRecord[] => [
    ...this.#visits.visitsOf(place),
    ...(this.#byCampaign.get(keyOf(place)) ?? []),
  ];

  #keep(record: CampaignRecord): void {
    const before = this.#byCampaign.get(keyOf(record));
    if (before === undefined) this.#byCampaign.set(keyOf(record), [record]);
    else before.push(record);
  }
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

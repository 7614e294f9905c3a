import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { GateError } from '../errors.ts';
import { keyOf, type Place } from '../model/place.ts';
import { laterRecordSchema, type LaterRecord, type RunRecord } from '../model/record.ts';
import { isOwnWord } from '../model/own-words.ts';
import { redact, redactDeep } from '../text/redactor.ts';
import { lost, unwritable } from './whole-file.ts';

/** What a run recorded: the same whether it was just made or read back. */
export interface RunLog {
  readonly run: RunRecord;
  readonly later: readonly LaterRecord[];
}

const OF_CAMPAIGN = ['visit', 'identity', 'campaign', 'confirmation'] as const;
/** What a campaign is made of: its visits, whether it serves identical bytes, and how it and its fresh blocks ended. */
export type CampaignRecord = Extract<LaterRecord, { type: (typeof OF_CAMPAIGN)[number] }>;

export function isOfCampaign(record: LaterRecord): record is CampaignRecord {
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
  readonly later: LaterRecord[] = [];
  readonly #path: string;
  /** The same records by campaign: a look at one must not take longer the more others there are. */
  readonly #byCampaign = new Map<string, CampaignRecord[]>();

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

  /** Moves the file to its final place; nothing is appended after that. */
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
    this.#keep(hasCosts(record) ? record : (JSON.parse(line) as LaterRecord));
  };

  /** Those of one campaign, in the order they were made. */
  recordsOf(place: Place): readonly CampaignRecord[] {
    return this.#byCampaign.get(keyOf(place)) ?? [];
  }

  #keep(record: LaterRecord): void {
    this.later.push(record);
    if (!isOfCampaign(record)) return;
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

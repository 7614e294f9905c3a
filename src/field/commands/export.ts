import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import { eventsOf, logsLine } from '../export/otlp.ts';
import { askFinals } from '../questions/finals.ts';
import { withRecords, type FieldSetup, type Place, type ReadingOptions } from './reading.ts';

export interface ExportOptions extends ReadingOptions {
  /** The file that is written, as lines of OTLP in JSON. */
  readonly otlp: string;
  /** What the events are of, as `service.name`. */
  readonly service: string;
}

export interface Exported {
  readonly views: number;
  readonly events: number;
}

/** Events on one line of the file: a request to a collector may have that many. */
const MOST_EVENTS = 1000;

/**
 * Writes the page views of the window as events, a page of them at a time.
 *
 * @throws GateError `export-unwritable`, and as `withRecords`
 */
export function exportEvents(setup: FieldSetup, options: ExportOptions, place: Place): Promise<Exported> {
  return withRecords(setup, options, place, async (engine, scope) => {
    const file = await writing(options.otlp, () => open(resolve(place.cwd, options.otlp), 'w'));
    let exported = { views: 0, events: 0 };
    try {
      if (scope === null) return exported;
      for await (const views of askFinals(engine, scope)) {
        const events = views.flatMap(eventsOf);
        await writing(options.otlp, () => writeEvents(file, events, options.service));
        exported = { views: exported.views + views.length, events: exported.events + events.length };
      }
      return exported;
    } finally {
      await file.close();
    }
  });
}

async function writeEvents(file: FileHandle, events: ReturnType<typeof eventsOf>, service: string): Promise<void> {
  for (let from = 0; from < events.length; from += MOST_EVENTS)
    await file.writeFile(logsLine(events.slice(from, from + MOST_EVENTS), service));
}

async function writing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new GateError('export-unwritable', { path, cause: causeOf(cause) }, { cause });
  }
}

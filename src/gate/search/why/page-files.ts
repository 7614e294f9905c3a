import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

import type { ScriptSource } from '../../../source-maps/source-maps.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';
import type { SideSources } from './side-sources.ts';

type ByName = ReadonlyMap<string, readonly ScriptSource[]>;

/** What ends a look-up: the run itself, or the time that it may take. */
interface Ends {
  readonly signal: AbortSignal;
  readonly limit: AbortSignal;
}

/** The files of the repository that the scripts of a campaign's pages were made of, on head. */
export class PageFiles {
  readonly #head: Pick<SideSources, 'sourcesOf'>;
  readonly #ends: Ends;
  /** They go when the campaign does. */
  readonly #sources = new WeakMap<DiagnosedCampaign, Promise<ByName>>();

  constructor(head: Pick<SideSources, 'sourcesOf'>, ends: Ends) {
    this.#head = head;
    this.#ends = ends;
  }

  /** Whether a script of the page has the file among its sources. As if it had where that is not known in time. */
  async has(file: string, diagnosed: DiagnosedCampaign): Promise<boolean> {
    const { signal, limit } = this.#ends;
    const known = this.#sources.get(diagnosed) ?? this.#byName(diagnosed);
    this.#sources.set(diagnosed, known);
    for (const source of (await known).get(path.posix.basename(file)) ?? []) {
      signal.throwIfAborted();
      if (limit.aborted || (await source.file()) === file) return true;
    }
    return limit.aborted;
  }

  /** The sources of all scripts of a page, by the names of their files. */
  async #byName(diagnosed: DiagnosedCampaign): Promise<ByName> {
    const { signal, limit } = this.#ends;
    const found: ScriptSource[] = [];
    for (const url of diagnosed.head.sourceMaps.keys()) {
      // The timer of a limit has its turn only between tasks.
      await setImmediate();
      signal.throwIfAborted();
      if (limit.aborted) break;
      for (const source of await this.#head.sourcesOf(url, diagnosed)) found.push(source);
    }
    return Map.groupBy(found, (source) => path.posix.basename(source.path));
  }
}

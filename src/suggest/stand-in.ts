import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GateError } from '../errors.ts';
import { readConfigFile, type ConfigFile } from './config-file.ts';
import type { CruxRecord } from './crux/response.ts';
import type { SuggestOptions, SuggestPlace } from './options.ts';
import { readCruxFile } from './sources.ts';

/** The name of a route that stands for a page. */
const PAGE = 'page';

/**
 * The configuration; where there is none and only CrUX is asked, one in memory with the page of its answer as the route.
 *
 * @throws GateError as `readConfigFile`; `crux-…`
 */
export async function configFor(options: SuggestOptions, place: SuggestPlace): Promise<ConfigFile> {
  const { config, from, crux, write } = options;
  try {
    return await readConfigFile(config, place.cwd, place.env);
  } catch (error) {
    const isMissing = error instanceof GateError && error.code === 'suggest-no-config';
    if (!isMissing || crux === null || from !== null || write) throw error;
    return standIn(config, await readCruxFile(crux, null, place));
  }
}

async function standIn(file: string, record: CruxRecord): Promise<ConfigFile> {
  const folder = await mkdtemp(join(tmpdir(), 'vitals-gate-suggest-'));
  try {
    await writeFile(join(folder, 'vitals-gate.yml'), JSON.stringify(inputOfRecord(record)));
    return { ...(await readConfigFile('vitals-gate.yml', folder, {})), file, isThere: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inputOfRecord({ of, formFactor }: CruxRecord): object {
  const path = of.kind === 'url' ? of.address.pathname + of.address.search : '/';
  const conditions = formFactor === 'DESKTOP' ? ['desktop'] : ['mobile'];
  return { routes: [{ name: PAGE, path, conditions }] };
}

import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { HISTORY_FILE, type HistoryFile, type HistoryStore } from '../model/history-store.ts';
import { assertHistory } from './assert-history.ts';
import { historyFiles } from './source.ts';

/** The history as files of a folder, which need not exist. */
export function folderHistory(folder: string): HistoryStore {
  const file = path.join(folder, HISTORY_FILE);
  const tried = async <T>(action: string, body: () => Promise<T>): Promise<T> => {
    try {
      return await body();
    } catch (error) {
      if (error instanceof GateError) throw error;
      throw new GateError('history-folder', { action, folder, cause: causeOf(error) }, { cause: error });
    }
  };
  return {
    place: `the folder ${folder}`,
    read: () => tried('read', () => filesIn(folder)),
    append: (line) =>
      tried('write', async () => {
        const text = await textOf(file);
        if (text.includes(line)) return;
        assertHistory({ name: file, text });
        await mkdir(folder, { recursive: true });
        await appendFile(file, text === '' || text.endsWith('\n') ? line : `\n${line}`);
      }),
  };
}

async function filesIn(folder: string): Promise<HistoryFile[]> {
  const names = await readdir(folder).catch(emptyIfMissing<string[]>([]));
  return Promise.all(
    historyFiles(names).map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(emptyIfMissing(''));
}

const emptyIfMissing =
  <T>(empty: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty;
    throw error;
  };

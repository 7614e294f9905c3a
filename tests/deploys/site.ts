import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { serveFolder } from '../../src/deploys/providers/static/server.ts';

/** Runs `body` in a new folder with these files. */
export async function withFolder<Result>(
  files: Readonly<Record<string, string>>,
  body: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'vitals-gate-test-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Serves the files while `body` runs. */
export async function withSite<Result>(
  files: Readonly<Record<string, string>>,
  body: (url: string) => Promise<Result>,
): Promise<Result> {
  return withFolder(files, async (folder) => {
    const server = await serveFolder('head', folder);
    try {
      return await body(server.url);
    } finally {
      await server.close();
    }
  });
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { loadConfig } from '../../../src/config/load.ts';
import type { OpenDeploys } from '../../../src/deploys/deploys.ts';
import type { Config } from '../../../src/model/config.ts';

/** The configuration that a text is read as, with a base and a head somewhere. */
export async function configOf(text: string): Promise<Config> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-config-'));
  try {
    const file = path.join(folder, 'vitals-gate.yml');
    await writeFile(file, text);
    return await loadConfig(file, { baseUrl: 'http://127.0.0.1:1', headUrl: 'http://127.0.0.1:2' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Deploys at these addresses, served by nobody. */
export function deploysAt(base: string | null, head: string, over: Partial<OpenDeploys> = {}): OpenDeploys {
  return {
    base: base === null ? null : { side: 'base', sha: 'b'.repeat(40), url: base },
    head: { side: 'head', sha: 'a'.repeat(40), url: head },
    notices: [],
    git: { cause: 'this is no repository' },
    serverFailure: async () => null,
    swapPorts: async () => {},
    serveBetween: null,
    servesFolders: false,
    buildsBetween: false,
    pullRequestOf: async () => null,
    close: async () => {},
    ...over,
  };
}

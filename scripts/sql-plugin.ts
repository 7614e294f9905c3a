import { readFile } from 'node:fs/promises';

import type { Plugin as VitePlugin } from 'vite';

/** What esbuild does with the texts of the field plane: it puts them into the bundle. */
export const SQL_LOADER = { '.sql': 'text' } as const;

/** The same under Vite, that is in vitest. */
export function viteSqlPlugin(): VitePlugin {
  return {
    name: 'sql',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.sql')) return undefined;
      return `export default ${JSON.stringify(await readFile(id, 'utf8'))};`;
    },
  };
}

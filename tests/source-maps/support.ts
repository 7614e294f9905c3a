import { readFileSync } from 'node:fs';
import path from 'node:path';

import { build, type BuildOptions } from 'esbuild';

import type { OriginalPlace, Position, ServedScript } from '../../src/source-maps/original-place.ts';
import { openSourceMaps, type SourceMaps, type SourceMapOptions } from '../../src/source-maps/source-maps.ts';
import type { Repository } from '../support/repository.ts';

export const DEPLOY = 'http://127.0.0.1:4000';

/** A server that does not answer. */
export const OFFLINE = async (url: string): Promise<Buffer> => {
  throw new Error(`no answer from ${url}`);
};

/** The source maps of a repository. `served`: what the deploy answers, by URL. */
export function mapsOf(
  repository: Repository,
  served: Readonly<Record<string, string | Buffer>> = {},
  options: Partial<SourceMapOptions> = {},
): SourceMaps {
  return openSourceMaps({
    repository: repository.folder,
    directory: null,
    deployUrls: [DEPLOY],
    env: process.env,
    fetchMap: async (url) => (Object.hasOwn(served, url) ? Buffer.from(served[url] ?? '') : OFFLINE(url)),
    ...options,
  });
}

/** Bundles and minifies an entry of the repository as for its folder `dist`; the files by their path in it. */
export async function bundle(
  { folder }: Repository,
  entry: string,
  options: BuildOptions = {},
): Promise<Map<string, string>> {
  const outdir = path.join(folder, 'dist');
  const { outputFiles = [] } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    outdir,
    write: false,
    logLevel: 'silent',
    ...options,
  });
  return new Map(
    outputFiles.map((file) => [path.relative(outdir, file.path).replaceAll(path.sep, '/'), file.text] as const),
  );
}

/** Where a text first stands. */
export function positionOf(text: string, part: string): Position {
  const at = text.indexOf(part);
  if (at === -1) throw new Error(`${part} is not in the text`);
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

export function scriptAt(url: string, text: string | null, sourceMap: string | null = null): ServedScript {
  return { url, text, sourceMap };
}

/** The part of a place that tells where it is. */
export function where({ file, line, column, why }: OriginalPlace): string {
  return file === null ? `none: ${why ?? ''}` : `${file}:${line}:${column}`;
}

/** A map whose position 1:1 is `src/a.ts` 1:1, or something else of it. */
export function mapText(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAAA', ...changes });
}

export function dataUrl(map: string): string {
  return `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}

export function textOf({ folder }: Repository, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

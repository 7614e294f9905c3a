import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildBeacon } from './beacon.ts';
import { buildCollector } from './collector.ts';
import { thirdPartyNotices } from './notices.ts';
import { buildOwn } from './own.ts';
import { ENTRIES, type Entries, ROOT } from './paths.ts';
import { scanImports } from './scan.ts';
import { jsonSchemas } from './schemas.ts';
import { declarations } from './types.ts';
import { buildVendor } from './vendor.ts';

/**
 * Everything in dist, by path relative to it. The same sources and lockfile give the same bytes, wherever the checkout
 * lies: bundling happens as if into the repository's own dist.
 */
export async function bundleDist(entries: Entries = ENTRIES): Promise<ReadonlyMap<string, Uint8Array>> {
  const outdir = path.join(ROOT, 'dist');
  const vendor = await buildVendor(await scanImports(entries), outdir);
  const own = await buildOwn(entries, vendor, outdir);
  const beacon = await buildBeacon(outdir);
  const collector = await buildCollector(outdir);
  const metafiles = [vendor.metafile, ...own.texts, ...beacon.metafiles, collector.metafile];
  const texts = {
    'package.json': '{ "type": "module" }\n',
    'THIRD_PARTY_NOTICES.txt': thirdPartyNotices(metafiles, vendor.legalComments),
    ...jsonSchemas(),
    ...declarations(),
  };
  return new Map([
    ...[...vendor.files, ...own.files, ...beacon.files, ...collector.files].map(
      (file) => [relative(outdir, file.path), file.contents] as const,
    ),
    ...Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
  ]);
}

const relative = (folder: string, file: string): string => path.relative(folder, file).replaceAll('\\', '/');

/** Writes the files below `folder`, which is emptied first. */
export function writeDist(files: ReadonlyMap<string, Uint8Array>, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, contents] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

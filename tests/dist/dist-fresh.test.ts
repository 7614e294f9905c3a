import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { bundleDist } from '../../scripts/bundle/dist.ts';
import { ROOT } from '../../scripts/bundle/paths.ts';

const DIST = path.join(ROOT, 'dist');
const MAX_FILES = 100;
const MAX_BYTES = 12e6;

/** The files in dist, by path relative to it. */
function committed(): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
  return new Map(files.map((file) => [path.relative(DIST, file).replaceAll('\\', '/'), readFileSync(file)]));
}

describe('the committed dist', () => {
  it('is what the sources build to: if not, run `npm run build` and commit dist', async () => {
    const built = await bundleDist();
    const present = committed();
    const stale = [...present].filter(([name, bytes]) => !bytes.equals(built.get(name) ?? Buffer.alloc(0)));
    const missing = [...built.keys()].filter((name) => !present.has(name));
    expect({ stale: stale.map(([name]) => name), missing }).toEqual({ stale: [], missing: [] });
  });

  it('is small enough to be checked out by every workflow', () => {
    const sizes = [...committed().values()].map((bytes) => bytes.byteLength);
    expect(sizes.length).toBeLessThan(MAX_FILES);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
  });

  it('holds no path of the machine it was built on', () => {
    const leaking = [...committed()].filter(([, bytes]) => bytes.includes(ROOT)).map(([name]) => name);
    expect(leaking).toEqual([]);
  });
});

/** `npm run build [-- --out DIR]`: makes dist, which runs with no node_modules anywhere near. */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { bundleDist, writeDist } from './bundle/dist.ts';
import { ENTRIES, ROOT } from './bundle/paths.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(ROOT, 'dist') },
    // Other entry points, to try the bundler with.
    action: { type: 'string', default: ENTRIES.action },
    cli: { type: 'string', default: ENTRIES.cli },
  },
});
const files = await bundleDist({ action: path.resolve(values.action), cli: path.resolve(values.cli) });
writeDist(files, path.resolve(values.out));
const bytes = [...files.values()].reduce((sum, contents) => sum + contents.byteLength, 0);
console.log(`${path.relative('', values.out) || '.'}: ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB`);

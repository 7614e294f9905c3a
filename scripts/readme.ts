/** `npm run docs:readme`: writes the tables of the README that come from action.yml and from docs/error-rates.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { withTables } from './readme-tables.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

writeFileSync(path.join(ROOT, 'README.md'), withTables(read('README.md'), read));

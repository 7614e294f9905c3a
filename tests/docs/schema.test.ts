import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

test.each(['README.md', 'docs/configuration.md'])('the schema that %s names is that of the action it shows', (file) => {
  const [, repository, ref] = /uses: (vitals-gate\/vitals-gate)@(\S+)/.exec(read('README.md')) ?? [];
  const [, url = ''] = /# yaml-language-server: \$schema=(\S+)/.exec(read(file)) ?? [];
  const base = `https://raw.githubusercontent.com/${repository ?? ''}/${ref ?? ''}/`;
  expect(url.startsWith(base)).toBe(true);
  // Built and committed beside the bundle that the action runs.
  expect(url.slice(base.length)).toBe('dist/config.schema.json');
  expect(read('action.yml')).toContain('main: dist/action.js');
  expect(existsSync(path.join(ROOT, 'dist/config.schema.json'))).toBe(true);
});

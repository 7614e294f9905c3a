import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { NO_FILE_REASONS } from '../../src/source-maps/original-place.ts';

it('the page on source maps explains every reason for which there is no file', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/source-maps.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
  expect(rows).toEqual([...NO_FILE_REASONS]);
});

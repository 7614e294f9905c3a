import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { buildBeacon } from '../../scripts/bundle/beacon.ts';

it('is at most 8 KB in a visitor’s browser, web-vitals included', async () => {
  const { files } = await buildBeacon('dist');
  const sizes = files.map(({ contents }) => gzipSync(contents, { level: 9 }).length);
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(8000);
});

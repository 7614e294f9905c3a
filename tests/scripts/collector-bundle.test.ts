import path from 'node:path';

import { expect, test } from 'vitest';

import { buildCollector } from '../../scripts/bundle/collector.ts';
import type { createCollector } from '../../src/field/collector/fetch-handler.ts';
import { RECORD } from '../field/collector/records.ts';

test('the collector in dist is one file without imports, and answers', async () => {
  const { files, metafile } = await buildCollector(path.resolve('dist'));
  const names = files.map((file) => path.basename(file.path));
  expect(names).toEqual(['collector.js', 'collector-node.js']);
  const text = files[0]?.text ?? '';
  expect(metafile.outputs['dist/collector.js']?.imports).toEqual([]);
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const bundle = (await import(/* @vite-ignore */ url)) as { createCollector: typeof createCollector };
  const lines: string[] = [];
  const append = async (added: readonly string[]) => {
    lines.push(...added);
    return 'stored' as const;
  };
  const collect = bundle.createCollector({ origins: ['https://shop.example'], store: { append } });
  const request = new Request('https://shop.example/vitals', { method: 'POST', body: JSON.stringify(RECORD) });
  expect((await collect(request, { address: '203.0.113.7' })).status).toBe(204);
  expect(lines).toHaveLength(1);
});

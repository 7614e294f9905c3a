import { tmpdir } from 'node:os';

import { describe, expect, it } from 'vitest';

import { openSourceMaps, type SourceMaps } from '../../src/source-maps/source-maps.ts';

const MAP = { version: 3, sources: ['/src/app.ts'], sourcesContent: ['a();\n'], names: [], mappings: 'AAAA' };
const SCRIPT = {
  url: 'https://shop.example/app.js',
  text: 'a();\n',
  sourceMap: `data:application/json;base64,${Buffer.from(JSON.stringify(MAP)).toString('base64')}`,
};

async function fetchMap(): Promise<never> {
  throw new Error('nothing is fetched');
}

function mapsUntil(signal: AbortSignal): SourceMaps {
  return openSourceMaps({ repository: tmpdir(), directory: null, deployUrls: [], fetchMap, env: process.env, signal });
}

describe('the sources of a script', () => {
  it('are counted once, however often they are asked for', async () => {
    const maps = mapsUntil(new AbortController().signal);
    const first = await maps.sourcesOf(SCRIPT);
    expect(first).toMatchObject([{ path: 'src/app.ts' }]);
    expect(await maps.sourcesOf({ ...SCRIPT })).toBe(first);
  });

  it('are not counted when time is over', async () => {
    expect(await mapsUntil(AbortSignal.abort()).sourcesOf(SCRIPT)).toEqual([]);
  });
});

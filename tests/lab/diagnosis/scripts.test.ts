import { EventEmitter } from 'node:events';

import type { CDPSession } from 'puppeteer';
import { expect, it } from 'vitest';

import { cleanerOf } from '../../../src/lab/diagnosis/cleaner.ts';
import { Scripts } from '../../../src/lab/diagnosis/scripts.ts';

const ORIGIN = 'https://shop.example';

it('of a source map in the URL of a script it is kept that there is one', async () => {
  const session = new EventEmitter();
  const scripts = new Scripts(session as unknown as CDPSession, 'frame');
  let reads = 0;
  const event = { scriptId: '1', url: `${ORIGIN}/a.js`, startLine: 0, startColumn: 0, length: 5, hash: '' };
  session.emit('Debugger.scriptParsed', {
    ...event,
    get sourceMapURL() {
      reads += 1;
      return `data:application/json,${'a'.repeat(100_000)}`;
    },
  });
  expect(reads).toBe(1);
  const read = await scripts.read({
    origin: ORIGIN,
    clean: cleanerOf({ text: (text) => text }),
    redact: (text) => text,
    compileMs: () => 0,
    documentId: null,
  });
  expect(read.scripts).toMatchObject([{ url: `${ORIGIN}/a.js`, sourceMap: 'data:', bytes: 5 }]);
  expect(reads).toBe(1);
});

import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';

import { QuietWatch } from '../../../src/lab/quiet/quiet-watch.ts';

/** A page without requests: the watch asks it for events only. */
const silentPage = (): Page => new EventEmitter() as unknown as Page;

it('asks again when the paint of a task is reported that ended just after it asked', async () => {
  const watch = new QuietWatch(silentPage(), { unquietMs: 60_000, paintMs: 60_000 });
  const seen: string[] = [];
  let isTaskAhead = true;
  watch.lookWith(
    async () => {
      // The rest of the task.
      if (isTaskAhead) await wait(20);
      seen.push('answered');
      return null;
    },
    () => {
      if (isTaskAhead) {
        seen.push('painted');
        watch.onPage('lcp');
      }
      isTaskAhead = false;
      return Promise.resolve();
    },
  );
  expect(await watch.settled(30)).toBeNull();
  expect(seen.slice(0, 2)).toEqual(['answered', 'painted']);
  expect(seen.at(-1)).toBe('answered');
});

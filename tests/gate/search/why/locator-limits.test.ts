import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { Locator } from '../../../../src/gate/search/why/locator.ts';
import type { ServedScript } from '../../../../src/source-maps/original-place.ts';
import { at, campaignOf, causeOf, HEAD, LocatedRepository, searchOf } from './located.ts';

const GALLERY = 'export function show() {\n  load("/hero.jpg");\n}\n';
const LATE = GALLERY.replace('load', 'loadLater');
const SEARCH = searchOf(causeOf('slow-handler', [at('/gallery.js', 2, 3)]), causeOf('slow-handler', []));
const SERVED = { pages: { '/gallery.js': LATE } };

let located: LocatedRepository;
beforeEach(() => {
  located = new LocatedRepository();
  located.change({ 'gallery.js': GALLERY }, { 'gallery.js': LATE });
});
afterEach(() => located.remove());

test('a place that is not looked up in time stays as it was served', async () => {
  const run = await located.run();
  const inTime = await new Locator(run, null, run.signal).known(SEARCH, campaignOf(SERVED));
  expect(inTime.causes[0]?.places).toMatchObject([{ file: 'gallery.js', line: 2, inChange: true }]);
  const late = await new Locator(run, null, AbortSignal.abort()).known(SEARCH, campaignOf(SERVED));
  expect(late.causes).toHaveLength(2);
  expect(late.causes[0]?.places).toMatchObject([
    { file: null, line: 2, column: 3, url: `${HEAD}/gallery.js`, inChange: null, commit: null },
  ]);
});

test('no place is looked up once the run is stopped', async () => {
  const run = await located.run();
  const stopped = { ...run, signal: AbortSignal.abort('SIGTERM') };
  await expect(new Locator(stopped, null).known(SEARCH, campaignOf(SERVED))).rejects.toBe('SIGTERM');
});

test('what a campaign served, and its source maps, go with the campaign', async () => {
  const locator = new Locator(await located.run(), null);
  const kept = await lookedUp(locator);
  // A weak reference holds what it is of until the end of the job that made it.
  await setImmediate();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  expect(kept.deref()).toBeUndefined();
  expect(locator).toBeInstanceOf(Locator);
});

/** An inline script of a campaign that is over. */
async function lookedUp(locator: Locator): Promise<WeakRef<ServedScript>> {
  const script = { url: `${HEAD}/`, text: 'show();\n', sourceMap: null, start: { line: 1, column: 9 } };
  const campaign = campaignOf({ scripts: new Map([[script.url, [script]]]) });
  await locator.known(searchOf(causeOf('slow-handler', [at('/', 1, 9)])), campaign);
  return new WeakRef(script);
}

import { EventEmitter } from 'node:events';

import type { CDPSession } from 'puppeteer';
import { expect, it } from 'vitest';

import { Film } from '../../../src/lab/diagnosis/film.ts';

/** Chrome as far as a film knows it, and the commands it was sent. */
function chrome(answer: () => Promise<unknown> = async () => undefined) {
  const sent: string[] = [];
  const events = new EventEmitter();
  const send = (method: string, { sessionId = '', maxWidth = '' } = {}): Promise<unknown> => {
    sent.push(`${method} ${sessionId}${maxWidth}`.trim());
    return answer();
  };
  const session = Object.assign(events, { send }) as unknown as CDPSession;
  const show = (timestamp: number | undefined, data: string, pageScaleFactor = 1): void => {
    const metadata = { timestamp, pageScaleFactor, deviceWidth: 400, deviceHeight: 800 };
    events.emit('Page.screencastFrame', { data, metadata, sessionId: sent.length });
  };
  return { session, sent, show };
}

it('keeps frames in CSS px with their times, and acknowledges each at once', async () => {
  const { session, sent, show } = chrome();
  const film = await Film.start(session, { isCut: true });
  show(1.5, 'first');
  show(2, 'second', 0.5);
  expect(sent).toEqual(['Page.startScreencast 1000', 'Page.screencastFrameAck 1', 'Page.screencastFrameAck 2']);
  expect(await film.end()).toEqual([
    { atMs: 1500, data: 'first', width: 400, height: 800 },
    { atMs: 2000, data: 'second', width: 800, height: 1600 },
  ]);
  show(3, 'late');
  expect(await film.end()).toEqual([]);
});

it('has small frames where nothing is cut out of them', async () => {
  const { session, sent } = chrome();
  await Film.start(session, { isCut: false });
  expect(sent).toEqual(['Page.startScreencast 400']);
});

it('has its frames in the order in which they were shown', async () => {
  const { session, show } = chrome();
  const film = await Film.start(session, { isCut: true });
  for (const at of [2, 1, 3]) show(at, 'frame');
  expect((await film.end()).map(({ atMs }) => atMs)).toEqual([1000, 2000, 3000]);
});

it('keeps the first and the latest frames of a page that never stops painting', async () => {
  const { session, show } = chrome();
  const film = await Film.start(session, { isCut: true, mostCharacters: 100 });
  for (let at = 1; at <= 1000; at += 1) show(at, 'x'.repeat(12));
  expect((await film.end()).map(({ atMs }) => atMs)).toEqual(
    [1, 2, 995, 996, 997, 998, 999, 1000].map((seconds) => seconds * 1000),
  );
});

it('has no frame that is larger than the film, and none without a time or a size', async () => {
  const { session, show } = chrome();
  const film = await Film.start(session, { isCut: true, mostCharacters: 100 });
  show(1, 'x'.repeat(101));
  show(undefined, 'x');
  show(2, 'x', 0);
  show(3, 'kept');
  expect((await film.end()).map(({ data }) => data)).toEqual(['kept']);
});

it('is empty where the browser refuses', async () => {
  const { session } = chrome(() => Promise.reject(new Error('Page.startScreencast is not known')));
  const film = await Film.start(session, { isCut: true });
  expect(await film.end()).toEqual([]);
});

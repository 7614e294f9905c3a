import type { BrowserContext } from 'puppeteer';
import { describe, expect, it } from 'vitest';

import type { TabPlace } from '../../../src/lab/browser/tab.ts';
import type { MeasuringTab } from '../../../src/lab/visit/measuring-tab.ts';
import { PreparedTabs } from '../../../src/lab/visit/prepared-tabs.ts';

/** Places are told apart by identity. */
const place = (): TabPlace => ({ browser: {}, shaper: {}, condition: {}, limits: {} }) as unknown as TabPlace;

/** Tabs whose opening and closing is followed. */
function tabs({ fails = false } = {}) {
  const opened: FakeTab[] = [];
  const prepared = new PreparedTabs(async () => {
    if (fails) throw new Error('the browser is gone');
    const tab = new FakeTab();
    opened.push(tab);
    return tab.tab;
  });
  return { prepared, opened };
}

class FakeTab {
  isClosed = false;
  hasCrashed = false;
  readonly tab: MeasuringTab;

  constructor() {
    const context: Pick<BrowserContext, 'close'> = { close: async () => void (this.isClosed = true) };
    const page = { isClosed: () => this.isClosed };
    this.tab = { context, page, crash: { hasHappened: false } } as unknown as MeasuringTab;
    Object.defineProperty(this.tab.crash, 'hasHappened', { get: () => this.hasCrashed });
  }
}

describe('a prepared tab', () => {
  it('is handed to one visit of its lane', async () => {
    const { prepared, opened } = tabs();
    const here = place();
    prepared.prepare(0, here);
    expect(await prepared.take(1, here)).toBeNull();
    expect(await prepared.take(0, { ...here })).toBe(opened[0]?.tab);
    expect(await prepared.take(0, here)).toBeNull();
    expect(opened[0]?.isClosed).toBe(false);
  });

  it('is not opened twice for a lane', () => {
    const { prepared, opened } = tabs();
    prepared.prepare(0, place());
    prepared.prepare(0, place());
    prepared.prepare(1, place());
    expect(opened).toHaveLength(2);
  });

  it.each(['browser', 'shaper', 'condition', 'limits'] as const)('is closed where the %s is another', async (part) => {
    const { prepared, opened } = tabs();
    const here = place();
    prepared.prepare(0, here);
    expect(await prepared.take(0, { ...here, [part]: {} })).toBeNull();
    expect(opened[0]?.isClosed).toBe(true);
  });

  it('is closed where its page crashed while it waited', async () => {
    const { prepared, opened } = tabs();
    const here = place();
    prepared.prepare(0, here);
    Object.assign(opened[0] ?? {}, { hasCrashed: true });
    expect(await prepared.take(0, here)).toBeNull();
    expect(opened[0]?.isClosed).toBe(true);
  });

  it('that could not be opened is none', async () => {
    const { prepared } = tabs({ fails: true });
    const here = place();
    prepared.prepare(0, here);
    expect(await prepared.take(0, here)).toBeNull();
  });

  it('is closed when it is discarded, even while it is being opened', async () => {
    const { prepared, opened } = tabs();
    const here = place();
    prepared.prepare(0, here);
    await prepared.discard(0);
    expect(opened[0]?.isClosed).toBe(true);
    expect(await prepared.take(0, here)).toBeNull();
  });
});

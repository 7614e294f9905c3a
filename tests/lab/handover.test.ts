import { afterEach, describe, expect, it, vi } from 'vitest';

import type { TabPlace } from '../../src/lab/browser/tab.ts';
import { Handover, type FollowingVisit, type Standing, type Visited } from '../../src/lab/handover.ts';
import type { Shaper } from '../../src/lab/shaper/shaper.ts';
import type { Condition } from '../../src/model/route.ts';
import type { VisitOutcome } from '../../src/model/sample.ts';
import { FAST, route } from '../support/lab.ts';

const FAR: Condition = { ...FAST, name: 'far', rttMs: 150 };
const BASE = { url: 'http://base.test' };
const HEAD = { url: 'http://head.test' };
const PAGE = route('/page');
const OUTCOME: VisitOutcome = { status: 'failed', code: 'navigation-failed', reason: 'of the visit that began ahead' };

let now = 0;
afterEach(() => {
  vi.restoreAllMocks();
});

/** A visit to base, after which `next` comes, and the visits that it began. */
function visiting(condition: Condition, next: FollowingVisit | undefined) {
  now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const begun: { readonly visited: Visited; readonly standing: Standing }[] = [];
  const handover = new Handover({
    shapers: { of: async () => ({}) as Shaper },
    anticipateRestart: () => undefined,
    make: async (visited, standing) => {
      begun.push({ visited, standing });
      return OUTCOME;
    },
  });
  const standing = handover.standingOf(0, next);
  const site = { route: PAGE, condition, deploy: BASE, place: {} as TabPlace };
  return { handover, standing, begun, lull: () => handover.of(site, standing).lull(true) };
}

const toHead = (isCertain = true): FollowingVisit => ({ route: PAGE, deploy: HEAD, isCertain });
const HEAD_VISITED: Visited = { route: PAGE, condition: FAR, deploy: HEAD };

describe('a visit that began ahead', () => {
  it('has a link of its own, and its outcome is handed over once', async () => {
    const { handover, standing, begun, lull } = visiting(FAR, toHead());
    expect(lull()?.leadMs).toBe(220);
    lull()?.begin();
    expect(begun.map(({ standing: { link } }) => link)).toEqual([1 - standing.link]);
    now += 299;
    expect(await handover.begun(0, HEAD_VISITED, undefined)).toBe(OUTCOME);
    expect(await handover.begun(0, HEAD_VISITED, undefined)).toBeNull();
  });

  it('is abandoned where the visit before it was not closed within two round trips', async () => {
    const { handover, begun, lull } = visiting(FAR, toHead());
    lull()?.begin();
    now += 301;
    expect(await handover.begun(0, HEAD_VISITED, undefined)).toBeNull();
    expect(begun[0]?.standing.abandoned?.aborted).toBe(true);
  });

  it('is abandoned where the page was not quiet, and does not begin a second time', async () => {
    const { handover, begun, lull } = visiting(FAR, toHead());
    const once = lull();
    once?.begin();
    once?.interrupt();
    expect(begun[0]?.standing.abandoned?.aborted).toBe(true);
    once?.begin();
    expect(begun).toHaveLength(1);
    expect(await handover.begun(0, HEAD_VISITED, undefined)).toBeNull();
  });

  it('is abandoned where another one is asked for', async () => {
    const { handover, begun, lull } = visiting(FAR, toHead());
    lull()?.begin();
    expect(await handover.begun(0, { ...HEAD_VISITED, deploy: BASE }, undefined)).toBeNull();
    expect(begun[0]?.standing.abandoned?.aborted).toBe(true);
  });
});

describe('no visit begins ahead', () => {
  const login = { ...PAGE, session: { setup: [{ action: 'press', key: 'a' }], cookies: [], headers: {} } };
  it.each([
    ['where nothing comes', FAR, undefined],
    ['where something else may come first', FAR, toHead(false)],
    ['under a fast network', FAST, toHead()],
    ['where it has set-up steps', FAR, { ...toHead(), route: login as unknown as typeof PAGE }],
  ])('%s', async (_, condition, next) => {
    const { begun, lull } = visiting(condition, next);
    lull()?.begin();
    expect(begun).toEqual([]);
  });
});

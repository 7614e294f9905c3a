import { describe, expect, it } from 'vitest';

import { CampaignRunner, type CampaignRequest, type Visits } from '../../src/lab/campaign.ts';
import type { NextVisit } from '../../src/lab/handover.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { VisitOutcome } from '../../src/model/sample.ts';
import { outcomeOf } from '../compare/campaigns.ts';
import { FAST, route } from '../support/lab.ts';

const URLS = { base: 'http://base.test', head: 'http://head.test' } as const;
const MEASURED: VisitOutcome = outcomeOf({ lcp: leaf('lcp', 1000), cls: leaf('cls', 0) });

/** A visit as the lab is asked for it, or a restart. */
type Asked = 'restart' | { readonly url: string; readonly path: string; readonly next: NextVisit | undefined };

/** Makes so many blocks, in which the visits in `failing` (from 0) fail. */
async function blocks(
  count: number,
  { control = false, failing = [] as readonly number[], isFollowed = false } = {},
): Promise<Asked[]> {
  const asked: Asked[] = [];
  let made = 0;
  const lab: Visits = {
    visit: async ({ path }, _, { url }, options) => {
      asked.push({ url, path, next: options?.next });
      return failing.includes(made++) ? { status: 'failed', code: 'navigation-failed', reason: 'no' } : MEASURED;
    },
    restart: async () => void asked.push('restart'),
    learnsSettle: () => false,
    keepSettle: () => undefined,
  };
  const request: CampaignRequest = {
    route: route('/page'),
    condition: FAST,
    base: { side: 'base', url: URLS.base, sha: null },
    head: { side: 'head', url: URLS.head, sha: null },
    control: control ? route('/control') : null,
    phase: 'measure',
    record: () => undefined,
  };
  const runner = new CampaignRunner(lab, request);
  for (let block = 0; block < count; block += 1) expect(await runner.block(isFollowed)).toBe(true);
  return asked;
}

/** Which announcements did not come true; one that comes after the last visit cannot be told. */
function untrue(asked: readonly Asked[]): unknown[] {
  return asked.slice(0, -1).filter((each, index) => {
    const then = asked[index + 1];
    if (each === 'restart' || then === undefined) return false;
    const { next } = each;
    if (then === 'restart' || next === 'restart') return then !== next;
    return next?.deploy.url !== then.url || next.route.path !== then.path;
  });
}

describe('the lab is told what comes after each visit', () => {
  it('in a block, between blocks, and before a restart', async () => {
    const asked = await blocks(7);
    expect(asked.filter((each) => each === 'restart')).toHaveLength(2);
    expect(untrue(asked)).toEqual([]);
  });

  it.each([
    ['not after it, where something else may come first', false],
    ['after it, where another block comes at once', true],
  ])('as certain in a block, and %s', async (_, isFollowed) => {
    const certain = (await blocks(2, { isFollowed })).map((each) =>
      each === 'restart' || each.next === 'restart' ? each : each.next?.isCertain,
    );
    expect(certain).toEqual([true, true, true, isFollowed, true, true, true, isFollowed]);
  });

  it('where the control page is visited after each visit', async () => {
    const asked = await blocks(4, { control: true });
    expect(asked).toHaveLength(4 * 8 + 1);
    expect(untrue(asked)).toEqual([]);
  });

  it('where a visit fails for good and its block is replaced', async () => {
    const asked = await blocks(3, { failing: [1, 2, 3] });
    // Each failed attempt is repeated in place, which nobody knows in advance.
    expect(untrue(asked.toSpliced(1, 2))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';

import { freshLookedAt, judgedAs } from '../../src/judge/answers.ts';
import type { CampaignJudgement } from '../../src/judge/campaign.ts';
import type { Finding } from '../../src/judge/finding.ts';

/** A judgement whose findings are confirmed like this. */
function judgement(
  confirmations: Readonly<Record<string, Finding['confirmation']>>,
  needsConfirmation = true,
): CampaignJudgement {
  const findings = Object.entries(confirmations).map(([path, confirmation]) => ({
    row: { path },
    finding: { confirmation },
  }));
  return { findings, needsConfirmation } as unknown as CampaignJudgement;
}

const ALL = { lcp: 'agreed', cls: 'refused', inp: 'none', 'lcp.ttfb': 'impossible', 'lcp.load': 'pending' } as const;

describe('a campaign that takes no more blocks', () => {
  test('answers with the reds that wait for fresh blocks', () => {
    expect(judgedAs(judgement(ALL))).toEqual({ type: 'judged', reds: ['lcp.load'] });
  });

  test('answers with none where none is to be confirmed', () => {
    expect(judgedAs(judgement(ALL, false))).toEqual({ type: 'judged', reds: [] });
  });
});

test('fresh blocks answer with the reds that they confirm, and with those that they do not', () => {
  expect(freshLookedAt(judgement(ALL), 4)).toEqual({
    type: 'fresh-looked',
    made: 4,
    confirmed: ['lcp'],
    unconfirmed: ['cls', 'lcp.ttfb', 'lcp.load'],
  });
});

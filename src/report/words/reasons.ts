import type { Reason } from '../../model/verdict.ts';

/** Why a budget has its verdict, in words that follow "…: ". One table, so that every surface says the same. */
const SENTENCES: Readonly<Record<Reason, string>> = {
  worse: 'head is worse than base by more than the limit',
  'identical-bytes': 'base and head serve identical bytes in the same time',
  'within-tolerance': 'head is not worse than base by more than the limit',
  unclear: 'the visits vary too much to say whether the limit is exceeded',
  'not-confirmed': 'it was suspected to be worse, but fresh visits after a restart of Chrome did not confirm it',
  unconfirmed: 'it is suspected to be worse, but not enough fresh visits could be made to confirm it',
  'flaky-on-head':
    'visits to head failed more often than visits to base, but too rarely to rule out chance; so nothing is cleared',
  'hosts-unknown': 'the control page was measured too few times to say whether the hosts are equally fast',
  'hosts-differ': 'the control page differs between the deploys as well, so the hosts are not equally fast',
  over: 'over the limit on head',
  'pre-existing': 'over the limit, but not because of this change: head is not worse than base',
  under: 'within the limit',
  'at-risk': 'too close to the limit to say which side it is on',
  'no-base': 'an increase needs a base deploy to compare with',
  'no-lcp': 'the page painted nothing that counts as largest contentful paint',
  'no-fcp': 'the page painted no text, image or other content',
  'no-interaction': 'no interaction was recorded; INP needs one in `interactions`',
  'interaction-not-timed':
    'an interaction took a long time, but Chrome did not report how long, because nothing that it changed was painted',
  'no-cls': 'the page reported no layout-shift score',
  'not-recorded': 'the version that recorded these samples did not measure it; measure again',
  'not-settled': 'the page was still busy at the visit’s time limit, so the value could still have changed',
  'not-seen': 'this part was not seen on base or on head',
  'too-few-blocks': 'too few visits were completed to decide',
  'out-of-time': 'the run’s time (`max-minutes`) ran out before a decision could be made',
  'not-measurable-on-head': 'it could be measured on base but not on head',
  'not-measurable-on-base': 'the visits to base gave nothing to compare with',
  'not-measurable': 'the visits gave nothing to judge',
  interrupted: 'the run was stopped before it was decided',
  'invalid-operation': 'the operation is not valid against the schema of head',
  'not-composed': 'the subgraphs of head do not compose',
};

/** The same for a row about which more is known than its reason. */
export const SPECIFIC_REASONS = {
  /** Blocks were completed, and nothing can be said from them. */
  unreliable: 'it could not be measured reliably',
  missingShard: 'its shard is missing',
} as const;

export function reasonSentence(reason: Reason): string {
  return SENTENCES[reason];
}

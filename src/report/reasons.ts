import type { Reason } from '../model/verdict.ts';

/** Why a budget has its verdict, in words that follow "…: ". One table, so that every surface says the same. */
const SENTENCES: Readonly<Record<Reason, string>> = {
  worse: 'head is worse than base, beyond every tolerance',
  'within-tolerance': 'shown to stay within the tolerance',
  unclear: 'neither an increase beyond the tolerance nor its absence could be shown',
  'not-confirmed': 'it looked worse at first, and fresh blocks after a restart did not point the same way',
  unconfirmed: 'it looked worse, but no fresh blocks could be made to confirm it',
  'hosts-unknown': 'the control page was measured too seldom to say whether the hosts are equally fast',
  'hosts-differ': 'the control page differs between the deploys as well, so the hosts are not equally fast',
  over: 'over the limit on head',
  'pre-existing': 'over the limit, but not caused by this change: head is no worse than base',
  under: 'within the limit',
  'at-risk': 'too close to the limit to say on which side of it',
  'no-base': 'an increase needs a base deploy to compare with',
  'no-lcp': 'the page painted nothing that counts as largest contentful paint',
  'no-interaction': 'no interaction was recorded; INP needs one in `interactions`',
  'no-cls': 'the page reported no layout-shift score',
  'not-settled': 'the page was still loading when the visit’s limit came, so the value could still have changed',
  'not-seen': 'this part was seen neither on base nor on head',
  'too-few-blocks': 'fewer complete blocks were measured than a decision takes',
  'out-of-time': 'the time of the run (`max-minutes`) was up before a decision could be made',
  'not-measurable-on-head': 'it could not be measured on head as it could on base',
  'not-measurable-on-base': 'it could not be measured on base',
  'not-measurable': 'it could not be measured',
  interrupted: 'the run was stopped before it was measured',
  'invalid-operation': 'the graph of head does not answer this operation',
  'not-composed': 'the subgraphs of head do not compose',
};

/** The same of a row of which more is known than its reason. */
export const CLOSER = {
  /** Blocks were completed, and nothing can be said from them. */
  unreliable: 'it could not be measured reliably',
  missingShard: 'its shard is missing',
} as const;

export function reasonSentence(reason: Reason): string {
  return SENTENCES[reason];
}

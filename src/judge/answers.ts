import type { CampaignJudgement } from './campaign.ts';
import type { Finding } from './finding.ts';
import { openIn, type Rules } from './judge.ts';
import type { SequentialEvent } from './sequential.ts';

/** The event after a look at a campaign that continues. */
export function lookedAt(rules: Rules, judged: CampaignJudgement): Extract<SequentialEvent, { type: 'looked' }> {
  return { type: 'looked', open: openIn(rules, judged) };
}

/** The event of a campaign that takes no more blocks. */
export function judgedAs({ findings, needsConfirmation }: CampaignJudgement): SequentialEvent {
  const pending = findings.filter(({ finding }) => finding.confirmation === 'pending');
  return { type: 'judged', reds: needsConfirmation ? pathsOf(pending) : [] };
}

/** What it answers with `made` more fresh blocks. */
export function freshLookedAt(
  { findings }: CampaignJudgement,
  made: number,
): Extract<SequentialEvent, { type: 'fresh-looked' }> {
  const having = (standing: Finding['confirmation']): string[] =>
    pathsOf(findings.filter(({ finding }) => finding.confirmation === standing));
  return { type: 'fresh-looked', made, confirmed: having('agreed'), unconfirmed: having('pending') };
}

function pathsOf(findings: CampaignJudgement['findings']): string[] {
  return findings.map(({ row }) => row.path);
}

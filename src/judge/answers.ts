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
  return { type: 'judged', reds: needsConfirmation ? pathsStanding('pending', findings) : [] };
}

/** What it answers with `made` more fresh blocks. */
export function freshLookedAt(
  { findings }: CampaignJudgement,
  made: number,
): Extract<SequentialEvent, { type: 'fresh-looked' }> {
  const confirmed = pathsStanding('agreed', findings);
  return { type: 'fresh-looked', made, confirmed, unconfirmed: pathsStanding('pending', findings) };
}

/** The paths of the reds that fresh blocks must (still) confirm. */
export function suspectedIn({ findings }: CampaignJudgement): string[] {
  return pathsStanding('pending', findings);
}

function pathsStanding(standing: Finding['confirmation'], findings: CampaignJudgement['findings']): string[] {
  return findings.filter(({ finding }) => finding.confirmation === standing).map(({ row }) => row.path);
}

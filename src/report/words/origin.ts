import type { Side } from '../../model/deploy.ts';
import type { Origin, ProofKind } from '../../model/origin.ts';
import type { GateReport } from '../../model/report.ts';
import { name, type Phrase } from './pieces.ts';

const PROOF_WORDS: Readonly<Record<ProofKind, (by: string) => Phrase>> = {
  checked: (by) => ['the deploy names this commit before and after the visits (', name(by), ')'],
  built: () => ['built from this commit for the run'],
  found: () => ['GitHub lists it as a deployment of this commit'],
  labelled: () => ['labelled so; the deploy was not asked which commit it serves'],
};

/** What is known of the commit of a side; null if nothing is, or only a job that is not trusted says it. */
export function originOf({ origins, isUntrusted }: GateReport, side: Side): Origin | null {
  return isUntrusted === true ? null : (origins?.[side] ?? null);
}

/** How it is known that the deploy serves the commit: words that follow a name. */
export function proofPhrase({ proof, by }: Origin): Phrase {
  return PROOF_WORDS[proof](by ?? '');
}

import type { Side } from '../../model/deploy.ts';
import { shortSha } from '../../text/short-sha.ts';
import { fail, ok, warn, type Finding } from '../check.ts';

/** What a deploy says of the commit that it serves. */
export interface Claim {
  readonly side: Side;
  /** Null if it does not say. */
  readonly sha: string | null;
  /** Why it does not. */
  readonly problem: string | null;
  /** Whether it should be another one; false if that is not known. */
  readonly isWrong: boolean;
}

export interface ProofFacts {
  /** `header x-commit-sha`; null if nothing is declared. */
  readonly declared: string | null;
  /** Whether each deploy is built, served or found by its commit, so that nothing else can be there. */
  readonly isByCommit: boolean;
  /** Of the deploys that could be asked. */
  readonly claims: readonly Claim[];
}

export function judgeProof({ declared, isByCommit, claims }: ProofFacts): Finding {
  if (declared === null && isByCommit) return ok('The gate builds, serves or finds each deploy by its commit.');
  if (declared === null)
    return warn(
      'Nothing says which commit a deploy serves, so a run may compare other commits than it names.',
      'Let the site send its commit, and declare it: `deploys: { verify: { header: x-commit-sha } }` (docs/deploys.md).',
    );
  const silent = claims.find(({ problem }) => problem !== null);
  if (silent !== undefined)
    return fail(
      `The ${silent.side} deploy does not say which commit it serves: ${String(silent.problem)}.`,
      `Let the site send the ${declared}, or correct \`verify:\`.`,
    );
  const wrong = claims.find(({ isWrong }) => isWrong);
  if (wrong !== undefined)
    return fail(
      `The ${wrong.side} deploy serves ${shortSha(String(wrong.sha))}, which is not the commit of this run.`,
      'Wait until the deploy is there, or correct its address under `deploys:`.',
    );
  const [first] = claims;
  if (first === undefined)
    return warn(
      `Not checked: no deploy could be asked for its ${declared}.`,
      'Mend the checks of base and head first.',
    );
  const said = claims.map(({ side, sha }) => `${side} serves ${shortSha(String(sha))}`);
  return ok(`By the ${declared}, ${said.join(' and ')}.`);
}

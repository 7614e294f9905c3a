import type { Deploy } from '../../model/deploy.ts';
import { textsOf } from '../../model/interaction.ts';
import type { Condition, Route } from '../../model/route.ts';
import type { VisitOutcome } from '../../model/sample.ts';
import type { Diagnosed, Diagnosing } from './diagnosing.ts';

/** A visit that was made and says nothing, as a value. */
export type FailedDiagnosis = Extract<VisitOutcome, { status: 'failed' }>;

/** What makes visits. */
interface Visiting {
  readonly visit: (
    route: Route,
    condition: Condition,
    deploy: Pick<Deploy, 'url' | 'hosts'>,
    options: { readonly diagnose: Diagnosing },
  ) => Promise<VisitOutcome>;
}

/**
 * One diagnostic visit: like a counted one, with all that is recorded beside it. Its numbers are never shown as
 * measurements. It has no filmstrip and no pictures where they might show secrets. Rejects only where a visit does.
 */
export async function diagnose(
  lab: Visiting,
  route: Route,
  condition: Condition,
  deploy: Pick<Deploy, 'url' | 'hosts'>,
  how: Pick<Diagnosing, 'side' | 'signal' | 'isFilmed' | 'hasShiftPictures'>,
): Promise<Diagnosed | FailedDiagnosis> {
  let diagnosed: Diagnosed | null = null;
  const keep = (found: Diagnosed): void => void (diagnosed = found);
  const isFilmed = how.isFilmed === true && !showsSecrets(route);
  const hasShiftPictures = isFilmed && how.hasShiftPictures === true;
  const outcome = await lab.visit(route, condition, deploy, { diagnose: { ...how, isFilmed, hasShiftPictures, keep } });
  if (outcome.status === 'failed') return outcome;
  return diagnosed ?? { status: 'failed', code: 'probe-failed', reason: 'the visit recorded nothing' };
}

/** What a visitor who logs in or types a secret sees; nothing can be taken out of a picture. */
export function showsSecrets({ session, interactions }: Route): boolean {
  return session !== undefined || interactions.flatMap(textsOf).some((text) => typeof text !== 'string');
}

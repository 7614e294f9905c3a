import type { DeployPlan } from '../deploy-plan.ts';

/**
 * Visits until an unchanged route is cleared, on a quiet and on a typical machine (docs/error-rates.md), and how long one
 * takes on sample applications, s.
 */
const VISITS = { few: 23, many: 47 };
const VISIT_SECONDS = { short: 2.2, long: 3.7 };

/** What the first pull requests will be like, for a reader. */
export function expectations(routes: number, plan: DeployPlan): string {
  const minutes = (visits: number, seconds: number): number =>
    Math.max(1, Math.round((routes * visits * seconds) / 60));
  const [least, most] = [minutes(VISITS.few, VISIT_SECONDS.short), minutes(VISITS.many, VISIT_SECONDS.long)];
  const builds = plan.kind === 'worktree' || plan.kind === 'static' ? ', after base and head are built' : '';
  return `What to expect on a pull request:
  - ${routes} ${routes === 1 ? 'route' : 'routes'} on one condition, mobile: a phone on a slow network.
  - About ${least} to ${most} minutes${builds}. Routes that serve identical bytes take seconds.
  - One comment, with the change of LCP and CLS on each route.
  - What blocks: nothing yet, because every budget warns. The job fails only when a page cannot be measured.

Next: commit both files and open a pull request. \`vitals-gate calibrate\` recommends tolerances; then remove
\`enforce: warn\`, and make the job a required check.
`;
}

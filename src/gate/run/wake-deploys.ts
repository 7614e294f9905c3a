import { describeWarmth, warmUp } from '../../deploys/warmth.ts';
import type { Deploy } from '../../model/deploy.ts';
import { isRemote } from './control-page.ts';
import type { Run } from './run.ts';

/** Wakes deploys that are not on this machine, by unrecorded visits of the first route, and records how cold they were. */
export async function warmDeploys(run: Run): Promise<void> {
  const { unreachable, deploys, log, progress } = run;
  for (const deploy of [deploys.base, deploys.head]) {
    if (deploy === null || !isRemote(deploy.url) || unreachable[deploy.side] !== null) continue;
    progress.line(`${deploy.side}: warming up ${deploy.url}.`);
    const text = describeWarmth(deploy.side, await warmUp(() => lcpOf(run, deploy)));
    if (text === null) continue;
    log.append({ type: 'notice', text });
    progress.line(text);
  }
}

/** LCP of one visit, ms, or null. */
async function lcpOf({ config, lab }: Run, deploy: Deploy): Promise<number | null> {
  const [route] = config.routes;
  const condition = config.conditions.find(({ name }) => name === route?.conditions[0]);
  if (route === undefined || condition === undefined) return null;
  const outcome = await lab.visit(route, condition, deploy);
  if (outcome.status === 'failed') return null;
  const { lcp } = outcome.readings;
  return lcp.status === 'measured' ? lcp.breakdown.value : null;
}

import type { OpenDeploys } from '../../deploys/deploys.ts';
import { explain } from '../../explain/lighthouse.ts';
import type { RunOptions } from '../options.ts';
import type { Judgement } from '../../judge/judge.ts';
import { isMetric, type Metric } from '../../model/metric.ts';
import type { Route } from '../../model/route.ts';
import type { Run } from '../run/run.ts';

/** Lets Lighthouse look at every campaign with a broken budget (or at all, or none), and records what it says. */
export async function explainBroken(run: Run, judgement: Judgement, when: RunOptions['lighthouse']): Promise<void> {
  const { lab, config, deploys, out, progress, signal, log } = run;
  if (when === 'never') return;
  for (const { route: name, condition: conditionName, metrics, findings } of judgement.campaigns) {
    const broken = findings.filter(({ row }) => row.verdict === 'fail').map(({ row }) => row.path.split('.')[0] ?? '');
    if (metrics === null || (broken.length === 0 && when === 'on-failure')) continue;
    const route = config.routes.find((each) => each.name === name);
    const condition = config.conditions.find((each) => each.name === conditionName);
    if (route === undefined || condition === undefined) continue;
    if (!isForStrangers(route, deploys)) {
      progress.line(`Lighthouse would visit ${name} without its session, so it is left out.`);
      continue;
    }
    progress.line(`Lighthouse visits ${name} · ${conditionName} on each side.`);
    const browser = await lab.connectedBrowser();
    const about = { browser, proxyPort: lab.proxyPort(condition), route, condition, out, signal };
    const broke: Metric[] = broken.filter(isMetric);
    const explanation = await explain({ ...about, base: deploys.base, head: deploys.head, metrics: broke });
    log.append({ type: 'explanation', route: name, condition: conditionName, explanation });
  }
}

/** Whether anybody who asks for a route on the deploys gets what the visits got. */
function isForStrangers({ session }: Route, { base, head }: OpenDeploys): boolean {
  return session === undefined && base?.hosts === undefined && head.hosts === undefined;
}

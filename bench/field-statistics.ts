/**
 * `npm run bench:field-statistics [-- [--part intervals|price|its|months|experiments] [--runs N] [--months N] [--step-ms 0,60,120,180]
 * [--deploy-noise 0] [--hour-noise 0.03] [--rho 0.6] [--deploy-every-hours 24] [--sessions-per-hour 120]]`: how often the intervals of the field's statistics hold the truth, and how
 * often `field deploys` names what moved, and what did not. Everything is seeded. 100 months take some three minutes for each step.
 *
 * Exit code 1 if an interval of 95 % holds the truth in less than 93 % or more than 97 %, or if more than 5 % of the months
 * have a name for what did not move. Of the price also if an interval without controls holds the truth in more than half of the
 * shops: they must be such that controls matter. Of experiments also if effects are found where there are none, in more than 5 % by
 * more than chance.
 */
import { parseArgs } from 'node:util';

import { percentileCoverage, stepCoverage, type Held } from './field/coverage.ts';
import { EXPERIMENTS, experimentCoverage, findsTooMuch } from './field/experiments.ts';
import { lookAtInterruptions } from './field/interruptions.ts';
import { lookAtMonths } from './field/months.ts';
import { priceCoverage } from './field/price-coverage.ts';
import { percent, table } from './simulation/markdown.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    months: { type: 'string', default: '100' },
    'step-ms': { type: 'string', default: '0,60,120,180' },
    'deploy-noise': { type: 'string', default: '0' },
    'hour-noise': { type: 'string', default: '0.03' },
    rho: { type: 'string', default: '0.6' },
    'deploy-every-hours': { type: 'string', default: '24' },
    'sessions-per-hour': { type: 'string', default: '120' },
  },
});
const runs = Number(values.runs);
const months = Number(values.months);
const isAsked = (part: string): boolean => values.part === undefined || values.part === part;

function judge(what: string, { held, runs: of }: Held, most = 0.97): string[] {
  const share = held / of;
  if (share < 0.93 || share > most) process.exitCode = 1;
  return [what, String(of), percent(share)];
}

if (isAsked('intervals')) {
  const rows = [
    ...([75, 90] as const).flatMap((percentile) =>
      [40, 200].map((sessions) =>
        judge(`p${percentile}, ${sessions} sessions`, percentileCoverage(percentile, sessions, runs)),
      ),
    ),
    ...[20, 200].map((sessions) =>
      judge(`p75, ${sessions} sessions, 3 % of 60 views`, percentileCoverage(75, sessions, runs, 0.03)),
    ),
    ...[0, 0.3, 0.6, 0.8].map((rho) => judge(`step, ρ = ${rho}`, stepCoverage(rho, runs))),
  ];
  console.log(table(['interval', 'runs', 'holds the truth'], rows));
}

if (isAsked('its')) {
  const rows = [8, 13].flatMap((campaignDays) =>
    [0, 0.3, 0.6, 0.8].map((rho) => {
      const of = { rho, campaignDays };
      const moved = lookAtInterruptions({ ...of, step: 2 }, runs);
      const still = lookAtInterruptions({ ...of, step: 0 }, runs);
      const undeclared = lookAtInterruptions({ ...of, step: 2, isDeclared: false }, runs);
      if (still.established > 0.05 * runs) process.exitCode = 1;
      const shares = [undeclared.step.held, moved.established, still.established].map((count) => percent(count / runs));
      return [...judge(`campaign of ${campaignDays} days, ρ = ${rho}`, moved.step), ...shares];
    }),
  );
  const head = ['step beside a campaign', 'runs', 'holds the truth', 'not declared', 'established', 'without a step'];
  console.log(table(head, rows));
}

if (isAsked('price')) {
  const rows = [5000, 20_000].flatMap((sessions) => {
    const { coefficient, relative, relativeOfShop, naive } = priceCoverage(sessions, runs);
    if (naive.held > naive.runs / 2) process.exitCode = 1;
    const of = `${sessions.toLocaleString('en')} sessions`;
    return [
      judge(`coefficient of LCP, ${of}`, coefficient),
      judge(`relative change, ${of}`, relative),
      judge(`relative change of the shop, ${of}`, relativeOfShop),
      [`without controls, ${of}`, String(naive.runs), percent(naive.held / naive.runs)],
    ];
  });
  console.log(table(['price', 'runs', 'holds the truth'], rows));
}

if (isAsked('months')) {
  const noise = {
    deployNoise: Number(values['deploy-noise']),
    hourNoise: Number(values['hour-noise']),
    rho: Number(values.rho),
    deployEveryHours: Number(values['deploy-every-hours']),
    sessionsPerHour: Number(values['sessions-per-hour']),
  };
  const rows = values['step-ms'].split(',').map((step) => {
    const found = lookAtMonths(months, Number(step), noise);
    if (found.wrong > 0.05 * found.months) process.exitCode = 1;
    const held = found.intervals === 0 ? '–' : `${found.held} of ${found.intervals}`;
    const [, , unmoved = ''] = judge('', { held: found.unmovedHeld, runs: found.unmoved });
    return [`${step} ms`, ...[found.named, found.namedOnce, found.wrong].map(String), held, unmoved];
  });
  console.log(
    table(['step', 'named, both', 'named, one', 'wrong name', 'interval holds', 'of what did not move'], rows),
  );
}

if (isAsked('experiments')) {
  const rows = EXPERIMENTS.map((experiment) => {
    const found = experimentCoverage(experiment, experiment.isSlow ? Math.ceil(runs / 2) : runs);
    const row = judge(experiment.name, found, experiment.isCoarse ? 1 : 0.97);
    if (findsTooMuch(found)) process.exitCode = 1;
    return [...row, percent(found.falseEffects / found.runs), percent(found.unbounded / found.runs)];
  });
  console.log(table(['interval', 'runs', 'holds the truth', 'effects without any', 'without a bound'], rows));
}

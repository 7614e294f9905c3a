import type { MetricCalibration } from '../../judge/calibration.ts';
import type { CalibrationInLanes, LaneCalibration, TwoLanes } from '../../judge/lane-calibration.ts';
import { count, quantity } from '../words/format.ts';
import { metricName, routePhrase } from '../words/names.ts';
import { inText } from '../words/phrase.ts';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

/** The calibration for a terminal: per route what to write, and why. */
export function renderCalibration(campaigns: readonly CalibrationInLanes[]): string {
  const total = campaigns.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = campaigns.flatMap((campaign) => [
    '',
    `${inText(routePhrase(campaign))}: at most ${campaign.minutes.toFixed(1)} min`,
    ...(campaign.metrics.length === 0 ? ['  nothing was measured in three blocks or more'] : []),
    ...campaign.metrics.flatMap(metricLines),
    ...laneLines(campaign),
  ]);
  const most = Math.max(10, ...campaigns.flatMap(({ metrics }) => metrics.map(({ maxBlocks }) => maxBlocks)));
  return [
    'The noise on this machine, from comparing this deploy with itself.',
    ...lines,
    '',
    `Set max-blocks: ${most} and max-minutes: ${Math.max(1, Math.ceil(total))}, or less for a shorter run.`,
    '',
  ].join('\n');
}

function metricLines(metric: MetricCalibration): string[] {
  const { unit, level, sigma, recommended, unchanged, found, maxBlocks, blocks } = metric;
  const head = `  ${metricName(metric.metric)} ${quantity(level, unit)} in ${count(blocks, 'block')}`;
  const rates = `    unchanged, relabelled ${unchanged.runs} times: ${percent(unchanged.worse)} suspected and ${percent(unchanged.confirmed)} confirmed, ${percent(unchanged.same)} same, ${percent(unchanged.unclear)} unclear, after ${unchanged.blocks.toFixed(1)} blocks`;
  if (sigma === null || recommended === null) return [`${head}: compared exactly; keep your tolerance`, rates];
  const power = found
    .map(({ increase, rates: at }) => `+${Math.round(100 * increase)} % in ${percent(at.confirmed)}`)
    .join(', ');
  return [
    `${head}: max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms], max-blocks: ${maxBlocks}`,
    `    because visits vary by ${percent(sigma)} within a block: 15 blocks clear an unchanged page of ${percent(metric.certifiable[1]?.fraction ?? 0)} in four of five runs`,
    rates,
    `    found: ${power}`,
  ];
}

/** What was measured in one lane and in two, and what that means; nothing where only one of them was. */
function laneLines({ lanes, twoLanes }: CalibrationInLanes): string[] {
  if (twoLanes === null) return [];
  return [...lanes.map(laneLine), ...gainLines(twoLanes)];
}

function laneLine({ lanes, visitsPerMinute, metrics }: LaneCalibration): string {
  const each = metrics.flatMap(({ metric, unit, level, sigma, recommended }) =>
    sigma === null || recommended === null
      ? []
      : [
          `${metricName(metric)} ${quantity(level, unit)} ± ${percent(sigma)}, max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms]`,
        ],
  );
  return `  in ${lanes === 1 ? 'one lane' : 'two lanes'}: ${visitsPerMinute.toFixed(0)} visits a minute; ${each.join('; ')}`;
}

function gainLines({ visits, metrics }: TwoLanes): string[] {
  return [
    `    two lanes make ${visits.toFixed(1)} times the visits`,
    ...metrics.map(({ metric, level, sigma, time }) => {
      const change = `${level < 1 ? '−' : '+'}${percent(Math.abs(level - 1))}`;
      return `    ${metricName(metric)}: level ${change}, varies ${sigma.toFixed(1)} times as much; an answer as sure takes ${time.toFixed(1)} times the time`;
    }),
  ];
}

import { campaignMinutes, type MetricCalibration } from '../../../judge/calibration.ts';
import type { CalibrationInLanes } from '../../../judge/lane-calibration.ts';
import { count, quantity } from '../../../report/words/format.ts';
import { metricName, routePhrase } from '../../../report/words/names.ts';
import { html, type Html } from '../html.ts';
import { tableHtml } from '../parts/table.ts';
import { phraseHtml } from '../phrase-html.ts';
import { visible } from '../visible.ts';
import { wholePage } from '../whole-page.ts';
import { percentText } from './percent.ts';
import { powerPlot } from './power-plot.ts';

/** A calibration as a page: the noise of each metric, what changes are found in it, and what a tolerance costs in minutes. */
export function renderCalibrationPage(calibration: readonly CalibrationInLanes[]): string {
  const campaigns = visible(calibration);
  return wholePage({
    title: `vitals-gate: calibration of ${count(campaigns.length, 'campaign')}`,
    body: html`<main>
      <h1>Calibration: this deploy compared with itself</h1>
      <p>
        What differs here is noise. <strong>Found</strong> is how often the gate would block a change of head of that
        size: the recorded blocks are drawn and relabelled at random, and one side is made slower.
      </p>
      ${campaigns.map(campaignHtml)}
    </main>`,
  });
}

function campaignHtml(campaign: CalibrationInLanes): Html {
  const { metrics, visitMs } = campaign;
  const title = html`<h2>${phraseHtml(routePhrase(campaign))}</h2>`;
  if (metrics.length === 0)
    return html`${title}
      <p>Nothing was measured in three blocks or more.</p>`;
  return html`<section>
    ${title}
    <p>A visit took ${quantity(visitMs, 'ms')}; a campaign takes at most ${campaign.minutes.toFixed(1)} min.</p>
    ${tableHtml({
      caption: 'Noise, and what to write',
      columns: ['Metric', 'Level', 'Blocks', 'Varies within a block', 'max-increase', 'max-blocks', 'False alarms'],
      rows: metrics.map(noiseRow),
    })}
    ${toleranceTable(metrics, visitMs)} ${metrics.map(powerPlot)} ${lanesHtml(campaign)}
  </section> `;
}

function noiseRow({
  metric,
  unit,
  level,
  blocks,
  sigma,
  recommended,
  maxBlocks,
  unchanged,
}: MetricCalibration): string[] {
  return [
    metricName(metric),
    quantity(level, unit),
    String(blocks),
    sigma === null ? 'compared exactly' : percentText(sigma),
    recommended === null ? 'keep yours' : `${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms`,
    String(maxBlocks),
    percentText(unchanged.confirmed),
  ];
}

/** Minutes follow from the blocks; the tolerance is what an unchanged page meets in four of five runs. */
function toleranceTable(metrics: readonly MetricCalibration[], visitMs: number): Html | null {
  const noisy = metrics.filter(({ certifiable }) => certifiable.length > 0);
  const [first] = noisy;
  if (first === undefined) return null;
  return tableHtml({
    caption: 'What a tolerance costs: the smallest that an unchanged page meets in four of five runs',
    columns: ['max-blocks', 'At most', ...noisy.map(({ metric }) => metricName(metric))],
    rows: first.certifiable.map(({ maxBlocks }, index) => [
      String(maxBlocks),
      `${campaignMinutes(maxBlocks, visitMs).toFixed(1)} min`,
      ...noisy.map(({ certifiable }) => percentText(certifiable[index]?.fraction ?? 0)),
    ]),
  });
}

/** Nothing where only one number of lanes was measured. */
function lanesHtml({ lanes, twoLanes }: CalibrationInLanes): Html | null {
  if (twoLanes === null) return null;
  return html`${tableHtml({
    caption: 'One lane and two',
    columns: ['Lanes', 'Visits a minute', ...(lanes[0]?.metrics ?? []).map(({ metric }) => metricName(metric))],
    rows: lanes.map((each) => [
      String(each.lanes),
      each.visitsPerMinute.toFixed(0),
      ...each.metrics.map(
        ({ level, unit, sigma }) => quantity(level, unit) + (sigma === null ? '' : ` ± ${percentText(sigma)}`),
      ),
    ]),
  })}
  ${tableHtml({
    caption: 'Two lanes as times of one',
    columns: ['Metric', 'Level', 'Varies', 'Time of an answer as sure'],
    rows: twoLanes.metrics.map(({ metric, level, sigma, time }) => [
      metricName(metric),
      ...[level, sigma, time].map((ratio) => `${ratio.toFixed(2)} ×`),
    ]),
  })}`;
}

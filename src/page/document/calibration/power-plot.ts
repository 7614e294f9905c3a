import type { MetricCalibration } from '../../../judge/calibration.ts';
import { metricName } from '../../../report/words/names.ts';
import { percentAt, scaleFromZero } from '../../data/scale.ts';
import { html, type Html } from '../html.ts';
import { AXIS_HEIGHT, axisHtml, chartHtml, plotHtml } from '../parts/chart.ts';
import { percentText } from './percent.ts';

/** CSS pixels. */
const HEIGHT = 120;
const TOP = 8;
const LEVELS = [0, 0.5, 1] as const;

/** A change of head, and how often it is found. */
interface Point {
  readonly increase: number;
  /** Fractions of the runs. */
  readonly found: number;
  readonly suspected: number;
  /** Until the decision, on average. */
  readonly blocks: number;
}

/** What has been found of nothing, then of each increase. */
export function pointsOf({ unchanged, found }: Pick<MetricCalibration, 'unchanged' | 'found'>): Point[] {
  return [{ increase: 0, rates: unchanged }, ...found].map(({ increase, rates }) => ({
    increase,
    found: rates.confirmed,
    suspected: rates.worse,
    blocks: rates.blocks,
  }));
}

/** How often a change is found by its size; nothing for what is compared exactly. */
export function powerPlot(metric: MetricCalibration): Html | null {
  if (metric.found.length === 0) return null;
  const points = pointsOf(metric);
  const name = metricName(metric.metric);
  const scale = scaleFromZero(points.map(({ increase }) => increase));
  const down = (fraction: number): number => TOP + (1 - fraction) * HEIGHT;
  const said = points.map(({ increase, found }) => `${increaseText(increase)} in ${percentText(found)}`).join(', ');
  const lines = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return html`<line
      class="curve"
      x1="${percentAt(from.increase, scale)}"
      x2="${percentAt(to.increase, scale)}"
      y1="${down(from.found)}"
      y2="${down(to.found)}"
    />`;
  });
  const marks = points.map(
    ({ increase, found }) =>
      html`<circle class="point" cx="${percentAt(increase, scale)}" cy="${down(found)}" r="4"
        ><title>${increaseText(increase)}: found in ${percentText(found)}</title></circle
      >`,
  );
  return chartHtml({
    caption: `${name}: how often a change of head is found, by its size`,
    drawing: plotHtml({
      label: `${name}, found: ${said}.`,
      height: TOP + HEIGHT + AXIS_HEIGHT,
      hasSideAxis: true,
      content: [
        LEVELS.map((level) => levelHtml(level, down(level))),
        axisHtml({ scale, top: TOP, bottom: TOP + HEIGHT, text: increaseText }),
        lines,
        marks,
      ],
    }),
    numbers: {
      caption: `${name}: changes of head`,
      columns: ['Change', 'Found (confirmed)', 'Suspected', 'Blocks on average'],
      rows: points.map(({ increase, found, suspected, blocks }) => [
        increaseText(increase),
        percentText(found),
        percentText(suspected),
        blocks.toFixed(1),
      ]),
    },
  });
}

function levelHtml(level: number, y: number): Html {
  return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" /><text
      class="tick"
      x="-8"
      y="${y + 4}"
      text-anchor="end"
      >${Math.round(100 * level)} %</text
    >`;
}

function increaseText(increase: number): string {
  return increase === 0 ? 'unchanged' : `+${Math.round(100 * increase)} %`;
}

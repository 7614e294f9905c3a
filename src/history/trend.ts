import { definitionOf } from '../model/metric.ts';
import { html, type Html } from '../page/document/html.ts';
import { chartHtml, plotHtml } from '../page/document/parts/chart.ts';
import { fractionAt, percentAt, scaleOver, ticksOf } from '../page/data/scale.ts';
import { inText, type Phrase } from '../report/words/phrase.ts';
import { routePhrase } from '../report/words/names.ts';
import { shortSha } from '../text/short-sha.ts';
import { changeOf, limitOnScale, sizeOf } from './change.ts';
import type { EpochSeries } from './epochs.ts';
import type { History } from './history.ts';
import type { OverviewRow } from './overview.ts';
import { changeText, nodeText, tickOf } from './words.ts';

/** CSS pixels. */
const HEIGHT = 160;
const TOP = 8;
const MOST_TICKS = 4;
const LEAST_STEPS = 5;
/** With more entries, intervals are drawn lighter than the entries. */
const MANY = 60;

/** A metric of a route over the commits of its epoch: what each run said with its interval, drifts and creep budgets. */
export function trendHtml(history: History, row: OverviewRow): Html {
  const { series, metric } = row;
  const points = series.measured.map((each) => changeOf(series, each));
  const limits = row.creep.map(({ limit }) => sizeOf(series, limitOnScale(series, limit)));
  // A chart of what never moves shows some steps of the metric, not rounding.
  const least = row.change.kind === 'absolute' ? LEAST_STEPS * definitionOf(metric).step : 0;
  const values = [-least, 0, least, ...limits, ...points.map(({ value }) => value), row.change.low, row.change.high];
  const scale = scaleOver(values);
  const down = (value: number): string => String(Math.round(TOP + (1 - fractionAt(value, scale)) * HEIGHT));
  const across = { from: 0, to: Math.max(1, points.length - 1) };
  const name: Phrase = [`${nodeText(metric)} of `, ...routePhrase(row)];
  const bars = points.map(({ low, high }, at) => {
    const x = percentAt(at, across);
    return html`<line
      class="${points.length > MANY ? 'grid' : 'interval'}"
      x1="${x}"
      x2="${x}"
      y1="${down(high)}"
      y2="${down(low)}"
    />`;
  });
  const marks = points.map(
    ({ value }, at) => html`<circle class="point" cx="${percentAt(at, across)}" cy="${down(value)}" r="2" />`,
  );
  const onsets = row.drifts.map(({ since }) => {
    const x = percentAt(placeOf(history, series, since.sha), across);
    return html`<line class="limit" x1="${x}" x2="${x}" y1="${TOP}" y2="${TOP + HEIGHT}" />`;
  });
  return chartHtml({
    caption: `${inText(name)}, main against the anchor: ${changeText(row.change, row)}`,
    drawing: plotHtml({
      label: `${inText(name)} over ${points.length} commits: now ${changeText(row.change, row)}.`,
      height: TOP + HEIGHT + TOP,
      hasSideAxis: true,
      content: [
        ticksOf(scale, MOST_TICKS).map((tick) => gridHtml(down(tick), tickOf(tick, row.change.kind, metric))),
        html`<line class="zero" x1="0" x2="100%" y1="${down(0)}" y2="${down(0)}" />`,
        limits.map((at) => html`<line class="limit" x1="0" x2="100%" y1="${down(at)}" y2="${down(at)}" />`),
        onsets,
        bars,
        marks,
      ],
    }),
    numbers: {
      caption: `${inText(name)}: change against the anchor by commit`,
      columns: ['Commit', 'Day', 'Change'],
      rows: points.map((point, at) => {
        const commit = history.commits[series.commits[at] ?? -1];
        return [shortSha(commit?.sha ?? ''), (commit?.committed ?? '').slice(0, 10), changeText(point, row)];
      }),
    },
  });
}

function placeOf(history: History, { commits }: EpochSeries, sha: string): number {
  return Math.max(
    0,
    commits.findIndex((commit) => history.commits[commit]?.sha === sha),
  );
}

function gridHtml(y: string, text: string): Html {
  return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" /><text
      class="tick"
      x="-8"
      y="${Number(y) + 4}"
      text-anchor="end"
      >${text}</text
    >`;
}

import type { Unit } from '../../../model/metric.ts';
import { changeAlone, quantity } from '../../../report/words/format.ts';
import { percentAt, scaleOver } from '../../data/scale.ts';
import { html, type Html } from '../html.ts';
import { AXIS_HEIGHT, axisHtml, plotHtml } from './chart.ts';

/** CSS pixels: of the name of the limit, of a row, and where in it the interval lies. */
const TOP = 16;
const ROW = 36;
const MIDDLE = 24;

interface Interval {
  readonly name: string;
  readonly value: number;
  /** Null: not known, so that it reaches to the end of the scale. */
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
}

interface IntervalsParts {
  readonly caption: string;
  readonly unit: Unit | 'fraction';
  readonly isSigned: boolean;
  readonly limit: { readonly at: number; readonly name: string } | null;
  readonly rows: readonly Interval[];
}

/** Numbers with their intervals to one scale, each below its name. The same numbers stand in a table beside it. */
export function intervalsHtml({ caption, unit, isSigned, limit, rows }: IntervalsParts): Html {
  const scale = scaleOver([
    0,
    ...rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
    limit?.at ?? 0,
  ]);
  const bottom = TOP + rows.length * ROW;
  const drawn = rows.map(({ name, value, low, high, text }, index) => {
    const y = TOP + index * ROW + MIDDLE;
    const [from, to] = [percentAt(low ?? scale.from, scale), percentAt(high ?? scale.to, scale)];
    const edges = [low, high].filter((edge) => edge !== null).map((edge) => percentAt(edge, scale));
    return html`<g
      ><text y="${y - 8}">${name} ${text}</text
      ><line class="interval" x1="${from}" x2="${to}" y1="${y}" y2="${y}" />${edges.map(
        (x) => html`<line class="interval" x1="${x}" x2="${x}" y1="${y - 4}" y2="${y + 4}" />`,
      )}<circle class="point" cx="${percentAt(value, scale)}" cy="${y}" r="4"
    /></g> `;
  });
  const [zero, at] = [percentAt(0, scale), limit === null ? null : percentAt(limit.at, scale)];
  return html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${plotHtml({
      label: `${caption}: ${rows.map(({ name, text }) => `${name} ${text}`).join('; ')}.`,
      height: bottom + AXIS_HEIGHT,
      content: [
        axisHtml({ scale, top: TOP, bottom, text: (value) => tickText(value, unit, isSigned) }),
        html`<line class="zero" x1="${zero}" x2="${zero}" y1="${TOP}" y2="${bottom}" />`,
        limit === null || at === null
          ? null
          : html`<line class="limit" x1="${at}" x2="${at}" y1="${TOP}" y2="${bottom}" /><text
                x="${at}"
                y="12"
                text-anchor="end"
                >${limit.name}</text
              >`,
        drawn,
      ],
    })}
  </figure> `;
}

/** Exactly: rounding would move a mark of the axis. */
function tickText(value: number, unit: Unit | 'fraction', isSigned: boolean): string {
  if (unit === 'fraction') return `${Number((100 * value).toPrecision(12))} %`.replace('-', '−');
  return isSigned ? changeAlone({ value, low: null, high: null }, unit, [value]) : quantity(value, unit, [value]);
}

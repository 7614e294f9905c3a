import { quantity } from '../../../report/words/format.ts';
import { anchorAt, fractionAt, percentAt, ticksOf, type Scale } from '../../data/scale.ts';
import { html, type Html, type Part } from '../html.ts';
import { tableHtml, type TableParts } from './table.ts';

interface ChartParts {
  /** What it shows, in a few words. */
  readonly caption: Part;
  /** Drawings, and what explains their marks. */
  readonly drawing: Part;
  /** The numbers that are drawn. */
  readonly numbers: TableParts;
}

/** Drawings with the same numbers as a table under a toggle: readable without seeing, and copyable. */
export function chartHtml({ caption, drawing, numbers }: ChartParts): Html {
  return html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${drawing}
    <details class="numbers">
      <summary>As a table</summary>
      ${tableHtml(numbers)}
    </details>
  </figure> `;
}

interface PlotParts {
  /** Its main numbers in a sentence, for those who do not see it. */
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  /** Whether labels of an axis stand at its left, at negative distances across. */
  readonly hasSideAxis?: boolean;
  readonly content: Part;
}

/** A drawing as wide as its box: distances across are in percent and those down in CSS pixels. */
export function plotHtml({ label, height, hasSideAxis = false, content }: PlotParts): Html {
  return html`<svg
    class="plot${hasSideAxis ? ' side-axis' : ''}"
    role="img"
    aria-label="${label}"
    width="100%"
    height="${height}"
  >
    ${content}
  </svg>`;
}

interface AxisParts {
  readonly scale: Scale;
  /** From where to where the lines of the grid go down. */
  readonly top: number;
  readonly bottom: number;
  /** A number as it is written at the axis. */
  readonly text?: (value: number) => string;
}

/** What an axis takes below the drawing, CSS pixels. */
export const AXIS_HEIGHT = 16;
const MOST_TICKS = 4;

/** Lines down the drawing at round numbers, which stand below it; as milliseconds where nothing else is said. */
export function axisHtml({ scale, top, bottom, text = (value) => quantity(value, 'ms', [value]) }: AxisParts): Html {
  const ticks = ticksOf(scale, MOST_TICKS).map((tick) => {
    const x = percentAt(tick, scale);
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" /><text
        class="tick"
        x="${x}"
        y="${bottom + 12}"
        text-anchor="${anchorAt(fractionAt(tick, scale))}"
        >${tick === 0 ? '0' : text(tick)}</text
      >`;
  });
  return html`${ticks}`;
}

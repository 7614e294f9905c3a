import type { DiagnosticVisit } from '../../../model/diagnosis.ts';
import { quantity } from '../../../report/words/format.ts';
import { html, type Html } from '../html.ts';
import { chartHtml } from '../parts/chart.ts';
import type { TableParts } from '../parts/table.ts';
import { extentOf, isVisible, type Rect, type Shift } from './moves-geometry.ts';

/** The smaller ones are in the record. */
const MOST_SHIFTS = 4;

/** The largest shifts of a visit: what moved from where to where, and what the page looked like where there are pictures. */
export function shiftsHtml({ side, shifts }: DiagnosticVisit): Html {
  const largest = shifts.toSorted((one, other) => other.value - one.value).slice(0, MOST_SHIFTS);
  return html`${largest.filter(isShown).map((shift) => shiftHtml(shift, side))}`;
}

function isShown({ moved, pictures }: Shift): boolean {
  return moved.length > 0 || pictures.before !== null || pictures.after !== null;
}

function shiftHtml(shift: Shift, side: DiagnosticVisit['side']): Html {
  const { value, atMs, moved, pictures, pictured } = shift;
  const what = moved[0]?.selector ?? 'content';
  const hasPictures = pictures.before !== null || pictures.after !== null;
  return chartHtml({
    caption: html`On ${side}, after ${quantity(atMs, 'ms')}: <code>${what}</code> moves, ${quantity(value, 'score')}`,
    drawing: html`<div class="pair">
        ${pictured !== undefined && hasPictures ? overlaid(shift, pictured, what) : apart(shift, what)}
      </div>
      ${extentOf(shift) === null ? null : html`<p class="legend">Dashed: before. Filled: after.</p>`}`,
    numbers: tableOf(shift),
  });
}

/** The pictures, if there are any, and beside them what moved. */
function apart(shift: Shift, what: string): Html {
  const extent = extentOf(shift);
  return html`${pictureHtml(shift.pictures.before, altBefore(what))}
  ${pictureHtml(shift.pictures.after, altAfter(what))}
  ${extent === null ? null : movesHtml(shift, extent, { label: `Where ${what} was and is`, hasAfter: true })}`;
}

/** What moved, drawn over each picture. */
function overlaid(shift: Shift, area: Rect, what: string): Html {
  const { pictures } = shift;
  return html`${overlayHtml(
    pictureHtml(pictures.before, altBefore(what)),
    movesHtml(shift, area, { label: `Where ${what} was`, hasAfter: false }),
  )}
  ${overlayHtml(
    pictureHtml(pictures.after, altAfter(what)),
    movesHtml(shift, area, { label: `Where ${what} was and is`, hasAfter: true }),
  )}`;
}

const altBefore = (what: string): string => `The page before ${what} moves`;
const altAfter = (what: string): string => `The page after ${what} moved`;

function overlayHtml(picture: Html | null, moves: Html): Html | null {
  return picture === null ? null : html`<div class="overlay">${picture} ${moves}</div>`;
}

/** Filled by the script when a reader comes near it. */
function pictureHtml(name: string | null, alt: string): Html | null {
  return name === null ? null : html`<div data-picture="${name}" data-alt="${alt}"></div>`;
}

interface Moves {
  readonly label: string;
  /** Whether it has where each element is, too. */
  readonly hasAfter: boolean;
}

/** Where each element was, dashed, and where it is, filled, to the scale of a part of the page. */
function movesHtml({ moved }: Shift, part: Rect, { label, hasAfter }: Moves): Html {
  const box = [part.x, part.y, part.width, part.height].map((each) => Number(each.toFixed(1))).join(' ');
  const now = hasAfter ? moved.filter((each) => isVisible(each.after)) : [];
  const was = moved.filter((each) => isVisible(each.before));
  return html`<svg class="moves" role="img" aria-label="${label}" viewBox="${box}" preserveAspectRatio="xMinYMin">
    ${now.map((each) => rectHtml('moved', each.after, `${each.selector}, after`))}
    ${was.map((each) => rectHtml('moved was', each.before, `${each.selector}, before`))}
  </svg>`;
}

function rectHtml(look: 'moved' | 'moved was', { x, y, width, height }: Rect, title: string): Html {
  return html`<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${height}"
    ><title>${title}</title></rect
  >`;
}

function rectText({ x, y, width, height }: Rect): string {
  return `${Math.round(width)} × ${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
}

function tableOf({ moved, culprits }: Shift): TableParts {
  const because = culprits.map(({ kind, selector, url }) => `${CULPRITS[kind]} ${selector ?? url ?? ''}`.trim());
  return {
    caption: `What moved, in CSS pixels${because.length === 0 ? '' : `; moved by ${because.join(', ')}`}`,
    columns: ['Element', 'Before', 'After'],
    rows: moved.map(({ selector, before, after }) => [
      html`<code>${selector}</code>`,
      rectText(before),
      rectText(after),
    ]),
  };
}

const CULPRITS: Readonly<Record<Shift['culprits'][number]['kind'], string>> = {
  'unsized-image': 'an image without a size',
  inserted: 'an inserted element',
  font: 'a font',
  style: 'a style',
  iframe: 'a frame',
  animation: 'an animation',
};

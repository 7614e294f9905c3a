import type { DiagnosedRequest, DiagnosticVisit } from '../../../model/diagnosis.ts';
import { quantity } from '../../../report/words/format.ts';
import { partName } from '../../../report/words/names.ts';
import { inText } from '../../../report/words/phrase.ts';
import { fractionAt, inPercent, percentAt, type Scale } from '../../data/scale.ts';
import { html, type Html } from '../html.ts';
import { AXIS_HEIGHT, axisHtml, plotHtml } from '../parts/chart.ts';
import { tagsOf, type RequestRow } from './request-rows.ts';
import { lcpPhases, PHASE_NUMBER, shortPath, type PhaseSpan } from './waterfall-geometry.ts';

/** Heights down the drawing: names of moments, the phases of LCP, a request. */
const MOMENTS = 30;
const PHASES = 16;
const TOP = MOMENTS + PHASES + 6;
const ROW = 32;
/** Of the width: shorter phases have no room for their number. */
const ROOM_FOR_NUMBER = 0.045;
/** Further to the right the name of a moment stands at its left. */
const RIGHT = 0.6;

interface WaterfallParts {
  readonly visit: DiagnosticVisit;
  /** Those that are drawn, in their order. */
  readonly rows: readonly RequestRow[];
  readonly scale: Scale;
}

/** The requests of one diagnostic visit along its time: pale until the answer began, full while it came in. */
export function waterfallHtml({ visit, rows, scale }: WaterfallParts): Html {
  const bottom = TOP + rows.length * ROW;
  const { fcpMs, lcpMs } = visit.seen;
  return plotHtml({
    label: labelOf(visit, rows),
    height: bottom + AXIS_HEIGHT,
    content: [
      axisHtml({ scale, top: MOMENTS, bottom }),
      lcpPhases(visit).map((phase) => phaseHtml(phase, scale)),
      rows.map((row, index) => requestHtml(row, TOP + index * ROW, scale)),
      momentHtml('FCP', fcpMs, 12, { scale, bottom }),
      momentHtml('LCP', lcpMs, 26, { scale, bottom }),
    ],
  });
}

interface Field {
  readonly scale: Scale;
  readonly bottom: number;
}

/** A moment of the page, from its name down through all requests. */
function momentHtml(name: 'FCP' | 'LCP', atMs: number | null, y: number, { scale, bottom }: Field): Html | null {
  if (atMs === null) return null;
  const x = percentAt(atMs, scale);
  const [dx, anchor] = fractionAt(atMs, scale) > RIGHT ? [-4, 'end'] : [4, 'start'];
  return html`<g class="moment ${name.toLowerCase()}"
    ><line x1="${x}" x2="${x}" y1="${y - 8}" y2="${bottom}" /><text x="${x}" y="${y}" dx="${dx}" text-anchor="${anchor}"
      >${name} ${quantity(atMs, 'ms')}</text
    ></g
  > `;
}

function phaseHtml({ id, from, to }: PhaseSpan, scale: Scale): Html {
  const start = fractionAt(from, scale);
  const length = fractionAt(to, scale) - start;
  const number = PHASE_NUMBER[id];
  const text = html`<text class="in-bar" x="50%" y="12" text-anchor="middle">${number}</text>`;
  return html`<svg x="${inPercent(start)}" y="${MOMENTS}" width="${inPercent(length)}" height="${PHASES}">
    <title>${inText([partName(id, 'lcp')])}: ${quantity(to - from, 'ms')}</title>
    <rect class="bar phase-${number - 1}" width="100%" height="${PHASES}" />
    ${length >= ROOM_FOR_NUMBER ? text : null}
  </svg> `;
}

function requestHtml(row: RequestRow, y: number, scale: Scale): Html {
  const { request, path } = row;
  const { askedMs, answeredMs, endedMs, kind } = request;
  const end = endedMs ?? scale.to;
  const answered = answeredMs ?? end;
  const bar = (look: Html | null, from: number, to: number): Html =>
    html`<rect${look}
      x="${percentAt(from, scale)}"
      y="${y + 18}"
      width="${inPercent(fractionAt(to, scale) - fractionAt(from, scale))}"
      height="9"
    />`;
  const tags = tagsOf(row).map((tag) => ` · ${tag}`);
  return html`<g
    ><title>${path}: ${timesText(request)}</title
    ><text y="${y + 13}"
      >${kind} ${shortPath(path)}${tags.length === 0 ? null : html`<tspan class="tags">${tags}</tspan>`}</text
    ><g class="times kind-${kind}">${bar(WAITS, askedMs, answered)}${bar(null, answered, end)}</g></g
  > `;
}

const WAITS = html` class="waits"`;

function timesText({ askedMs, answeredMs, endedMs }: DiagnosedRequest): string {
  const answered = answeredMs === null ? 'not answered' : `answered at ${quantity(answeredMs, 'ms')}`;
  const ended = endedMs === null ? 'not complete' : `complete at ${quantity(endedMs, 'ms')}`;
  return `requested at ${quantity(askedMs, 'ms')}, ${answered}, ${ended}`;
}

function labelOf({ side, requests, seen }: DiagnosticVisit, rows: readonly RequestRow[]): string {
  const hero = rows.find(({ isHero }) => isHero);
  const image = hero === undefined ? '' : ` The LCP image ${hero.path}: ${timesText(hero.request)}.`;
  const lcp = seen.lcpMs === null ? '' : ` LCP at ${quantity(seen.lcpMs, 'ms')}.`;
  return `${rows.length} of ${requests.length} requests on ${side}.${lcp}${image}`;
}

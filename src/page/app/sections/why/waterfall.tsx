import type { VNode } from 'preact';

import type { DiagnosedRequest, DiagnosticVisit } from '../../../../model/diagnosis.ts';
import { quantity } from '../../../../report/words/format.ts';
import { partName } from '../../../../report/words/names.ts';
import { Plot } from '../../parts/chart.tsx';
import { inWords } from '../../parts/in-words.ts';
import { anchorAt, fractionAt, inPercent, percentAt, ticksOf, type Scale } from '../../parts/scale.ts';
import type { RequestRow } from './request-rows.ts';
import { lcpPhases, shortPath } from './waterfall-geometry.ts';

/** Heights down the drawing: names of marks, the phases of LCP, a request, the axis. */
const MARKS = 30;
const PHASES = 16;
const TOP = MARKS + PHASES + 6;
const ROW = 32;
const AXIS = 16;
const MOST_TICKS = 4;
/** Of the width: shorter phases have no room for their number. */
const ROOM_FOR_NUMBER = 0.045;

interface WaterfallProps {
  readonly visit: DiagnosticVisit;
  /** Those that are drawn, in their order. */
  readonly rows: readonly RequestRow[];
  readonly scale: Scale;
}

/** The requests of one diagnostic visit along its time: pale until the answer began, full while it came in. */
export function Waterfall({ visit, rows, scale }: WaterfallProps): VNode {
  const bottom = TOP + rows.length * ROW;
  return (
    <Plot label={labelOf(visit, rows)} height={bottom + AXIS}>
      {ticksOf(scale, MOST_TICKS).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={percentAt(tick, scale)} x2={percentAt(tick, scale)} y1={MARKS} y2={bottom} />
          <text class="tick" x={percentAt(tick, scale)} y={bottom + 12} text-anchor={anchorAt(fractionAt(tick, scale))}>
            {quantity(tick, 'ms')}
          </text>
        </g>
      ))}
      <Phases visit={visit} scale={scale} />
      {rows.map((row, index) => (
        <svg key={index} y={TOP + index * ROW} width="100%" height={ROW} overflow="visible">
          <RequestBar row={row} scale={scale} />
        </svg>
      ))}
      <TimeMark name="FCP" atMs={visit.seen.fcpMs} {...{ scale, bottom }} y={12} />
      <TimeMark name="LCP" atMs={visit.seen.lcpMs} {...{ scale, bottom }} y={26} />
    </Plot>
  );
}

interface TimeMarkProps {
  readonly name: string;
  readonly atMs: number | null;
  readonly scale: Scale;
  readonly bottom: number;
  readonly y: number;
}

/** A moment of the page, from its name down through all requests. */
function TimeMark({ name, atMs, scale, bottom, y }: TimeMarkProps): VNode | null {
  if (atMs === null) return null;
  const x = percentAt(atMs, scale);
  return (
    <g class={`moment ${name.toLowerCase()}`}>
      <line x1={x} x2={x} y1={y - 8} y2={bottom} />
      <text
        x={x}
        y={y}
        dx={fractionAt(atMs, scale) > 0.6 ? -4 : 4}
        text-anchor={fractionAt(atMs, scale) > 0.6 ? 'end' : 'start'}
      >
        {`${name} ${quantity(atMs, 'ms')}`}
      </text>
    </g>
  );
}

function Phases({ visit, scale }: Pick<WaterfallProps, 'visit' | 'scale'>): VNode {
  return (
    <>
      {lcpPhases(visit).map(({ id, from, to }) => {
        const start = fractionAt(from, scale);
        const length = fractionAt(to, scale) - start;
        return (
          <svg key={id} x={inPercent(start)} y={MARKS} width={inPercent(length)} height={PHASES}>
            <title>{`${inWords([partName(id, 'lcp')])}: ${quantity(to - from, 'ms')}`}</title>
            <rect class={`bar phase-${PHASE_NUMBER[id] - 1}`} width="100%" height={PHASES} />
            {length >= ROOM_FOR_NUMBER && (
              <text class="in-bar" x="50%" y={12} text-anchor="middle">
                {PHASE_NUMBER[id]}
              </text>
            )}
          </svg>
        );
      })}
    </>
  );
}

/** As in the bars of a route's LCP. */
export const PHASE_NUMBER = {
  ttfb: 1,
  'resource-load-delay': 2,
  'resource-load-duration': 3,
  'element-render-delay': 4,
} as const;

function RequestBar({ row, scale }: { readonly row: RequestRow; readonly scale: Scale }): VNode {
  const { request, path } = row;
  const { askedMs, answeredMs, endedMs, kind } = request;
  const between = (from: number, to: number) => ({
    x: percentAt(from, scale),
    width: inPercent(fractionAt(to, scale) - fractionAt(from, scale)),
  });
  const end = endedMs ?? scale.to;
  const answered = answeredMs ?? end;
  return (
    <>
      <title>{`${path}: ${timesText(request)}`}</title>
      <text class="request" x={0} y={13}>
        {`${kind} ${shortPath(path)}`}
        <tspan class="tags">{tagsOf(row).map((tag) => ` · ${tag}`)}</tspan>
      </text>
      <rect class={`request-bar waits kind-${kind}`} {...between(askedMs, answered)} y={18} height={9} />
      <rect class={`request-bar kind-${kind}`} {...between(answered, end)} y={18} height={9} />
    </>
  );
}

/** What is special about a request, in words. */
export function tagsOf({ request, isHero, isAlone }: RequestRow): string[] {
  return [
    ...(isHero ? ['LCP image'] : []),
    ...(request.isRenderBlocking ? ['blocks rendering'] : []),
    ...(isAlone ? ['this side only'] : []),
    ...(request.endedMs === null ? ['not ended'] : []),
  ];
}

function timesText({ askedMs, answeredMs, endedMs }: DiagnosedRequest): string {
  const at = (ms: number | null): string => (ms === null ? 'never' : quantity(ms, 'ms'));
  return `requested at ${at(askedMs)}, answered at ${at(answeredMs)}, complete at ${at(endedMs)}`;
}

function labelOf({ side, requests, seen }: DiagnosticVisit, rows: readonly RequestRow[]): string {
  const hero = rows.find(({ isHero }) => isHero);
  const image = hero === undefined ? '' : ` The LCP image ${hero.path} was ${timesText(hero.request)}.`;
  const lcp = seen.lcpMs === null ? '' : ` LCP at ${quantity(seen.lcpMs, 'ms')}.`;
  return `Requests on ${side}: ${rows.length} of ${requests.length} are drawn.${lcp}${image}`;
}

import { quantity } from '../../../report/words/format.ts';
import type { PacketContent } from '../content.ts';
import type { Picture, Section, Shape } from '../sheet.ts';
import { cite } from '../source.ts';
import { metricName, percent, whole } from '../words.ts';

const SIZE = { width: 360, height: 200 } as const;
const PLOT = { left: 58, right: 350, top: 10, bottom: 170 } as const;

type Step = PacketContent['price']['content']['curve'][number];

/** How many sessions converted, by how long they waited. */
export function curve({ price }: PacketContent): Section | null {
  const { curve: steps, metric } = price.content;
  if (steps.length === 0) return null;
  const rows = steps.map(({ from, to, sessions, conversions, rate, low, high }, at) => [
    cite(price, ['curve', at], `${quantity(from, 'ms')} to ${quantity(to, 'ms')}`, [
      from,
      to,
      sessions,
      conversions,
      rate,
      low,
      high,
    ]),
    whole(sessions),
    whole(conversions),
    `${percent(low)} to ${percent(high)}`,
    percent(rate),
  ]);
  const label = `Share of sessions that converted by ${metricName(metric)}, with intervals. The table below has its numbers.`;
  return {
    title: 'Conversions by waiting time',
    blocks: [
      { kind: 'text', words: ['Observed shares with their 95 % intervals. Nothing is controlled here.'] },
      { kind: 'picture', label, picture: plotOf(steps) },
      { kind: 'table', head: ['waited', 'sessions', 'converted', '95 % interval', 'share'], rows },
    ],
  };
}

function plotOf(steps: readonly Step[]): Picture {
  const from = steps[0]?.from ?? 0;
  const to = steps.at(-1)?.to ?? from;
  const most = Math.max(...steps.map(({ high }) => high));
  const scale = from > 0 ? Math.log : (ms: number): number => ms;
  const span = scale(to) - scale(from);
  const x = (ms: number): number => along(PLOT.left, PLOT.right, span === 0 ? 0.5 : (scale(ms) - scale(from)) / span);
  const y = (share: number): number => along(PLOT.bottom, PLOT.top, most === 0 ? 0 : share / most);
  return {
    ...SIZE,
    shapes: [
      line([PLOT.left, PLOT.top], [PLOT.left, PLOT.bottom]),
      line([PLOT.left, PLOT.bottom], [PLOT.right, PLOT.bottom]),
      words(PLOT.left - 6, PLOT.top + 8, 'end', percent(most)),
      words(PLOT.left - 6, PLOT.bottom, 'end', '0 %'),
      words(PLOT.left, PLOT.bottom + 20, 'start', quantity(from, 'ms')),
      words((PLOT.left + PLOT.right) / 2, PLOT.bottom + 20, 'middle', from > 0 ? 'waited (log scale)' : 'waited'),
      words(PLOT.right, PLOT.bottom + 20, 'end', quantity(to, 'ms')),
      ...steps.flatMap((step): Shape[] => {
        const middle = (x(step.from) + x(step.to)) / 2;
        return [line([middle, y(step.low)], [middle, y(step.high)]), { kind: 'dot', x: middle, y: y(step.rate) }];
      }),
    ],
  };
}

type Point = readonly [x: number, y: number];

const line = ([x1, y1]: Point, [x2, y2]: Point): Shape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  isDashed: false,
  hasHead: false,
});

const words = (x: number, y: number, anchor: 'start' | 'middle' | 'end', text: string): Shape => ({
  kind: 'words',
  x,
  y,
  anchor,
  text,
});

const along = (from: number, to: number, share: number): number => Math.round((from + (to - from) * share) * 10) / 10;

import type { Picture, Shape } from '../sheet.ts';
import { covariateName } from '../words.ts';

/** What can be controlled, as price.json names it. */
export const COVARIATES = ['device', 'connection', 'country', 'pageType'] as const;

const WIDTH = 360;
const BOX = { width: 112, height: 34 } as const;
const ROW = 52;
const MARGIN = 4;
/** Of an arrow, before the box that it leads to. */
const GAP = 2;
/** From the top of a box to the line that its words stand on. */
const BASELINE = 22;

interface Node {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly isDashed: boolean;
}

/** Causes on the left; on the right the flag, if there is one, what is waited for, and conversion. */
export function graphOf(wait: string, controls: readonly string[], hasFlag: boolean): Picture {
  const left = (words: string, row: number, isDashed: boolean): Node => ({
    words,
    x: MARGIN,
    y: MARGIN + row * ROW,
    isDashed,
  });
  const right = (words: string, row: number): Node => ({ ...left(words, row, false), x: WIDTH - BOX.width - MARGIN });
  const causes = [
    ...COVARIATES.map((each, row) => left(covariateName(each), row, !controls.includes(each))),
    left('not observed', COVARIATES.length, true),
  ];
  const flag = hasFlag ? [right('flag (drawn)', 0)] : [];
  const waited = right(wait, hasFlag ? 1 : 0);
  const outcome = right('conversion', COVARIATES.length);
  return {
    width: WIDTH,
    height: 2 * MARGIN + COVARIATES.length * ROW + BOX.height,
    shapes: [
      ...causes.flatMap((cause) => [across(cause, waited), across(cause, outcome)]),
      ...flag.map((drawn) => down(drawn, waited)),
      down(waited, outcome),
      ...[...causes, ...flag, waited, outcome].flatMap(boxOf),
    ],
  };
}

const across = (from: Node, to: Node): Shape => ({
  kind: 'line',
  x1: from.x + BOX.width,
  y1: from.y + BOX.height / 2,
  x2: to.x - GAP,
  y2: to.y + BOX.height / 2,
  isDashed: from.isDashed,
  hasHead: true,
});

const down = (from: Node, to: Node): Shape => ({
  kind: 'line',
  x1: from.x + BOX.width / 2,
  y1: from.y + BOX.height,
  x2: to.x + BOX.width / 2,
  y2: to.y - GAP,
  isDashed: false,
  hasHead: true,
});

const boxOf = ({ words, x, y, isDashed }: Node): Shape[] => [
  { kind: 'box', x, y, ...BOX, isDashed },
  { kind: 'words', x: x + BOX.width / 2, y: y + BASELINE, anchor: 'middle', text: words },
];

import { html, type Html } from '../../page/document/html.ts';
import type { Picture, Shape } from './sheet.ts';

const HEAD = { length: 9, half: 4 } as const;

/** A drawing as SVG that a screen reader tells by its label. */
export function pictureHtml({ width, height, shapes }: Picture, label: string): Html {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${shapes.map(shapeHtml)}</svg>`;
}

function shapeHtml(shape: Shape): Html {
  if (shape.kind === 'line') return lineHtml(shape);
  if (shape.kind === 'dot') return html`<circle cx="${shape.x}" cy="${shape.y}" r="3.5" />`;
  if (shape.kind === 'words')
    return html`<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${shape.text}</text>`;
  const { x, y, width, height, isDashed } = shape;
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" class="${classOf(isDashed)}" />`;
}

const classOf = (isDashed: boolean): string => (isDashed ? 'dashed' : 'plain');

function lineHtml(line: Extract<Shape, { kind: 'line' }>): Html {
  const { x1, y1, x2, y2, isDashed, hasHead } = line;
  const head = hasHead ? html`<polygon points="${headOf(line)}" />` : null;
  return html`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" class="${classOf(isDashed)}" />${head}`;
}

/** A triangle whose tip is the end of the line. */
function headOf({ x1, y1, x2, y2 }: Extract<Shape, { kind: 'line' }>): string {
  const size = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [along, across] = [(x2 - x1) / size, (y2 - y1) / size];
  const [x, y] = [x2 - along * HEAD.length, y2 - across * HEAD.length];
  const corners = [
    [x2, y2],
    [x - across * HEAD.half, y + along * HEAD.half],
    [x + across * HEAD.half, y - along * HEAD.half],
  ];
  return corners.map((corner) => corner.map((number) => number.toFixed(1)).join(',')).join(' ');
}

import {
  visibleText
} from "./chunk-H4ORIQJM.js";
import {
  quantity
} from "./chunk-TZI466ZZ.js";

// src/page/document/html.ts
var INDENTATION = /\s*\n\s*/g;
var MARKUP = /* @__PURE__ */ Symbol("markup");
function html(strings, ...parts) {
  const text = strings.map((literal, index) => {
    const before = index === 0 ? "" : textOf(parts[index - 1] ?? null);
    return before + literal.replace(INDENTATION, "\n");
  });
  return { [MARKUP]: text.join("") };
}
function markupOf(part) {
  return part[MARKUP];
}
function textOf(part) {
  if (part === null) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return MARKUP in part ? part[MARKUP] : part.map(textOf).join("");
}
function escaped(text) {
  return text.replace(/[&<>"'`\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// src/page/document/parts/table.ts
function tableHtml({ caption, columns, rows }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowHtml)}
      </tbody>
    </table>
  </div> `;
}
function rowHtml([first = null, ...others]) {
  return html`<tr>
    <th scope="row">${first}</th>
    ${others.map((cell) => html`<td>${cell}</td>`)}
  </tr> `;
}

// src/page/document/visible.ts
function visible(value) {
  if (typeof value === "string") return visibleText(value);
  if (Array.isArray(value)) return value.map((item) => visible(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visible(item)]));
}

// src/page/data/scale.ts
var ROOM = 0.04;
function scaleOver(values) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { from: 0, to: 1 };
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const between = most - least;
  const room = between > 0 ? between * ROOM : Math.abs(most) * ROOM || 1;
  return { from: least >= 0 ? Math.max(0, least - room) : least - room, to: most + room };
}
function scaleFromZero(values) {
  return { from: 0, to: scaleOver([0, ...values]).to };
}
function fractionAt(value, { from, to }) {
  const fraction = (value - from) / (to - from);
  return Math.min(1, Math.max(0, fraction));
}
function percentAt(value, scale) {
  return inPercent(fractionAt(value, scale));
}
function inPercent(fraction) {
  return `${Number((100 * fraction).toFixed(3))}%`;
}
function anchorAt(fraction) {
  if (fraction < NEAR_END) return "start";
  return fraction > 1 - NEAR_END ? "end" : "middle";
}
var NEAR_END = 0.08;
var STEPS = [1, 2, 5, 10];
function ticksOf({ from, to }, most) {
  const least = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (STEPS.find((each) => each * power >= least) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => withoutDust((first + index) * step));
}
function withoutDust(value) {
  return Number(value.toPrecision(12));
}

// src/page/document/parts/chart.ts
function chartHtml({ caption, drawing, numbers }) {
  return html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${drawing}
    <details class="numbers">
      <summary>As a table</summary>
      ${tableHtml(numbers)}
    </details>
  </figure> `;
}
function plotHtml({ label, height, hasSideAxis = false, content }) {
  return html`<svg
    class="plot${hasSideAxis ? " side-axis" : ""}"
    role="img"
    aria-label="${label}"
    width="100%"
    height="${height}"
  >
    ${content}
  </svg>`;
}
var AXIS_HEIGHT = 16;
var MOST_TICKS = 4;
function axisHtml({ scale, top, bottom, text = (value) => quantity(value, "ms", [value]) }) {
  const ticks = ticksOf(scale, MOST_TICKS).map((tick) => {
    const x = percentAt(tick, scale);
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" /><text
        class="tick"
        x="${x}"
        y="${bottom + 12}"
        text-anchor="${anchorAt(fractionAt(tick, scale))}"
        >${tick === 0 ? "0" : text(tick)}</text
      >`;
  });
  return html`${ticks}`;
}

export {
  html,
  markupOf,
  escaped,
  tableHtml,
  visible,
  scaleOver,
  scaleFromZero,
  fractionAt,
  percentAt,
  inPercent,
  ticksOf,
  chartHtml,
  plotHtml,
  AXIS_HEIGHT,
  axisHtml
};

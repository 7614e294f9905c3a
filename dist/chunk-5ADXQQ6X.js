import {
  sanitizeLine
} from "./chunk-TOJFHHPJ.js";

// src/report/terminal/table.ts
var MOST_CHARACTERS = 60;
function alignedLines(rows, right, indent = "  ") {
  const clean = rows.map((row) => row.map((cell) => sanitizeLine(cell, MOST_CHARACTERS)));
  const widths = clean.reduce(
    (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, Array.from(cell).length)),
    []
  );
  return clean.map((row) => {
    const cells = row.map((cell, at) => {
      const fill = " ".repeat(Math.max(0, (widths[at] ?? 0) - Array.from(cell).length));
      return right.has(at) ? fill + cell : cell + fill;
    });
    return (indent + cells.join("  ")).trimEnd();
  });
}

export {
  alignedLines
};

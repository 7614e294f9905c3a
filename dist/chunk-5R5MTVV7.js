import {
  sanitizeLine
} from "./chunk-H4ORIQJM.js";
import {
  GateError
} from "./chunk-2ISTALDQ.js";

// src/cli/asker.ts
import { confirm, isCancel, select, text } from "./vendor/clack-prompts-D2AIYTHY.js";
var TERMINAL = {
  choose: async (message, choices) => {
    const answer = await select({ message, options: choices.map((value) => ({ value, label: value })) });
    if (isCancel(answer)) throw new GateError("init-stopped");
    return answer;
  },
  text: async (message, placeholder) => {
    const answer = await text({ message, placeholder });
    if (isCancel(answer)) throw new GateError("init-stopped");
    return answer ?? "";
  },
  confirm: async (message) => {
    const answer = await confirm({ message });
    if (isCancel(answer)) throw new GateError("init-stopped");
    return answer;
  }
};

// src/report/terminal/table.ts
var MOST_CHARACTERS = 60;
function alignedLines(rows, right, indent = "  ") {
  const clean = rows.map((row) => row.map((cell) => sanitizeLine(cell, MOST_CHARACTERS)));
  const widths = clean.reduce(
    (most, row) => row.map((cell, at2) => Math.max(most[at2] ?? 0, Array.from(cell).length)),
    []
  );
  return clean.map((row) => {
    const cells = row.map((cell, at2) => {
      const fill = " ".repeat(Math.max(0, (widths[at2] ?? 0) - Array.from(cell).length));
      return right.has(at2) ? fill + cell : cell + fill;
    });
    return (indent + cells.join("  ")).trimEnd();
  });
}

// src/start/write/diff.ts
var CONTEXT = 3;
function diffOf(file, before, after) {
  const lines = compare(linesOf(before ?? ""), linesOf(after));
  const shown = lines.map(
    (_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== " ")
  );
  const body = lines.flatMap(({ mark, text: text2 }, index) => {
    if (shown[index] === true) return [`${mark} ${text2}`.trimEnd()];
    return shown[index - 1] === true ? ["  …"] : [];
  });
  return [`--- ${before === null ? "new file" : file}`, `+++ ${file}`, ...body, ""].join("\n");
}
function linesOf(text2) {
  return text2 === "" ? [] : text2.replace(/\r?\n$/, "").split(/\r?\n/);
}
var MOST_PAIRS = 1e6;
function compare(before, after) {
  const isLarge = before.length * after.length > MOST_PAIRS;
  const lengths = isLarge ? [] : commonLengths(before, after);
  const lines = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    const [old = "", next = ""] = [before[from], after[to]];
    const isBoth = from < before.length && to < after.length;
    if (isBoth && old === next) {
      lines.push({ mark: " ", text: old });
      from += 1;
      to += 1;
    } else if (to === after.length || isBoth && at(lengths, from + 1, to) >= at(lengths, from, to + 1)) {
      lines.push({ mark: "-", text: old });
      from += 1;
    } else {
      lines.push({ mark: "+", text: next });
      to += 1;
    }
  }
  return lines;
}
var at = (lengths, from, to) => lengths[from]?.[to] ?? 0;
function commonLengths(before, after) {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let from = before.length - 1; from >= 0; from -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1) {
      const row = lengths[from];
      if (row !== void 0)
        row[to] = before[from] === after[to] ? at(lengths, from + 1, to + 1) + 1 : Math.max(at(lengths, from + 1, to), at(lengths, from, to + 1));
    }
  return lengths;
}

export {
  alignedLines,
  diffOf,
  TERMINAL
};

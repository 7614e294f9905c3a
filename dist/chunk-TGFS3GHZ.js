import {
  leaf
} from "./chunk-OPTY3JPO.js";
import {
  knownParts,
  partsAt
} from "./chunk-TOJFHHPJ.js";

// src/compare/series-tree.ts
var REMAINDER = "other";
var REMAINDERS = [REMAINDER, "unreported"];
function alignVisits(blocks, metric) {
  const visits = blocks.map((block) => block.map(({ head, breakdown }) => ({ head, node: breakdown })));
  const room = { nodes: Math.min(MOST_NODES, Math.floor(MOST_VALUES / visits.flat().length)) };
  return alignNode([metric], metric, visits, room);
}
var MOST_NODES = 2e3;
var MOST_VALUES = 1e7;
function alignNode(path, id, blocks, room) {
  const partsOf = blocks.map((block) => block.map((visit) => ({ head: visit.head, parts: partsById(visit.node) })));
  const split = blocks.some((block) => block.some((visit) => visit.node !== void 0 && visit.node.parts.length > 0));
  const all = split ? keptIds(partsOf) : [];
  const ids = all.length <= room.nodes ? all : [];
  room.nodes -= ids.length;
  const kept = new Set(ids);
  return {
    id,
    series: blocks.map((block) => block.map(({ head, node }) => ({ head, value: node?.value ?? 0 }))),
    parts: inOrder(path, ids).map(
      (part) => alignNode(
        [...path, part],
        part,
        partsOf.map((block) => block.map(({ head, parts }) => ({ head, node: partOf(parts, part, kept) }))),
        room
      )
    )
  };
}
var MOST_PARTS = 200;
function keptIds(partsOf) {
  const sizes = /* @__PURE__ */ new Map();
  for (const { parts } of partsOf.flat())
    for (const [id, { value }] of parts) sizes.set(id, (sizes.get(id) ?? 0) + Math.abs(value));
  if (sizes.size <= MOST_PARTS) return [...sizes.keys()];
  const largest = [...sizes].filter(([id]) => id !== REMAINDER).toSorted(([, one], [, other]) => other - one);
  return [...largest.slice(0, MOST_PARTS - 1).map(([id]) => id), REMAINDER];
}
function partOf(parts, id, kept) {
  const own = parts.get(id);
  if (id !== REMAINDER) return own;
  const rest = [...parts.values()].filter((part) => !kept.has(part.id));
  if (rest.length === 0) return own;
  return leaf(
    REMAINDER,
    rest.reduce((sum, part) => sum + part.value, own?.value ?? 0)
  );
}
function partsById(node) {
  const parts = /* @__PURE__ */ new Map();
  if (node === void 0) return parts;
  if (node.parts.length === 0 && node.value !== 0) parts.set(REMAINDER, leaf(REMAINDER, node.value));
  for (const part of node.parts) {
    const before = parts.get(part.id);
    parts.set(part.id, before === void 0 ? part : merged(before, part));
  }
  return parts;
}
function merged(first, second) {
  const split = first.parts.length > 0 || second.parts.length > 0;
  const parts = split ? [first, second].flatMap((part) => part.parts.length > 0 ? part.parts : [leaf(REMAINDER, part.value)]) : [];
  return { id: first.id, value: first.value + second.value, parts };
}
function inOrder(path, ids) {
  const canonical = knownParts(partsAt(path)).map(({ id }) => id);
  const rank = (id) => {
    const index = canonical.indexOf(id);
    if (index >= 0) return index;
    return canonical.length + (REMAINDERS.includes(id) ? 1 : 0);
  };
  return ids.toSorted((a, b) => rank(a) - rank(b));
}

export {
  alignVisits
};

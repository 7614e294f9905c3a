import {
  isFieldPath
} from "./chunk-Q774B42E.js";
import {
  readBudgetPath
} from "./chunk-NVMPNHDT.js";
import {
  quote,
  suggestion
} from "./chunk-MRTXFJIA.js";
import {
  GateError
} from "./chunk-G7GO5XY6.js";

// src/field/commands/named.ts
function fieldPathOf(metric) {
  const node = readBudgetPath(metric);
  if ("what" in node) throw new GateError("usage", { what: `--metric: ${node.what}`, todo: node.todo });
  if (isFieldPath(node.path)) return node.path;
  const what = `--metric is ${quote(metric)}, which page views do not record.`;
  throw new GateError("usage", { what, todo: "Write for example --metric lcp.ttfb, --metric inp or --metric cls." });
}
function assertDeclaredRoute(routes, route) {
  const names = routes.map(({ name }) => name);
  if (names.length === 0 || names.includes(route)) return;
  const what = `--route is ${quote(route)}, which is not declared.`;
  throw new GateError("usage", { what, todo: suggestion(route, names, "It can be") });
}

export {
  fieldPathOf,
  assertDeclaredRoute
};

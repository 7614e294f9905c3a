import {
  GateError,
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/doctor/check.ts
var CHECKS = [
  "node",
  "chrome",
  "disk",
  "shared-memory",
  "machine",
  "config",
  "git",
  "history",
  "permissions",
  "base",
  "head",
  "proof",
  "noise"
];
var STATUSES = ["ok", "warn", "fail"];
var ok = (message) => ({ status: "ok", message, remedy: null });
var warn = (message, remedy) => ({ status: "warn", message, remedy });
var fail = (message, remedy) => ({ status: "fail", message, remedy });
function findingOf(error) {
  if (!(error instanceof GateError))
    return fail(`The check itself failed: ${causeOf(error)}.`, "If the other checks pass, please report this.");
  const where = error.where === null ? "" : `${error.where}: `;
  return fail(`${where}${error.message}`, error.todo);
}
async function inTime(ms, look, late = tooLate(ms)) {
  const ends = new AbortController();
  let timer;
  const over = new Promise((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
      ends.abort();
    }, ms);
  });
  try {
    return await Promise.race([look(ends.signal).catch(findingOf), over]);
  } finally {
    clearTimeout(timer);
  }
}
function tooLate(ms) {
  const remedy = "Find out what does not answer (a disk, a name server, a proxy), and run doctor again.";
  return fail(`The check did not end within ${ms / 1e3} s.`, remedy);
}

// src/start/options.ts
var PROVIDERS = ["worktree", "url", "static", "github-deployments"];

export {
  PROVIDERS,
  CHECKS,
  STATUSES,
  ok,
  warn,
  fail,
  findingOf,
  inTime
};

import {
  redact
} from "./chunk-2ISTALDQ.js";

// src/cli/io.ts
function say(stream, text) {
  stream.write(redact(text));
}
var STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
function hasColor(stream, env) {
  if (env["NO_COLOR"] !== void 0 && env["NO_COLOR"] !== "") return false;
  if (env["FORCE_COLOR"] !== void 0) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
function isInteractive(stream, env) {
  return stream.isTTY === true && env["TERM"] !== "dumb" && (env["CI"] ?? "") === "";
}

export {
  say,
  STOP_SIGNALS,
  hasColor,
  isInteractive
};

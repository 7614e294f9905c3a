import {
  stripQuery
} from "./chunk-TOJFHHPJ.js";

// src/text/stable-path.ts
var MAX_LENGTH = 200;
var UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
var HEX = /^(?:[0-9a-f]{8,64}|[0-9A-F]{8,64})$/;
var BASE32 = /^[A-Z2-7]{8}$/;
var PLAIN = /^(?:[A-Z]?[a-z]*|(?:[A-Z]?[a-z]{2,}){2,}|[A-Z]{2,3}(?:[A-Z][a-z]{4,})?|\d+|v\d+|[A-Z]?[a-z]{3,}\d{1,4})$/;
var CAMEL_CASE = /^[A-Z]{0,5}[a-z]*(?:[A-Z]{1,5}[a-z]+)*[A-Z]{0,5}$/;
var UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}|[A-Z]{2}[a-z][A-Z]|[A-Z][a-z][A-Z][a-z][A-Z]/;
var ROLLUP_LENGTH = 8;
var SHORTEST_HASH = 8;
var LONGEST_HASH = 64;
function stableSource(url, deployUrl) {
  if (!URL.canParse(url)) return "";
  const { origin, protocol, pathname, href } = new URL(url);
  if (!/^https?:$/.test(protocol)) return protocol;
  const deploy = URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  if (origin !== deploy?.origin) return stablePath(stripQuery(href)).slice(0, MAX_LENGTH);
  const prefix = deploy.pathname.replace(/\/$/, "");
  const below = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return stablePath(below).slice(0, MAX_LENGTH);
}
function stableUrlPath(url) {
  const stripped = stripQuery(url);
  return stablePath(/^https?:/i.test(stripped) && URL.canParse(stripped) ? new URL(stripped).pathname : stripped);
}
function stablePath(path) {
  return replaceHashes(path, () => "*");
}
function replaceHashes(path, replace) {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  return [
    ...folders.map((folder) => isHash(folder) || UUID.test(folder) || isBuildId(folder) ? replace(folder) : folder),
    stableName(file, replace)
  ].join("/");
}
function stableName(file, replace) {
  const dot = file.lastIndexOf(".");
  const stem = dot > 0 ? file.slice(0, dot) : file;
  const pieces = stem.split(".").map((piece) => withoutHashes(piece, replace));
  return pieces.join(".") + file.slice(stem.length);
}
function withoutHashes(piece, replace) {
  if (UUID.test(piece)) return replace(piece);
  const at = piece.length - ROLLUP_LENGTH;
  if (at === 0 && isRollupHash(piece)) return replace(piece);
  if (at > 0 && /[-_]/.test(piece.charAt(at - 1)) && isRollupHash(piece.slice(at)))
    return `${withoutHashes(piece.slice(0, at - 1), replace)}${piece.charAt(at - 1)}${replace(piece.slice(at))}`;
  return piece.replace(/[^-_~]+/g, (token) => isHash(token) ? replace(token) : token);
}
function isRollupHash(text) {
  if (HEX.test(text) || BASE32.test(text)) return true;
  if (!/^[\w-]+$/.test(text) || !/[A-Z\d]/.test(text)) return false;
  return !text.split(/[-_]/).every((piece) => PLAIN.test(piece));
}
function isHash(token) {
  if (token.length < SHORTEST_HASH || token.length > LONGEST_HASH) return false;
  if (HEX.test(token)) return true;
  return /^[A-Za-z\d]+$/.test(token) && /[A-Z\d]/.test(token) && !isName(token);
}
function isBuildId(folder) {
  const mixed = /\d/.test(folder) && /[A-Z]/.test(folder) && /[a-z]/.test(folder);
  return mixed && /^[\w-]{16,64}$/.test(folder) && !folder.split(/[-_]/).every((piece) => isName(piece));
}
function isName(token) {
  const runs = token.match(/\d+|\D+/g) ?? [];
  const words = runs.filter((run) => /\D/.test(run));
  return runs.length - words.length <= 1 && words.every((word) => CAMEL_CASE.test(word) && !UNSPEAKABLE.test(word));
}

export {
  stableSource,
  stableUrlPath,
  stablePath,
  replaceHashes
};

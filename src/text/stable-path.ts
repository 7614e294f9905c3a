import { stripQuery } from './strip-query.ts';

/** The longest path that is an identity; the rest of it says nothing a reader needs. */
const MAX_LENGTH = 200;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HEX = /^(?:[0-9a-f]{8,64}|[0-9A-F]{8,64})$/;
/** esbuild's eight characters of base32 (RFC 4648). */
const BASE32 = /^[A-Z2-7]{8}$/;
/** A word, an acronym, a number, a version; what a name of eight characters with separators is made of. */
const PLAIN =
  /^(?:[A-Z]?[a-z]*|(?:[A-Z]?[a-z]{2,}){2,}|[A-Z]{2,3}(?:[A-Z][a-z]{4,})?|\d+|v\d+|[A-Z]?[a-z]{3,}\d{1,4})$/;
const CAMEL_CASE = /^[A-Z]{0,5}[a-z]*(?:[A-Z]{1,5}[a-z]+)*[A-Z]{0,5}$/;
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}|[A-Z]{2}[a-z][A-Z]|[A-Z][a-z][A-Z][a-z][A-Z]/;
/** Base64url as Rollup and Vite write it: eight characters, some of them possibly separators. */
const ROLLUP_LENGTH = 8;
const SHORTEST_HASH = 8;
const LONGEST_HASH = 64;

/**
 * Where a script comes from, the same in two builds of the same code: the path below the deploy's URL, or the whole URL
 * without its query where the script is another origin's; content hashes (of webpack, Vite, Rollup, esbuild, Parcel,
 * Next) replaced by `*`. An inline script has the page's own path, a blob or data URL only its scheme.
 */
export function stableSource(url: string, deployUrl: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, protocol, pathname, href } = new URL(url);
  if (!/^https?:$/.test(protocol)) return protocol;
  const deploy = URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  if (origin !== deploy?.origin) return stablePath(stripQuery(href)).slice(0, MAX_LENGTH);
  const prefix = deploy.pathname.replace(/\/$/, '');
  const below = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return stablePath(below).slice(0, MAX_LENGTH);
}

/** The path of a URL, the same on two deploys and in two builds: without its origin, its query and its content hashes. */
export function stableUrlPath(url: string): string {
  const stripped = stripQuery(url);
  return stablePath(/^https?:/i.test(stripped) && URL.canParse(stripped) ? new URL(stripped).pathname : stripped);
}

/** The path with every content hash in it replaced by `*`: in a file's name, or a folder that is nothing else. */
export function stablePath(path: string): string {
  return replaceHashes(path, () => '*');
}

/** The path with every content hash in it replaced by what `replace` gives for it. */
export function replaceHashes(path: string, replace: (hash: string) => string): string {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  return [
    ...folders.map((folder) => (isHash(folder) || UUID.test(folder) || isBuildId(folder) ? replace(folder) : folder)),
    stableName(file, replace),
  ].join('/');
}

/** `product-D_x8-3Yk.min.js` → `product-*.min.js`. The extension is never a hash. */
function stableName(file: string, replace: (hash: string) => string): string {
  const dot = file.lastIndexOf('.');
  const stem = dot > 0 ? file.slice(0, dot) : file;
  const pieces = stem.split('.').map((piece) => withoutHashes(piece, replace));
  return pieces.join('.') + file.slice(stem.length);
}

function withoutHashes(piece: string, replace: (hash: string) => string): string {
  if (UUID.test(piece)) return replace(piece);
  const at = piece.length - ROLLUP_LENGTH;
  if (at === 0 && isRollupHash(piece)) return replace(piece);
  if (at > 0 && /[-_]/.test(piece.charAt(at - 1)) && isRollupHash(piece.slice(at)))
    return `${withoutHashes(piece.slice(0, at - 1), replace)}${piece.charAt(at - 1)}${replace(piece.slice(at))}`;
  return piece.replace(/[^-_~]+/g, (token) => (isHash(token) ? replace(token) : token));
}

/** Eight characters that are neither plain words nor numbers, with or without separators. */
function isRollupHash(text: string): boolean {
  if (HEX.test(text) || BASE32.test(text)) return true;
  if (!/^[\w-]+$/.test(text) || !/[A-Z\d]/.test(text)) return false;
  return !text.split(/[-_]/).every((piece) => PLAIN.test(piece));
}

/** Whether a token looks generated: a long run of letters and digits. */
function isHash(token: string): boolean {
  if (token.length < SHORTEST_HASH || token.length > LONGEST_HASH) return false;
  if (HEX.test(token)) return true;
  return /^[A-Za-z\d]+$/.test(token) && /[A-Z\d]/.test(token) && !isName(token);
}

/** Next's build ids: a folder of some twenty characters of base64url. */
function isBuildId(folder: string): boolean {
  const mixed = /\d/.test(folder) && /[A-Z]/.test(folder) && /[a-z]/.test(folder);
  return mixed && /^[\w-]{16,64}$/.test(folder) && !folder.split(/[-_]/).every((piece) => isName(piece));
}

/** Words in camel case with at most one number before, between or after them: `HomePage`, `html2canvas`, `bootstrap5`. */
function isName(token: string): boolean {
  const runs = token.match(/\d+|\D+/g) ?? [];
  const words = runs.filter((run) => /\D/.test(run));
  return runs.length - words.length <= 1 && words.every((word) => CAMEL_CASE.test(word) && !UNSPEAKABLE.test(word));
}

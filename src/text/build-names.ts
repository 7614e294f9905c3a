import { createHash } from 'node:crypto';

import { occurrences, TokenFinder, type Occurrence } from './token-finder.ts';
import { replaceHashes, stablePath } from './stable-path.ts';
import { stripFragment, stripQuery } from './strip-query.ts';
import { readsAsNumber, standsAlone } from './token-boundary.ts';

/** What a deploy served under a URL. */
export interface ServedFile {
  readonly url: string;
  /** Its text, or the digest of what is no text; null: unknown. */
  readonly content: string | null;
}

/** What differs between two builds of the same code, on one side. */
export interface BuildNamesOptions {
  /** The deploy's URL. */
  readonly deployUrl: string;
  /** The commits of both deploys. What is no SHA is left out. */
  readonly shas: readonly string[];
  /** Everything that was requested on this side. */
  readonly served: readonly ServedFile[];
}

const SHA = /^[0-9a-f]{7,64}$/;
/** What is shorter may be a word or a number, unless it has both a letter and a digit. */
const CLEAR_SHA = 12;
/** Where a host can begin and end in a text, escaped for a URL or for JSON or not. */
const BEFORE_HOST = String.raw`(?<=^|[^\w.-]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrt])`;
const AFTER_HOST = String.raw`(?![\w-]|\.\w|(?::|%(?:25)?3[Aa]|\\u003[Aa])\d)`;
const COLON = String.raw`(?::|%(?:25)?3[Aa]|\\u003[Aa])`;

/**
 * The names that a build gives to its files, and the deploy's own, made the same for two builds of the same code: the
 * deploy's host, the commits' SHAs, and the content hashes of the files that were really requested. A hash in a text
 * that belongs to no file that was requested is data, and stays; so does what is a piece of a longer word, or a number.
 *
 * What stands in place of a hash names the file, so that two texts with the same digest are the same but for the names
 * of files, and each name means the same file on both sides. Where two files of one side have the same name without
 * their hashes, their contents tell them apart; where those do not either, their hashes stay.
 */
export class BuildNames {
  readonly #origin: string;
  readonly #host: RegExp | null;
  readonly #shas: readonly string[];
  #names: TokenFinder;

  constructor({ deployUrl, shas, served }: BuildNamesOptions) {
    const { origin, host } = new URL(deployUrl);
    this.#origin = origin;
    this.#host = hostPattern(host);
    this.#shas = shas.map((sha) => sha.toLowerCase()).filter((sha) => SHA.test(sha));
    const files = filesByHash(served, (url) => this.#path(url));
    this.#names = new TokenFinder(new Map([...files].map(([hash, { name }]) => [hash, name])));
    const shared = sharingAName(files);
    if (shared.size > 0) this.#names = new TokenFinder(this.#toldApart(files, shared));
  }

  /**
   * A URL without what differs between builds: below the deploy's origin only the path and the query. That of another
   * origin keeps the deploy's host, if it names it.
   */
  key(url: string): string {
    const whole = stripFragment(url);
    const path = this.#path(whole);
    const { search } = URL.canParse(whole) ? new URL(whole) : { search: '' };
    if (search === '') return path;
    const text = search.slice(1);
    // Another origin may answer by the deploy that it is asked about, as a proxy for images does.
    const hosts = this.isSameOrigin(whole) ? this.#hosts(text) : [];
    return `${path}?${replaced(text, occurrences([hosts, this.#commits(text), this.#names.in(text)]))}`;
  }

  isSameOrigin(url: string): boolean {
    return URL.canParse(url) && new URL(url).origin === this.#origin;
  }

  /** A short text, as of a header, in which `{…}` stands for each name. */
  text(text: string): string {
    return replaced(text, this.#occurrences(text));
  }

  /** SHA-256 in hex, the same for texts that differ in names only. */
  digest(text: string): string {
    const hash = createHash('sha256');
    let end = 0;
    // Lengths keep what stands between names from being taken for a name.
    const add = (part: string): void => void hash.update(`${part.length}:`).update(part);
    for (const { at, length, name } of this.#occurrences(text)) {
      add(text.slice(end, at));
      add(name);
      end = at + length;
    }
    add(text.slice(end));
    return hash.digest('hex');
  }

  /** Without the query. */
  #path(url: string): string {
    const whole = stripQuery(url);
    if (!URL.canParse(whole)) return whole;
    const { origin, pathname } = new URL(whole);
    const path = stablePath(pathname);
    return `${origin === this.#origin ? '' : origin}${replaced(path, this.#commits(path))}`;
  }

  #occurrences(text: string): Occurrence[] {
    return occurrences([this.#hosts(text), this.#commits(text), this.#names.in(text)]);
  }

  #hosts(text: string): Occurrence[] {
    if (this.#host === null) return [];
    return [...text.matchAll(this.#host)].map(({ index, 0: { length } }) => ({ at: index, length, name: 'host' }));
  }

  /** Whole SHAs and their beginnings, as git and build tools abbreviate them. */
  #commits(text: string): Occurrence[] {
    if (this.#shas.length === 0) return [];
    const found: Occurrence[] = [];
    for (const { index: at, 0: run } of text.matchAll(/[0-9a-f]{7,}/g))
      if (looksLikeSha(run) && standsAlone(text, at, run.length) && this.#shas.some((sha) => sha.startsWith(run)))
        found.push({ at, length: run.length, name: `sha ${run.length}` });
    return found;
  }

  /** Names with what their files contain, apart from such names; without those that even so are not one file's alone. */
  #toldApart(files: ReadonlyMap<string, HashedFile>, shared: ReadonlySet<string>): Map<string, string> {
    const digests = new Map<string, string>();
    const digestOf = (text: string | null): string => {
      if (text === null) return '';
      const known = digests.get(text) ?? this.digest(text);
      digests.set(text, known);
      return known;
    };
    const names = new Map<string, string>();
    for (const [hash, { name, contents }] of files)
      names.set(hash, shared.has(name) ? listed([name, ...contents.map(digestOf).toSorted()]) : name);
    const owners = Map.groupBy(names.keys(), (hash) => names.get(hash));
    for (const [, hashes] of owners) if (hashes.length > 1) for (const hash of hashes) names.delete(hash);
    return names;
  }
}

function looksLikeSha(run: string): boolean {
  return !readsAsNumber(run) && (run.length >= CLEAR_SHA || (/\d/.test(run) && /[a-f]/.test(run)));
}

function replaced(text: string, names: readonly Occurrence[]): string {
  let [whole, end] = ['', 0];
  for (const { at, length, name } of names) {
    whole += `${text.slice(end, at)}{${name}}`;
    end = at + length;
  }
  return whole + text.slice(end);
}

/** The files whose URLs have a hash in them. */
interface HashedFile {
  /** Of the stable paths of all of them. */
  readonly name: string;
  readonly contents: readonly (string | null)[];
}

function filesByHash(served: readonly ServedFile[], pathOf: (url: string) => string): Map<string, HashedFile> {
  const found = new Map<string, { readonly paths: Set<string>; readonly contents: (string | null)[] }>();
  for (const { url, content } of served) {
    const path = pathOf(url);
    for (const [index, hash] of hashesOf(url).entries()) {
      const file = found.get(hash) ?? { paths: new Set(), contents: [] };
      found.set(hash, file);
      file.paths.add(`${path} ${index}`);
      file.contents.push(content);
    }
  }
  return new Map(
    [...found].map(([hash, { paths, contents }]) => [hash, { name: listed([...paths].toSorted()), contents }]),
  );
}

/** A short name for a list: the hash of a build may be in thousands of paths, and in thousands of places of a text. */
function listed(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function hashesOf(url: string): string[] {
  const whole = stripQuery(url);
  if (!URL.canParse(whole)) return [];
  const hashes: string[] = [];
  replaceHashes(new URL(whole).pathname, (hash) => {
    if (!readsAsNumber(hash)) hashes.push(hash);
    return '*';
  });
  return hashes;
}

function sharingAName(files: ReadonlyMap<string, HashedFile>): Set<string> {
  const owners = Map.groupBy(files.values(), ({ name }) => name);
  return new Set([...owners].filter(([, sharing]) => sharing.length > 1).map(([name]) => name));
}

/** A host as it may stand in a text; without a port it is not the one with a port. */
function hostPattern(host: string): RegExp | null {
  if (host === '') return null;
  const escaped = host.replaceAll(/[.[\]]/g, String.raw`\$&`).replaceAll(':', COLON);
  return new RegExp(BEFORE_HOST + escaped + AFTER_HOST, 'g');
}

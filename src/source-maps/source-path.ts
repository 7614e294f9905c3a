/** Where a source may be. */
export interface SourcePath {
  /** With `/`, the most exact first. */
  readonly paths: readonly string[];
  /**
   * Whether it leads above what it is relative to, or is a path of a machine, and not in the repository there. Packages
   * do not: where they are relative to the repository is not known.
   */
  readonly leaves: boolean;
}

const ABSOLUTE = /^(?:file:\/*|\/+|[a-z]:\/+)/i;
/** `webpack://name/`, `webpack:///`, `vite:/`, `https://shop.example/`. */
const SCHEME = /^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?\/*/i;
export const PACKAGE = /(?:^|\/)node_modules\//;

/**
 * The paths that a source's name stands for. Bundlers write them relative to the map, below a scheme of their own, or as
 * paths of the machine that built it.
 *
 * @param base the folder of the map, as a path with `/`
 * @param root of the repository on this machine
 */
export function pathsOf(source: string, base: string, root: string): SourcePath {
  const plain = withoutLoader(source.replaceAll('\\', '/'));
  if (ABSOLUTE.test(plain)) return ofMachine(plain.replace(ABSOLUTE, '/'), `${root.replaceAll('\\', '/')}/`);
  if (SCHEME.test(plain)) return spelled([normalised(withoutName(plain.replace(SCHEME, '')))]);
  return spelled([normalised(`${base}/${plain}`), normalised(plain)]);
}

function ofMachine(path: string, root: string): SourcePath {
  const isInside = path.startsWith(root);
  const { paths, leaves } = spelled([normalised(isInside ? path.slice(root.length) : path)]);
  return { paths, leaves: leaves || (!isInside && !PACKAGE.test(path)) };
}

/** As they are written, and without percent-encoding: some bundlers write URLs. */
function spelled(written: readonly Normalised[]): SourcePath {
  const paths = written.flatMap(({ path }) => [path, decoded(path)]).filter((path) => path !== '');
  const isPackage = paths.some((path) => PACKAGE.test(path));
  return { paths: [...new Set(paths)], leaves: !isPackage && (written[0]?.climbs ?? false) };
}

/** Without what stands for the project: `@scope/shop/./src/a.ts`, `(app-pages-browser)/./src/a.ts`, `[project]/src/a.ts`. */
function withoutName(path: string): string {
  return (path.split('/./').at(-1) ?? path).replace(/^\[project\]\//, '');
}

interface Normalised {
  readonly path: string;
  /** Whether a `..` was left over. */
  readonly climbs: boolean;
}

function normalised(path: string): Normalised {
  const names: string[] = [];
  let climbs = false;
  for (const name of path.split('/'))
    if (name === '..') climbs = names.pop() === undefined || climbs;
    else if (name !== '' && name !== '.') names.push(name);
  return { path: names.join('/'), climbs };
}

/** Without percent-encoding; as it is where it is not valid. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `App.vue?vue&type=script`: what a bundler’s plugin says of a part of the file. */
function withoutLoader(path: string): string {
  const start = path.indexOf('?', path.lastIndexOf('/') + 1);
  return start === -1 ? path : path.slice(0, start);
}

import { stablePath } from '../../text/stable-path.ts';

/** Pages that differ in variable parts of their path only. */
export interface PathGroup {
  /** `/product/:id` */
  readonly template: string;
  /** The paths with their queries, in the order in which they were found. */
  readonly paths: readonly string[];
}

/** Below the first level, more siblings than these are variants of one page. */
const MOST_SIBLINGS = 4;
/** At the first level are the sections of a site, so it takes more of them. */
const MOST_SECTIONS = 40;

/** `lamp-4711` and `4711-lamp`: a name with a number of its own. */
const NUMBERED = /^(?:.+[-_.]\d{3,}|\d{3,}[-_.].+)$/;

/** Groups paths by template: `/product/1` and `/product/2` are both `/product/:id`. */
export function groupByTemplate(paths: readonly string[]): PathGroup[] {
  const numbered = paths.map((path) => ({ path, segments: segmentsOf(path).map(numbersAsId) }));
  const crowded = crowdedParents(numbered.map(({ segments }) => segments));
  const groups = Map.groupBy(numbered, ({ path, segments }) => templateOf(path, segments, crowded));
  return [...groups].map(([template, members]) => ({ template, paths: members.map(({ path }) => path) }));
}

function segmentsOf(path: string): string[] {
  return new URL(path, 'http://path.invalid').pathname.split('/').filter((segment) => segment !== '');
}

function numbersAsId(segment: string): string {
  const bare = segment.replace(/\.html?$/i, '');
  const isVariable = /^\d[\d._-]*$/.test(bare) || NUMBERED.test(bare) || stablePath(bare) === '*';
  return isVariable ? ':id' : segment;
}

/** The beginnings of paths below which there are so many names that they are variables. */
function crowdedParents(all: readonly (readonly string[])[]): ReadonlySet<string> {
  const names = new Map<string, Set<string>>();
  for (const segments of all)
    for (const [depth, segment] of segments.entries()) {
      const parent = segments.slice(0, depth).join('/');
      const seen = names.get(parent) ?? new Set();
      names.set(parent, seen.add(segment));
    }
  const crowded = [...names].filter(([parent, { size }]) => size > (parent === '' ? MOST_SECTIONS : MOST_SIBLINGS));
  return new Set(crowded.map(([parent]) => parent));
}

function templateOf(path: string, segments: readonly string[], crowded: ReadonlySet<string>): string {
  const written = segments.map((segment, depth) => {
    const isLast = depth === segments.length - 1;
    const parent = segments.slice(0, depth).join('/');
    // A section that has pages of its own is not one name among many.
    return crowded.has(parent) && (isLast || depth > 0) ? ':slug' : segment;
  });
  const parameters = [...new URL(path, 'http://path.invalid').searchParams.keys()];
  const query = [...new Set(parameters)].map((name) => `${name}=:value`).join('&');
  return `/${written.join('/')}${query === '' ? '' : `?${query}`}`;
}

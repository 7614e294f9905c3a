import { maskQuery, stripFragment } from '../../text/strip-query.ts';

/** A page that is proposed as a route. */
export interface FoundRoute {
  readonly path: string;
  /** The paths that it stands for: `/product/:id`. */
  readonly template: string;
  /** How many pages of that template were seen. */
  readonly count: number;
}

/** A page, or pages of one template, that is not proposed. */
export interface DroppedPath {
  readonly path: string;
  /** Ends a sentence that begins with the path: `answers with 404`. */
  readonly reason: string;
}

/** Routes, and where they were found. */
export interface FoundRoutes {
  readonly routes: readonly FoundRoute[];
  readonly dropped: readonly DroppedPath[];
  /** Where the pages were found, after "from": `12 URLs of the sitemap`. */
  readonly origin: string;
  /** What could not be looked at. */
  readonly notices: readonly string[];
}

/** What the path of a route may be, as the configuration has it. */
const PATH = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;

/** Path and query of a URL of this origin; null if it has another, or its path or query cannot stand in a configuration. */
export function pathBelow(origin: string, url: string): string | null {
  const parsed = URL.parse(stripFragment(url), origin);
  if (parsed === null || parsed.origin !== origin) return null;
  const path = `${parsed.pathname}${parsed.search}`;
  // A token in a query must not come into the repository.
  return PATH.test(path) && maskQuery(path) === path ? path : null;
}

import type { Site } from '../detect/detect.ts';
import type { FoundRoutes } from './found.ts';
import { inOrder, MOST_ROUTES } from './probe.ts';
import { groupByTemplate } from './template.ts';

/** Files of pages that are looked at. */
const MOST_FILES = 5000;
/** Pages with a variable in their path that are named. */
const MOST_NAMED = 10;

/** Routes as the source has them; `/` if it does not show more. */
export function routesOfSource(site: Site | null): FoundRoutes {
  const pages = site?.framework.pages;
  const files = pages === undefined ? [] : (site?.folder.files ?? []).filter((file) => pages.files.test(file));
  const paths = files.slice(0, MOST_FILES).flatMap((file) => pathIn(pages?.pathOf(file) ?? null));
  const fixed = [...new Set(paths.filter((path) => !path.includes(':')))];
  const groups = inOrder(groupByTemplate(fixed.includes('/') ? fixed : ['/', ...fixed]));
  const variable = [...new Set(paths.filter((path) => path.includes(':')))];
  return {
    routes: groups
      .slice(0, MOST_ROUTES)
      .map(({ template, paths: same }) => ({ path: same[0] ?? '/', template, count: same.length })),
    dropped: variable.slice(0, MOST_NAMED).map((path) => ({
      path,
      reason: 'has a variable in its path: add a route with a value that exists',
    })),
    origin: fixed.length === 0 ? 'the root of the site' : 'the files of the repository',
    notices: [],
  };
}

/** The path that a page is served at; none if a configuration could not have it. */
function pathIn(page: string | null): string[] {
  if (page === null) return [];
  const segments = page.split('/').map((segment) => encodeURIComponent(segment).replaceAll('%3A', ':'));
  return [`/${segments.join('/')}`];
}

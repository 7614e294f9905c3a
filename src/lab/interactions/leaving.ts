import { stripQuery } from '../../text/strip-query.ts';
import { VisitFailure } from '../visit/visit-failure.ts';

/** The failure of a step that leads to another document and is not the last. `url`: of that document. */
export function leftThePage(url: string): VisitFailure {
  const to = stripQuery(url);
  const what = `it leads to another document, ${to}; make that a route of its own, or go there in \`setup\``;
  return new VisitFailure('left-the-page', what);
}

import path from 'node:path';

import type { CauseId } from '../../model/cause.ts';
import type { GateReport } from '../../model/report.ts';
import { OWN_PAGES } from '../../version.ts';
import { isCommit, type LinkContext } from './commit-link.ts';
import { name, type Piece } from './pieces.ts';

/** `src/ProductPage.graphql:12`, with a link to that line at head; `where` is relative to `folder`, a path from the root. */
export function fileLink(
  where: string,
  folder: string | undefined,
  report: LinkContext & Pick<GateReport, 'result'>,
): Piece {
  const { repositoryUrl, result } = report;
  const { sha } = result.head;
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(where) ?? [];
  if (repositoryUrl === undefined || sha === null || !isCommit(sha)) return name(where);
  if (folder === undefined || file === undefined || line === undefined) return name(where);
  const below = path.posix.normalize(path.posix.join(folder, file));
  if (below.startsWith('..') || path.posix.isAbsolute(below)) return name(where);
  return { name: where, href: `${repositoryUrl}/blob/${sha}/${below.split('/').map(escaped).join('/')}#L${line}` };
}

/** The page that says how to fix a cause, as a path in the repository of vitals-gate. */
export function causeDoc(id: CauseId): string {
  return `docs/causes/${id}.md`;
}

export function causeDocLink(id: CauseId): Piece {
  return { name: causeDoc(id), href: `${OWN_PAGES}/${causeDoc(id)}` };
}

/** As a URL's segment, without what ends a Markdown link. */
function escaped(segment: string): string {
  const encoded = encodeURIComponent(segment.toWellFormed());
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

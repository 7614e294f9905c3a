import path from 'node:path';

import type { CauseId } from '../../model/cause.ts';
import type { GateReport } from '../../model/report.ts';
import { name, type Piece } from './phrase.ts';
import { shortSha } from '../../text/short-sha.ts';

/**
 * Links into the repository that the report is about. Its address is what the runner says, never what the samples say, so
 * the worst that a foreign commit or file can do is lead to a page of this repository that is not there.
 */
type LinkContext = Pick<GateReport, 'repositoryUrl'>;

/** Where the pages of this major version are read. */
const OWN_PAGES = 'https://github.com/vitals-gate/vitals-gate/blob/v0';

/** `1a2b3c4`, with a link where it is a whole commit of a known repository. */
export function commitLink(sha: string, { repositoryUrl }: LinkContext): Piece {
  if (repositoryUrl === undefined || !isCommit(sha)) return name(shortSha(sha));
  return { name: shortSha(sha), href: `${repositoryUrl}/commit/${sha}` };
}

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

/** What lies between the two commits. */
export function rangeLink(words: string, { repositoryUrl, result }: LinkContext & Pick<GateReport, 'result'>): Piece {
  const [base, head] = [result.base.sha, result.head.sha];
  if (repositoryUrl === undefined || base === null || head === null || !isCommit(base) || !isCommit(head)) return words;
  return { words, href: `${repositoryUrl}/compare/${base}...${head}` };
}

/** The page that says how to fix a cause, as a path in the repository of vitals-gate. */
export function causeDoc(id: CauseId): string {
  return `docs/causes/${id}.md`;
}

export function causeDocLink(id: CauseId): Piece {
  return { name: causeDoc(id), href: `${OWN_PAGES}/${causeDoc(id)}` };
}

function isCommit(sha: string): boolean {
  return /^[0-9a-f]{40,64}$/i.test(sha);
}

/** As a URL's segment, without what ends a Markdown link. */
function escaped(segment: string): string {
  const encoded = encodeURIComponent(segment.toWellFormed());
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

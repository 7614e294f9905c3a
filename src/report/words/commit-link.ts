import type { GateReport } from '../../model/report.ts';
import { shortSha } from '../../text/short-sha.ts';
import { name, type Piece } from './pieces.ts';

/**
 * Links into the repository that the report is about. Its address is what the runner says, never what the samples say, so
 * the worst that a foreign commit or file can do is lead to a page of this repository that is not there.
 */
export type LinkContext = Pick<GateReport, 'repositoryUrl'>;

/** `1a2b3c4`, with a link where it is a whole commit of a known repository. */
export function commitLink(sha: string, { repositoryUrl }: LinkContext): Piece {
  if (repositoryUrl === undefined || !isCommit(sha)) return name(shortSha(sha));
  return { name: shortSha(sha), href: `${repositoryUrl}/commit/${sha}` };
}

/** What lies between the two commits. */
export function rangeLink(words: string, { repositoryUrl, result }: LinkContext & Pick<GateReport, 'result'>): Piece {
  const [base, head] = [result.base.sha, result.head.sha];
  if (repositoryUrl === undefined || base === null || head === null || !isCommit(base) || !isCommit(head)) return words;
  return { words, href: `${repositoryUrl}/compare/${base}...${head}` };
}

/** Whether it is a whole commit, as an address must name it. */
export function isCommit(sha: string): boolean {
  return /^[0-9a-f]{40,64}$/i.test(sha);
}

import type { Identity, Replay } from '../model/identity.ts';
import { isLoopback } from '../model/hosts.ts';
import type { RunRecord } from '../model/record.ts';

type Identical = Extract<Identity, { kind: 'identical' }>;

/** More than a visit remembers. */
const MOST_RESPONSES = 5000;

/** In what a record of identical bytes contradicts itself or its run, as the end of a sentence, or null. */
export function replayDoubt(run: RunRecord, { responses, replay }: Identical): string | null {
  if (responses > MOST_RESPONSES) return 'and no visit is served so many responses';
  return replay === null ? folderDoubt(run) : (requestDoubt(run, replay) ?? responseDoubt(responses, replay));
}

/** What the gate serves itself, it serves on this machine. */
function folderDoubt({ base, head, servesFolders }: RunRecord): string | null {
  if (servesFolders !== true) return 'and no request was repeated to servers that are not the gate’s own';
  const areOwn = [base, head].every((deploy) => deploy !== null && isLoopback(parsed(deploy.url)?.hostname ?? ''));
  return areOwn ? null : 'and no request was repeated to deploys that are not folders on this machine';
}

function requestDoubt({ base, head }: RunRecord, { urls, sums, blocks }: Replay): string | null {
  const origins = [base, head].map((deploy) => parsed(deploy?.url ?? '')?.origin);
  if (!urls.every((url) => origins.includes(parsed(url)?.origin)))
    return 'and repeated a request to no deploy of the run';
  const passes = blocks.flat();
  if (passes.some(({ times }) => times.every((ms) => ms === 0))) return 'and its responses took no time';
  return new Set(urls).size > 1 && sums.length === 0 ? 'and the times of its responses are not summed' : null;
}

function responseDoubt(responses: number, { urls }: Replay): string | null {
  return new Set(urls).size > responses ? 'and more requests were repeated than its visits sent' : null;
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

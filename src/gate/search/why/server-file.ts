import path from 'node:path';

import { writtenLines, type SourceChange } from '../../../git/history/place-in-change.ts';
import type { CauseId } from '../../../model/cause.ts';
import type { RepositoryFiles } from '../../../source-maps/repository-files.ts';
import { decoded } from '../../../source-maps/source-path.ts';
import { MOST_FILES } from './written-line.ts';

/** Causes that a server makes: what they are about is no line of a page. */
const OF_SERVERS: ReadonlySet<CauseId> = new Set([
  'cache-lost',
  'compression-lost',
  'hero-behind-redirect',
  'hero-slower-host',
  'redirect-added',
  'server-layer-slower',
  'server-slower',
]);

const CODE = /\.(?:[cm]?[jt]s|py|rb|php|go|java|kt|rs|cs|ex|exs|scala|sql|conf|ya?ml|toml|json)$/i;
const NOT_CODE =
  /(?:^|\/)(?:tests?|__tests__|spec|docs?|node_modules|\.github)\/|\.(?:test|spec)\.|(?:^|\/)(?:package(?:-lock)?\.json|[^/]*lock[^/]*|vitals-gate\.ya?ml)$/i;
/** What servers are called, and what only they do. */
const SERVER_NAME =
  /(?:^|[/._ -])(?:server|api|backend|middleware|functions?|lambda|edge|handlers?|controllers?|services?|routes?|nginx|cdn|vercel|netlify)(?:[/._ -]|$)/i;
const SERVER_TEXT =
  /\bcreateServer\b|\bnode:https?\b|\bwriteHead\b|\bsetHeader\b|\b(?:express|fastify|Hono|Koa)\(|\bnew Response\(/;

export function isOfServer(id: CauseId): boolean {
  return OF_SERVERS.has(id);
}

/**
 * The first line that head wrote in the one file of a server among its changes; null if it has none, several, or too many
 * to look at.
 *
 * @param served the URLs of what head serves: files of the page itself are not the server
 */
export async function serverLine(
  change: SourceChange,
  files: RepositoryFiles,
  served: readonly string[],
): Promise<{ readonly file: string; readonly line: number } | null> {
  const names = new Set(served.map((url) => path.posix.basename(decoded(URL.parse(url)?.pathname ?? ''))));
  const written = [...writtenLines(change)].filter(
    ({ file }) => CODE.test(file) && !NOT_CODE.test(file) && !names.has(path.posix.basename(file)),
  );
  if (written.length > MOST_FILES) return null;
  const found: { file: string; line: number }[] = [];
  for (const { file, ranges } of written) {
    const [first] = ranges;
    if (first === undefined) continue;
    if (SERVER_NAME.test(file) || SERVER_TEXT.test((await files.read(file)) ?? ''))
      found.push({ file, line: first.first });
  }
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? null : only;
}

import type { SourceOf } from '../../../model/config.ts';
import { sideOf, type DeployProvider, type ServedCommit } from '../provider.ts';
import { expandFolder, namesCommit, valuesFor } from '../url/placeholders.ts';
import { serveFolder, servedFrom } from './server.ts';

/** Built sites in folders, served by the gate itself. */
export function staticFolder({ kind, folder: template, spa = false }: SourceOf<'static'>): DeployProvider {
  const isTemplate = namesCommit(template);
  return {
    kind,
    commits: 'labels',
    servesBetween: isTemplate,
    builds: false,
    opensHeadFirst: false,
    isFixedAddress: false,
    fixedFolder: isTemplate ? null : template,
    open: async ({ event = null, log }) => ({
      serve: async (sha, place): Promise<ServedCommit> => {
        const side = sideOf(place);
        const folder = expandFolder(template, valuesFor(side, sha, event));
        const server = await serveFolder(side, folder, { spa });
        log(`${side}: ${server.files} ${server.files === 1 ? 'file' : 'files'} of ${folder} at ${server.url}`);
        return servedFrom(server, side, sha);
      },
      notices: [],
      dispose: async () => {},
    }),
  };
}

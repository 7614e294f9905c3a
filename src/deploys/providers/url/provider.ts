import type { SourceOf } from '../../../model/config.ts';
import { sideOf, visited, type DeployProvider } from '../provider.ts';
import { expandUrl, namesCommit, valuesFor } from './placeholders.ts';

/** Deploys served elsewhere, at URLs that are known or follow from the commit. */
export function url({ kind, url: template, hosts }: SourceOf<'url'>): DeployProvider {
  const isTemplate = namesCommit(template);
  return {
    kind,
    commits: 'labels',
    servesBetween: isTemplate,
    builds: false,
    opensHeadFirst: false,
    isFixedAddress: !isTemplate,
    fixedFolder: null,
    open: async ({ event = null }) => ({
      serve: async (sha, place) => {
        const side = sideOf(place);
        const expanded = expandUrl(template, valuesFor(side, sha, event));
        return visited({ side, sha, url: expanded, ...(hosts === undefined ? {} : { hosts }) });
      },
      notices: [],
      dispose: async () => {},
    }),
  };
}

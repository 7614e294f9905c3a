import { showsSecrets } from '../../../lab/diagnosis/diagnose.ts';
import type { Route } from '../../../model/route.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';

/**
 * Whether reports may quote what head serves at a URL. A document that a visitor is logged in to, or types a secret into,
 * may have anything of theirs in it, its inline scripts included. Scripts and style sheets of their own are code.
 */
export function mayQuote(routes: readonly Route[], { diagnosis, head }: DiagnosedCampaign, url: string): boolean {
  const route = routes.find(({ name }) => name === diagnosis.route);
  if (route === undefined || !showsSecrets(route)) return true;
  const requests = diagnosis.visits.flatMap((visit) => visit.requests);
  const kinds = new Set(requests.flatMap((request) => (request.url === url ? [request.kind] : [])));
  if (kinds.has('document') || head.inlineScripts.has(url)) return false;
  return kinds.has('script') || kinds.has('style') || head.sourceMaps.has(url);
}

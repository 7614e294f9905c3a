import { fontBlocksText, renderBlockingScript, renderBlockingStyle } from './blocking.ts';
import type { Context, Rule } from './finding.ts';
import { costGrown } from './graphql.ts';
import {
  clientSideRendering,
  heroBehindRedirect,
  heroDiscoveredLate,
  heroLarger,
  heroLazyLoaded,
  heroLowPriority,
  heroSlowerHost,
} from './hero.ts';
import { redirectAdded, serverLayerSlower, serverSlower } from './server.ts';
import { shiftCauses } from './shifts.ts';
import { thirdPartyBytes } from './third-party.ts';
import { cacheLost } from './cache-lost.ts';
import { bundleGrown, compressionLost, connectionAdded } from './transfer.ts';
import { forcedReflow, largeStyleRecalculation, slowScripts } from './work.ts';

const HERO: readonly Rule[] = [
  clientSideRendering,
  heroLazyLoaded,
  heroLowPriority,
  heroBehindRedirect,
  heroLarger,
  heroSlowerHost,
  heroDiscoveredLate,
];
const LOADING: readonly Rule[] = [
  costGrown,
  redirectAdded,
  connectionAdded,
  cacheLost,
  compressionLost,
  bundleGrown,
  fontBlocksText,
  renderBlockingStyle,
  renderBlockingScript,
  serverLayerSlower,
  serverSlower,
];
const WORK: readonly Rule[] = [forcedReflow, largeStyleRecalculation, slowScripts];

/** What can make each metric worse. */
export const RULES: Readonly<Record<Context['metric'], readonly Rule[]>> = {
  lcp: [...HERO, ...LOADING, ...WORK],
  fcp: [...LOADING, ...WORK],
  inp: WORK,
  cls: [shiftCauses],
  bytes: [compressionLost, bundleGrown, heroLarger, thirdPartyBytes],
};

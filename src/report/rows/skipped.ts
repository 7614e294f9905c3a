import type { Identity, Replay } from '../../model/identity.ts';
import type { Place } from '../../model/place.ts';
import type { Result } from '../../model/result.ts';
import type { MeasuredRoute, SkippedRoute } from '../../model/skipped.ts';

/** What a campaign came to before its first block, without the times that were compared: it outlives them. */
export type ToldIdentity =
  | ({ readonly kind: 'identical' } & Omit<SkippedRoute, keyof Place>)
  | ({ readonly kind: 'measured' } & Omit<MeasuredRoute, keyof Place>);

export function tellIdentity(identity: Identity): ToldIdentity {
  if (identity.kind === 'measured') return identity;
  const { kind, responses, replay } = identity;
  return { kind, responses, ...repeated(replay) };
}

/** A request whose response comes in pieces is listed once for each. */
function repeated(replay: Replay | null): Pick<SkippedRoute, 'repeatedRequests' | 'repeats'> {
  if (replay === null) return { repeatedRequests: 0, repeats: 0 };
  return { repeatedRequests: new Set(replay.urls).size, repeats: replay.blocks.flat().length };
}

/** What all of them came to; absent if none looked at what it is served. */
export function skippedOf(
  campaigns: readonly { readonly report: Place; readonly identity: ToldIdentity | null }[],
): Pick<Result, 'skipped'> {
  const routes: SkippedRoute[] = [];
  const measured: MeasuredRoute[] = [];
  for (const { report, identity } of campaigns) {
    if (identity === null) continue;
    const { route, condition } = report;
    if (identity.kind === 'identical') {
      const { kind: _, ...told } = identity;
      routes.push({ route, condition, ...told });
    } else {
      const { kind: _, ...told } = identity;
      measured.push({ route, condition, ...told });
    }
  }
  return routes.length + measured.length === 0 ? {} : { skipped: { routes, measured } };
}

import { BEACON_METRICS } from '../../model/beacon.ts';
import type { FieldRoute } from '../../model/field.ts';
import type { Group } from '../questions/scope.ts';
import type { DeployRow } from './deploys.ts';
import type { DeployedSha } from './rows.ts';

export interface UnviewedInput {
  readonly routes: readonly Pick<FieldRoute, 'name' | 'conditions'>[];
  /** What has page views that ended. */
  readonly seen: readonly Group[];
  readonly deploys: readonly DeployedSha[];
  /** The window, ISO instants. */
  readonly from: string;
  readonly to: string;
}

const NOTHING = { change: null, low: null, high: null, placeboRank: null, placebos: 0, deepest: false, seenBy: null };

/** A row of each deploy of the window for each metric of a declared route and condition that nobody viewed. */
export function unviewedRows({ routes, seen, deploys, from, to }: UnviewedInput): DeployRow[] {
  const viewed = new Set(seen.map(({ route, device }) => JSON.stringify([route, device])));
  const inWindow = deploys.filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to));
  const unviewed = routes.flatMap(({ name: route, conditions }) =>
    conditions.flatMap((condition) => (viewed.has(JSON.stringify([route, condition])) ? [] : [{ route, condition }])),
  );
  return inWindow.flatMap(({ sha, at }) =>
    unviewed.flatMap((of) =>
      BEACON_METRICS.map((path): DeployRow => {
        const moment = new Date(at).toISOString();
        return { sha, at: moment, ...of, by: null, path, ...NOTHING, verdict: 'unclear', reason: 'no-data' };
      }),
    ),
  );
}

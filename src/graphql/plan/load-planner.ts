import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGE = '@graphql-hive/router-query-planner';

/** What the planner's package exports. */
interface PlannerModule {
  readonly QueryPlanner: new (supergraphSdl: string) => NativePlanner;
}

export interface NativePlanner {
  readonly plan: (
    query: string,
    operationName: string | null,
    activeLabels: ReadonlySet<string>,
    percentage: number,
  ) => { readonly node?: unknown };
}

export type Planners = { readonly open: (supergraphSdl: string) => NativePlanner } | { readonly notice: string };

/**
 * The query planner where the user has installed it: it is native, so it cannot be part of this program. It is looked for
 * from the user's folder.
 */
export async function loadPlanner(folder: string): Promise<Planners> {
  try {
    const path = createRequire(join(folder, 'package.json')).resolve(PACKAGE);
    const { QueryPlanner } = (await import(pathToFileURL(path).href)) as PlannerModule;
    return { open: (supergraphSdl) => new QueryPlanner(supergraphSdl) };
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND');
    const why = isThere ? `${PACKAGE} does not load on this machine` : `${PACKAGE} is not installed`;
    return { notice: `Planned costs, fetches and waves are left out: ${why} (npm install --save-dev ${PACKAGE}).` };
  }
}

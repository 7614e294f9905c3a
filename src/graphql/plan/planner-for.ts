import { causeOf } from '../../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { loadPlanner } from './load-planner.ts';
import { makePlanner, type Planner } from './plan-operation.ts';

/** A planner of the graph's operations, or why a composed graph has none. */
export async function plannerFor(
  { supergraphSdl, document }: Pick<Graph, 'supergraphSdl' | 'document'>,
  folder: string,
): Promise<{ readonly planner: Planner | null; readonly notice: string | null }> {
  if (supergraphSdl === null) return { planner: null, notice: null };
  const loaded = await loadPlanner(folder);
  if ('notice' in loaded) return { planner: null, notice: loaded.notice };
  try {
    return { planner: makePlanner(loaded.open(supergraphSdl), document), notice: null };
  } catch (error) {
    const notice = `Planned costs, fetches and waves are left out: the planner refuses the supergraph (${causeOf(error)}).`;
    return { planner: null, notice };
  }
}

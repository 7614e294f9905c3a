import { GateError, formatError } from '../../errors.ts';
import type { Side } from '../../model/deploy.ts';
import type { Files } from '../files/files.ts';
import type { CompositionError } from '../graph/compose.ts';
import type { Graph } from '../graph/graph.ts';
import { readGraph } from '../graph/read-graph.ts';
import type { DocumentReader } from '../operations/documents.ts';
import type { Operation } from '../operations/operation.ts';
import { readOperations } from '../operations/read-operations.ts';
import type { Planner } from '../plan/plan-operation.ts';
import { priceOperation, type PricingResult, type PriceSettings } from '../command/price-operation.ts';
import { plannerFor } from '../plan/planner-for.ts';
import type { SideTerms } from './settings.ts';

/** Everything that one side costs. */
export interface CostedSide {
  readonly side: Side;
  readonly graph: Graph;
  readonly settings: PriceSettings;
  readonly planner: Planner | null;
  /** In the order of the operations' files. */
  readonly priced: readonly PricingResult[];
  readonly notes: readonly string[];
}

/** A side, or why it has no costs. */
export type SideReading =
  | { readonly status: 'costed'; readonly side: CostedSide }
  | { readonly status: 'not-composed'; readonly errors: readonly CompositionError[] }
  | { readonly status: 'none'; readonly why: string };

/** How sides are read. */
interface Means {
  /** One for both sides: what they say alike is read once. */
  readonly reader: DocumentReader;
  /** Whether operations are planned, which takes longer than all the rest. */
  readonly plans: boolean;
}

const NO_PLANNER = { planner: null, notice: null };

/**
 * Reads and costs a side. What is wrong with the files of base leaves it without costs.
 *
 * @throws GateError `graphql-input` for what is wrong with the files of head
 */
export async function readSide(terms: SideTerms, files: Files, means: Means): Promise<SideReading> {
  try {
    return await costSide(terms, files, means);
  } catch (error) {
    if (files.side === 'head' || !(error instanceof GateError)) throw error;
    return { status: 'none', why: formatError(error).split('\n')[0] ?? '' };
  }
}

async function costSide({ config, settings }: SideTerms, files: Files, { reader, plans }: Means): Promise<SideReading> {
  const by = { named: 'graphql', where: config.where };
  const reading = await readGraph(config.source, files, by);
  if (reading.status === 'not-composed') return reading;
  if (reading.status === 'absent') return { status: 'none', why: 'the commit does not have any of the schema files' };
  const { graph } = reading;
  const selection = { ...by, named: 'graphql.operations', patterns: config.operations };
  const operations = await readOperations(files, selection, reader);
  const { planner, notice } = plans ? await plannerFor(graph, config.folder) : NO_PLANNER;
  const priced = operations.map((operation) => price(operation, graph, settings, planner, files.side));
  const notes = [...graph.notes, ...(notice === null ? [] : [notice])];
  return { status: 'costed', side: { side: files.side, graph, settings, planner, priced, notes } };
}

/** A value for a variable that only head's operation declares is left out on base. */
function price(
  operation: Operation,
  graph: Graph,
  settings: PriceSettings,
  planner: Planner | null,
  side: Side,
): PricingResult {
  try {
    return priceOperation(operation, graph, settings, planner);
  } catch (error) {
    if (side === 'head' || !(error instanceof GateError)) throw error;
    return priceOperation(operation, graph, { ...settings, variables: {} }, planner);
  }
}

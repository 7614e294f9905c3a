import { didYouMean, quote } from '../../source/diagnostic.ts';
import { placeIn } from '../../source/positions.ts';
import { parseSource } from '../../source/yaml.ts';
import { GateError } from '../../errors.ts';
import type { CostProfile, GraphSource } from '../../model/graphql.ts';
import type { Files } from '../files/files.ts';
import { parseJson } from '../files/json.ts';
import { readOne } from '../files/select-files.ts';
import { workTree } from '../files/work-tree.ts';
import type { Graph } from '../graph/graph.ts';
import { lintGraph } from '../graph/lint-graph.ts';
import { readGraph } from '../graph/read-graph.ts';
import type { Operation } from '../operations/operation.ts';
import { readOperations } from '../operations/read-operations.ts';
import { matchesName } from '../operations/variables.ts';
import { plannerFor } from '../plan/planner-for.ts';
import { operationJson } from './price-json.ts';
import { priceOperation, type PricingResult, type PriceSettings } from './price-operation.ts';
import { priceText } from './price-text.ts';
import { isMap } from '../../source/is-map.ts';
import { compositionText } from '../graph/compose.ts';

/** `vitals-gate graphql cost` as asked for. */
export interface CostRequest {
  readonly source: GraphSource;
  readonly operations: readonly string[];
  /** A JSON file with values by operation; null: none are given. */
  readonly variables: string | null;
  readonly profile: CostProfile;
  readonly listSize: number;
  readonly unknownVariables: boolean;
  readonly json: boolean;
}

/** What the command prints and how it ends. */
interface CostOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1;
}

/**
 * What operations cost on a graph, from files below `folder`.
 *
 * @throws GateError `graphql-input`, `composition-failed`
 */
export async function runCost(request: CostRequest, folder: string): Promise<CostOutcome> {
  const files = workTree(folder);
  const graph = await graphOf(request.source, files);
  const operations = await readOperations(files, { patterns: request.operations, named: '--operations', where: null });
  const given = request.variables === null ? NO_VARIABLES : await readVariables(request.variables, files);
  const settings: PriceSettings = {
    profile: request.profile,
    listSize: request.listSize,
    unknownVariables: request.unknownVariables,
    variableDefaults: false,
    ...given,
  };
  const { planner, notice } = await plannerFor(graph, folder);
  const priced = operations.map((operation) => priceOperation(operation, graph, settings, planner));
  const notes = [...graph.notes, ...(notice === null ? [] : [notice]), ...lintGraph(graph, request.profile)];
  const outcome = outcomeOf(priced, notes, request);
  return { ...outcome, stderr: unusedVariables(given, operations) + outcome.stderr };
}

/** Names and patterns that mean no operation: legal, but most likely misspelled. */
function unusedVariables(
  { variables, variablesWhere, whereOfValue }: GivenVariables,
  operations: readonly Operation[],
): string {
  const names = operations.map(({ name }) => name);
  return Object.keys(variables)
    .filter((pattern) => !names.some((name) => matchesName(pattern, name)))
    .map((pattern) => {
      const near = didYouMean(
        pattern,
        names.filter((name) => name !== null),
      );
      const meant = near === null ? '' : ` Did you mean ${quote(near)}?`;
      return `${whereOfValue?.([pattern]) ?? variablesWhere}: warning: No operation is called ${quote(pattern)}.${meant}\n`;
    })
    .join('');
}

function outcomeOf(
  priced: readonly PricingResult[],
  notes: readonly string[],
  { json, profile }: CostRequest,
): CostOutcome {
  const broken = priced.flatMap((each) => (each.valid ? [] : each.problems));
  const errors = broken.map(({ where, message }) => `${where}: error: ${message}\n`).join('');
  const told = notes.map((note) => `note: ${note}\n`).join('');
  const valid = priced.flatMap((each) => (each.valid ? [operationJson(each, profile)] : []));
  const stdout = json ? `${JSON.stringify(valid, null, 2)}\n` : priceText(priced, profile);
  return { stdout, stderr: told + errors, exitCode: broken.length === 0 ? 0 : 1 };
}

async function graphOf(source: GraphSource, files: Files): Promise<Graph> {
  const named = { schema: '--schema', supergraph: '--supergraph', rover: '--subgraphs', subgraphs: '--subgraphs' }[
    source.kind
  ];
  const reading = await readGraph(source, files, { named, where: null });
  if (reading.status === 'read') return reading.graph;
  if (reading.status === 'absent')
    throw new GateError('graphql-input', { what: 'There is no subgraph to compose.', todo: 'List one.' });
  const [first = '', ...others] = reading.errors.map(compositionText);
  throw new GateError('composition-failed', { first, others: others.map((each) => `\n${each}`).join('') });
}

type GivenVariables = Pick<PriceSettings, 'variables' | 'variablesWhere' | 'whereOfValue'>;

const NO_VARIABLES: GivenVariables = { variables: {}, variablesWhere: '--variables' };

async function readVariables(path: string, files: Files): Promise<GivenVariables> {
  const file = await readOne(files, path, { named: '--variables', where: null });
  const value = parseJson(file ?? { path, text: '' }, 'Correct the file.');
  const whereOfValue = (keys: readonly string[]): string =>
    placeIn(path, parseSource(file?.text ?? '').position(keys, 'key'));
  if (isMap(value) && Object.values(value).every(isMap))
    return { variables: value as PriceSettings['variables'], variablesWhere: `${path}:1:1`, whereOfValue };
  const what = 'The variables are not a map from operation names to maps of values.';
  throw new GateError(
    'graphql-input',
    { what, todo: 'Write for example { "ProductPage": { "first": 10 } }.' },
    { where: `${path}:1:1` },
  );
}

import { Option, type Command } from 'commander';

import { quote, suggestion } from '../source/diagnostic.ts';
import { GateError } from '../errors.ts';
import type { GraphqlCheckOptions } from '../gate/graphql/check.ts';
import type { CostRequest } from '../graphql/command/run-cost.ts';
import { PROFILE_METRICS, type CostProfile, type GraphSource } from '../model/graphql.ts';
import { textOf } from './values.ts';

/** What the `graphql` commands ask for. */
export type GraphqlRequest =
  | { readonly command: 'graphql-cost'; readonly request: CostRequest }
  | { readonly command: 'graphql-check'; readonly options: GraphqlCheckOptions };

type RequestListener = (request: GraphqlRequest) => void;

export function addGraphql(command: Command, onRead: RequestListener): void {
  command.description('Cost GraphQL operations on the composed graph.').helpOption('-h, --help', 'print this help');
  addCost(command.command('cost'), onRead);
  addCheck(command.command('check'), onRead);
}

interface CostFlags {
  readonly schema?: readonly string[];
  readonly supergraph?: string;
  readonly subgraphs?: string;
  readonly operations?: readonly string[];
  readonly variables?: string;
  readonly profile: CostProfile;
  readonly listSize: number;
  readonly unknownVariables?: boolean;
  readonly json?: boolean;
}

function addCost(command: Command, onRead: RequestListener): void {
  command
    .description('Print what operations cost on a graph.')
    .helpOption('-h, --help', 'print this help')
    .option('--schema <file...>', 'the graph in SDL, in one or several files')
    .option('--supergraph <file>', 'the SDL of a composed supergraph', textOf('--supergraph'))
    .option('--subgraphs <file>', "the subgraphs, as rover's supergraph.yaml", textOf('--subgraphs'))
    .option('--operations <file...>', '.graphql documents and persisted-operation manifests; globs are allowed')
    .option('--variables <file>', 'JSON: { "OperationName": { "variable": value } }', textOf('--variables'))
    .addOption(profileOption())
    .option('--list-size <n>', 'the size of lists that have no other size, or unbounded', listSizeOf, Infinity)
    .option('--unknown-variables', 'treat variables without a value as unknown, not as absent')
    .option('--json', 'print JSON')
    .option('--debug', 'print stack traces')
    .action((flags: CostFlags) => onRead({ command: 'graphql-cost', request: costRequest(flags) }));
}

function profileOption(): Option {
  return new Option('--profile <name>', `the cost model: ${PROFILES.join(' or ')}`).argParser(profileOf).default('ibm');
}

const PROFILES = Object.keys(PROFILE_METRICS) as CostProfile[];

function profileOf(value: string): CostProfile {
  const profile = PROFILES.find((known) => known === value);
  if (profile !== undefined) return profile;
  const todo = suggestion(value, PROFILES, 'It can be');
  throw new GateError('usage', { what: `--profile cannot be ${quote(value)}.`, todo });
}

function listSizeOf(value: string): number {
  if (value === 'unbounded') return Infinity;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const what = `--list-size is ${quote(value)}, which is neither a whole number nor unbounded.`;
  throw new GateError('usage', { what, todo: 'Write for example --list-size 100.' });
}

function costRequest(flags: CostFlags): CostRequest {
  const { operations = [], variables = null, profile, listSize, unknownVariables = false, json = false } = flags;
  if (operations.length === 0)
    throw new GateError('usage', {
      what: '--operations is missing.',
      todo: 'Name the files that hold the operations.',
    });
  return { source: sourceOf(flags), operations, variables, profile, listSize, unknownVariables, json };
}

function sourceOf({ schema, supergraph, subgraphs }: CostFlags): GraphSource {
  const sources: GraphSource[] = [
    ...(schema === undefined ? [] : [{ kind: 'schema', files: schema } as const]),
    ...(supergraph === undefined ? [] : [{ kind: 'supergraph', file: supergraph } as const]),
    ...(subgraphs === undefined ? [] : [{ kind: 'rover', file: subgraphs } as const]),
  ];
  const [only, another] = sources;
  if (only !== undefined && another === undefined) return only;
  const found = only === undefined ? 'none of them is given' : 'several of them are given';
  throw new GateError('usage', {
    what: `Exactly one of --schema, --supergraph and --subgraphs must name the graph; ${found}.`,
    todo: 'Give one of them.',
  });
}

interface CheckFlags {
  readonly config: string;
  readonly baseRef?: string;
  readonly out: string;
}

function addCheck(command: Command, onRead: RequestListener): void {
  command
    .description('Check the operations of the work tree against the graphql budgets of the configuration.')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the configuration', textOf('--config'), 'vitals-gate.yml')
    .option('--base-ref <ref>', 'base is the merge base with this (default: the default branch)', textOf('--base-ref'))
    .option('--out <dir>', 'the output folder', textOf('--out'), 'vitals-gate-out')
    .option('--debug', 'print stack traces')
    .action(({ config, baseRef, out }: CheckFlags) =>
      onRead({ command: 'graphql-check', options: { config, baseRef: baseRef ?? null, out } }),
    );
}

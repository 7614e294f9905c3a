import type { CostRequest } from '../graphql/command/run-cost.ts';
import type { GraphqlCheckOptions } from '../gate/graphql/check.ts';
import { hasColor, say, type Io } from './io.ts';
import type * as pipeline from './pipeline.ts';

/** `graphql cost`: the costs to stdout, what is wrong to stderr. */
export async function costOperations(
  request: CostRequest,
  io: Io,
  { runCost }: Pick<typeof pipeline, 'runCost'>,
): Promise<number> {
  const { stdout, stderr, exitCode } = await runCost(request, process.cwd());
  say(io.stdout, stdout);
  say(io.stderr, stderr);
  return exitCode;
}

/** `graphql check`: the report to stdout. */
export async function checkOperations(
  options: GraphqlCheckOptions,
  io: Io,
  { runGraphqlCheck, renderTerminal }: Pick<typeof pipeline, 'runGraphqlCheck' | 'renderTerminal'>,
): Promise<number> {
  const { report, exitCode } = await runGraphqlCheck(options);
  say(io.stdout, renderTerminal(report, { color: hasColor(io.stdout, io.env), out: options.out }));
  return exitCode;
}

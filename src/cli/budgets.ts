import { text } from 'node:stream/consumers';

import type { SuggestOptions } from '../suggest/options.ts';
import { suggestBudgets } from '../suggest/suggest.ts';
import { TERMINAL } from './asker.ts';
import { isInteractive, say, type Io } from './io.ts';

/** Where `budgets suggest` runs, for tests. */
interface SuggestTerminal {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly now: Date;
}

/** `budgets suggest`: asks before it writes, on a terminal with a reader in front of it. Reads standard input for `-` only. */
export async function runBudgets(
  options: SuggestOptions,
  io: Io,
  { cwd, stdin, now }: SuggestTerminal = { cwd: process.cwd(), stdin: process.stdin, now: new Date() },
): Promise<number> {
  const mayAsk = options.crux !== '-' && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told: string): void => say(io.stdout, told);
  const ask = mayAsk ? TERMINAL : null;
  await suggestBudgets(options, { cwd, env: io.env, now, ask, readInput: () => text(stdin), tell });
  return 0;
}

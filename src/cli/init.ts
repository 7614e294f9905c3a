import { init } from '../start/init.ts';
import type { InitOptions } from '../start/options.ts';
import { TERMINAL } from './asker.ts';
import { isInteractive, say, type Io } from './io.ts';

/** Where `init` runs, for tests. */
interface InitTerminal {
  readonly cwd: string;
  readonly stdin: { readonly isTTY?: boolean };
}

/** `init`: questions only on a terminal with a reader in front of it, and none with --yes. */
export async function runInit(
  options: InitOptions,
  io: Io,
  { cwd, stdin }: InitTerminal = { cwd: process.cwd(), stdin: process.stdin },
): Promise<number> {
  const mayAsk = !options.isAgreed && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told: string): void => say(io.stdout, told);
  await init(options, { cwd, env: { ...io.env }, ask: mayAsk ? TERMINAL : null, tell });
  return 0;
}

import { confirm, isCancel, select, text } from '@clack/prompts';

import { GateError } from '../errors.ts';
import { init } from '../start/init.ts';
import type { Asker, InitOptions } from '../start/options.ts';
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

/** Questions on the terminal. Each rejects with `init-stopped` after Ctrl+C. */
const TERMINAL: Asker = {
  choose: async (message, choices) => {
    const answer = await select({ message, options: choices.map((value) => ({ value, label: value })) });
    if (isCancel(answer)) throw new GateError('init-stopped');
    return answer;
  },
  text: async (message, placeholder) => {
    const answer = await text({ message, placeholder });
    if (isCancel(answer)) throw new GateError('init-stopped');
    return answer ?? '';
  },
  confirm: async (message) => {
    const answer = await confirm({ message });
    if (isCancel(answer)) throw new GateError('init-stopped');
    return answer;
  },
};

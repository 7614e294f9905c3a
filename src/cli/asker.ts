import { confirm, isCancel, select, text } from '@clack/prompts';

import { GateError } from '../errors.ts';
import type { Asker } from '../start/options.ts';

/** Questions on the terminal. Each rejects with `init-stopped` after Ctrl+C. */
export const TERMINAL: Asker = {
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

import { setTimeout as wait } from 'node:timers/promises';

import { find } from '../elements.ts';
import type { Performer } from './performer.ts';

export const waitFor: Performer<'wait-for'> = async ({ page, requests }, step) => {
  if ('selector' in step) await find(page, step.selector);
  else if ('request' in step) await requests.answered(step.request);
  else await wait(step.timeMs);
};

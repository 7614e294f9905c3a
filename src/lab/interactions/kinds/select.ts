import { single } from '../elements.ts';
import { choose } from '../select-option.ts';
import type { Performer } from './performer.ts';

export const select: Performer<'select'> = async (stage, step) =>
  choose(stage, await single(stage.page, step.selector), step);

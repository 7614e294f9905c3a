import { clickAt, pointAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const navigate: Performer<'navigate'> = async (stage, step) => {
  if (step.kind === 'hard') return stage.navigate(step.path);
  const point = await pointAt(stage, step.selector);
  await stage.navigateSoftly(() => clickAt(stage, point));
};

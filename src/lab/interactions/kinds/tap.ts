import { clickAt, pointAt, touchAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const tap: Performer<'tap'> = async (stage, { selector }) => {
  const point = await pointAt(stage, selector);
  await stage.input(() => (stage.touch ? touchAt(stage, point) : clickAt(stage, point)));
};

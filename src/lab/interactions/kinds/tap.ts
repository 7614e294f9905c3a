import { single } from '../elements.ts';
import { clickAt, pointAt, touchAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const tap: Performer<'tap'> = async (stage, { selector }) => {
  const point = await pointAt(await single(stage.page, selector), selector);
  await stage.input(() => (stage.touch ? touchAt(stage, point) : clickAt(stage, point)));
};

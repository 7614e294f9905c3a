import { single } from '../elements.ts';
import { clickAt, pointAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const click: Performer<'click'> = async (stage, { selector }) => {
  const point = await pointAt(await single(stage.page, selector), selector);
  await stage.input(() => clickAt(stage, point));
};

import { clickAt, pointAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const click: Performer<'click'> = async (stage, { selector }) => {
  const point = await pointAt(stage, selector);
  await stage.input(() => clickAt(stage, point));
};

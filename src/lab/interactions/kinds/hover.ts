import { pointAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const hover: Performer<'hover'> = async (stage, { selector }) => {
  const { x, y } = await pointAt(stage, selector);
  await stage.page.mouse.move(x, y);
};

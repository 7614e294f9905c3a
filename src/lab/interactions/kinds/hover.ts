import { single } from '../elements.ts';
import { pointAt } from '../pointer.ts';
import type { Performer } from './performer.ts';

export const hover: Performer<'hover'> = async ({ page }, { selector }) => {
  const { x, y } = await pointAt(await single(page, selector), selector);
  await page.mouse.move(x, y);
};

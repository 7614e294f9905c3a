import { single } from '../elements.ts';
import { typeText } from '../keyboard.ts';
import type { Performer } from './performer.ts';

export const type: Performer<'type'> = async (stage, { selector, text }) => {
  if (selector !== null) await (await single(stage.page, selector)).focus();
  await stage.input(() => typeText(stage, stage.valueOf(text)));
};

import { press as pressKey } from '../keyboard.ts';
import type { Performer } from './performer.ts';

export const press: Performer<'press'> = (stage, { key }) => stage.input(() => pressKey(stage, key));

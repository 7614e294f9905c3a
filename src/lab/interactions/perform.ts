import { setTimeout as wait } from 'node:timers/promises';

import type { Interaction } from '../../model/route.ts';
import { find, single } from './elements.ts';
import { press, typeText } from './keyboard.ts';
import { pointAt } from './pointer.ts';
import { replay } from './recording.ts';
import { scroll } from './scroll.ts';
import { choose } from './select.ts';
import type { Stage } from './stage.ts';

/** Performs one step of a script with real input. Throws VisitFailure. */
export async function perform(stage: Stage, step: Interaction): Promise<void> {
  const { page } = stage;
  if (step.action !== 'wait-for') stage.requests.beginStep();
  switch (step.action) {
    case 'click':
      return click(stage, step.selector);
    case 'tap':
      return stage.touch ? tap(stage, step.selector) : click(stage, step.selector);
    case 'type':
      return type(stage, step.selector, stage.valueOf(step.text));
    case 'press':
      return stage.input(() => press(stage, step.key));
    case 'hover': {
      const { x, y } = await pointAt(await single(page, step.selector), step.selector);
      return page.mouse.move(x, y);
    }
    case 'scroll':
      return scroll(page, step.to);
    case 'select':
      return choose(stage, await single(page, step.selector), step);
    case 'wait-for':
      return waitFor(stage, step);
    case 'navigate':
      return step.kind === 'hard' ? stage.navigate(step.path) : navigateSoftly(stage, step.selector);
    case 'recording':
      return replay(stage, step);
  }
}

async function click(stage: Stage, selector: string): Promise<void> {
  const { x, y } = await pointAt(await single(stage.page, selector), selector);
  await stage.input(() => clickAt(stage, x, y));
}

/**
 * As a hand does it: the button comes up after the page has answered its going down. Both in one frame would be one
 * event to INP, and the way of the second command would count as processing.
 */
async function clickAt({ page, painted }: Stage, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await painted();
  await page.mouse.up();
}

async function navigateSoftly(stage: Stage, selector: string): Promise<void> {
  const { x, y } = await pointAt(await single(stage.page, selector), selector);
  await stage.navigateSoftly(() => clickAt(stage, x, y));
}

async function tap(stage: Stage, selector: string): Promise<void> {
  const { x, y } = await pointAt(await single(stage.page, selector), selector);
  await stage.input(async () => {
    const touch = await stage.page.touchscreen.touchStart(x, y);
    await stage.painted();
    await touch.end();
  });
}

async function type(stage: Stage, selector: string | null, text: string): Promise<void> {
  if (selector !== null) await (await single(stage.page, selector)).focus();
  await stage.input(() => typeText(stage, text));
}

async function waitFor({ page, requests }: Stage, step: Extract<Interaction, { action: 'wait-for' }>): Promise<void> {
  if ('selector' in step) return void (await find(page, step.selector));
  if ('request' in step) return requests.answered(step.request);
  await wait(step.timeMs);
}

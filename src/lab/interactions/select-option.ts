import type { ElementHandle } from 'puppeteer';

import { VisitFailure } from '../visit/visit-failure.ts';
import type { DomSelect } from './dom.ts';
import type { Stage } from './stage.ts';

/**
 * Chooses an option of a `<select>` with one key press, so that its `change` event is part of a real interaction: the
 * selection is put beside the option without an event, and the arrow key moves it there. (The popup that a click opens
 * is not part of the page and receives no synthetic input.) Throws VisitFailure.
 */
export async function select({ page }: Pick<Stage, 'page'>, element: ElementHandle, value: string): Promise<void> {
  const press = await selecting({ page }, element, 'it', value);
  await press();
  await checkChosen(element, value);
}

/** The same as a step of a script; `input`: performs what is measured of it. */
export async function choose(
  { page, input }: Pick<Stage, 'page' | 'input'>,
  element: ElementHandle,
  { selector, value }: { readonly selector: string; readonly value: string },
): Promise<void> {
  await input(await selecting({ page }, element, JSON.stringify(selector), value));
  await checkChosen(element, value);
}

/** Prepares the choice; what is handed back makes it. */
async function selecting(
  { page }: Pick<Stage, 'page'>,
  element: ElementHandle,
  name: string,
  value: string,
): Promise<() => Promise<void>> {
  const key = await element.evaluate(prepare, value);
  if (key === 'not-a-select' || key === 'no-option') {
    const what = key === 'no-option' ? `has no enabled option ${JSON.stringify(value)}` : 'is not a <select>';
    throw new VisitFailure('interaction-failed', `${name} ${what}`);
  }
  await element.focus();
  return () => page.keyboard.press(key);
}

async function checkChosen(element: ElementHandle, value: string): Promise<void> {
  const chosen = await element.evaluate(
    (node: DomSelect, wanted) =>
      [...node.selectedOptions].some((option) => option.value === wanted || option.label === wanted),
    value,
  );
  if (!chosen) throw new VisitFailure('interaction-failed', `the keyboard did not choose ${JSON.stringify(value)}`);
}

/** In the page: puts the selection beside the wanted option. */
function prepare(node: DomSelect, value: string): 'ArrowDown' | 'ArrowUp' | 'not-a-select' | 'no-option' {
  if (node.localName !== 'select') return 'not-a-select';
  const enabled = [...node.options].filter(
    (option) => !option.disabled && !option.hidden && !(option.parentElement?.disabled ?? false),
  );
  const byValue = enabled.findIndex((option) => option.value === value);
  const at = byValue === -1 ? enabled.findIndex((option) => option.label === value) : byValue;
  if (at === -1) return 'no-option';
  const beside = enabled[at - 1] ?? enabled[at + 1];
  node.selectedIndex = beside?.index ?? -1;
  return at === 0 && beside !== undefined ? 'ArrowUp' : 'ArrowDown';
}

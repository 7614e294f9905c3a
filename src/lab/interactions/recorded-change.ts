import type { ElementHandle, Frame, Page } from 'puppeteer';

import type { RecordedStep } from '../../model/interaction.ts';
import type { DomField } from './dom.ts';
import { typeText } from './keyboard.ts';
import { select } from './select-option.ts';
import type { Stage } from './stage.ts';

declare const getSelection: () => {
  readonly selectAllChildren: (node: DomField) => void;
  readonly collapseToEnd: () => void;
} | null;

/** What a recorded change of a field has beside its type, where `@puppeteer/replay` has read it. */
type Change = RecordedStep & {
  readonly selectors?: readonly (string | readonly string[])[];
  readonly value?: string | boolean;
  readonly frame?: readonly number[];
  readonly timeout?: number;
};

/**
 * Changes a field with the keyboard where a user would: a text is typed, an option chosen. Puppeteer's replayer types
 * only short texts of the US layout and sets everything else by script, which is not an interaction. `run` plays a step
 * that way; it is used for fields without text, such as a checkbox or a colour.
 */
export async function change(stage: Stage, step: Change, run: (step: RecordedStep) => Promise<void>): Promise<void> {
  const { value } = step;
  const field = typeof value === 'string' ? await fieldOf(stage.page, step) : null;
  if (field === null || typeof value !== 'string') return run(step);
  const what = await field.evaluate(prepare, value);
  if (what === 'other') return run(step);
  if (what === 'select') return select(stage, field, value);
  await field.focus();
  await typeText(stage, what.text);
}

async function fieldOf(page: Page, { selectors = [], frame = [], timeout }: Change): Promise<ElementHandle> {
  let within: Frame = page.mainFrame();
  for (const index of frame) {
    const child = within.childFrames()[index];
    if (child === undefined) throw new Error(`the page has no frame ${frame.join('.')}`);
    within = child;
  }
  const place = within;
  const locators = selectors.map((selector) => place.locator(oneSelector(selector)));
  const { Locator } = await import('puppeteer');
  return (await Locator.race(locators)
    .setTimeout(timeout ?? page.getDefaultTimeout())
    .waitHandle()) as ElementHandle;
}

/** A recorded selector as Puppeteer takes it; several are one inside the shadow tree of the other. */
function oneSelector(selector: string | readonly string[]): string {
  const parts = typeof selector === 'string' ? [selector] : selector;
  return parts
    .map((part) => {
      const [, kind = '', name = ''] = /^(aria|xpath|text|pierce)\/([^]*)$/.exec(part) ?? [];
      if (kind === 'pierce') return `:scope >>> ${name}`;
      return kind === '' ? part : `::-p-${kind}(${name.replaceAll(/['"()]/g, String.raw`\$&`)})`;
    })
    .join(' >>>> ');
}

/** In the page: what is still to be typed; a field with another beginning is emptied first, as the Recorder's player does. */
function prepare(field: DomField, wanted: string): { readonly text: string } | 'select' | 'other' {
  const TYPED = ['text', 'url', 'tel', 'search', 'password', 'number', 'email', 'textarea'];
  if (field.localName === 'select') return field.multiple ? 'other' : 'select';
  const editable = field.isContentEditable;
  const isField = field.localName === 'input' || field.localName === 'textarea';
  if (!editable && !(isField && TYPED.includes(field.type) && !field.readOnly)) return 'other';
  const key = editable ? 'innerText' : 'value';
  const now = field[key];
  if (now === wanted) return { text: '' };
  const begun = now !== '' && wanted.startsWith(now);
  // Set again, so that the caret stands at its end.
  field[key] = '';
  if (begun) field[key] = now;
  if (editable) {
    field.focus();
    getSelection()?.selectAllChildren(field);
    getSelection()?.collapseToEnd();
  }
  return { text: begun ? wanted.slice(now.length) : wanted };
}

/**
 * Corrects what web-vitals trusts the page for, before it runs (this module is imported first). The probe has its own
 * isolated world, so the page does not see what is replaced here.
 */

let restored = false;

// A forged `pageshow` would tell web-vitals that the page came back from the back/forward cache, and it would start
// over.
addEventListener(
  'pageshow',
  (event) => {
    if (!event.isTrusted) event.stopImmediatePropagation();
    else if (event.persisted) restored = true;
  },
  true,
);

/** Whether the browser brought the page back from its back/forward cache. */
export const wasRestored = (): boolean => restored;

/** The browser has the constructor; the DOM's types have the interface only. */
declare const LayoutShift: { readonly prototype: object };

let inputsFrom = Number.POSITIVE_INFINITY;

/** From now on inputs are the script's: a shift after one is one the user asked for. */
export function expectInputs(): void {
  inputsFrom = Math.min(inputsFrom, performance.now());
}

// To Chrome a change of the viewport's size is recent input too, and that of an emulated phone changes when a page
// first lays out: no shift of its first half second would count. So no input is recent before the first scripted one.
const flag = Object.getOwnPropertyDescriptor(LayoutShift.prototype, 'hadRecentInput');
Object.defineProperty(LayoutShift.prototype, 'hadRecentInput', {
  get(this: LayoutShift & { readonly lastInputTime: number }) {
    return flag?.get?.call(this) === true && this.lastInputTime >= inputsFrom;
  },
});

// web-vitals waits for an idle moment to spare real users a task; a page without frames has one every 100 ms only.
globalThis.requestIdleCallback = (callback) =>
  setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 0 }), 0);
globalThis.cancelIdleCallback = (handle) => clearTimeout(handle);

/** Resolves when what web-vitals put off so far, and what that put off in turn, is done. */
export async function caughtUp(): Promise<void> {
  for (let round = 0; round < 2; round++)
    await new Promise<void>((resolve) => void requestIdleCallback(() => resolve()));
}

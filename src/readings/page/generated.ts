/**
 * Names that a build tool or a framework makes up, so that they differ between two builds (or two renderings) of the
 * same code. Pure: it runs in the page and in tests.
 */

/** Libraries whose ids count instances: `mui-12`, `rc_select_0`, `headlessui-menu-button-3`. */
const COUNTING =
  /^(?:aria|cdk|chakra|downshift|ember|ext-gen|headlessui|mat|mui|radix|rc|react-aria|react-select|swal2|tippy|yui)(?=[-_:\d]).*\d/i;
/** React's `useId`: `:r1:`, `«r1»`, `_r_1_`. */
const USE_ID = /[:«»]|^_[rR]_\w+_$/;
const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i;
/** Timestamps and lots drawn; a record's number is shorter. */
const LONG_NUMBER = /\d{7,}/;

/** Emotion, Svelte and styled-jsx: a mark and base 36. */
const MARKED = /^(?:css|svelte|jsx|emotion)-(?:[a-z\d]{5,10}|\d+)(?:-|$)/;
/** JSS, Material UI's `makeStyles`, Angular's animations. */
const COUNTED = /^(?:jss\d+|makeStyles-.*\d|ng-tns-.*\d)/;
/** styled-components' `sc-bdVaJa`. */
const STYLED_COMPONENT = /^sc-(?=\w*[A-Z\d])\w{5,}$/;

/** `Card_title__3kXyZ`, `Card-module--title--3kXyZ`: the name stands before the hash of CSS modules. */
const MODULE = /^(.+?)(?:__?|--)([\w+-]{5,8})$/;
/** Vite's `_title_1x2y3_12`, where 12 is a line. */
const VITE_MODULE = /^_(.+)_[a-z\d]{5}_\d+$/;

/** A word, or several in camel case, with at most one number among them. */
const NAME = /^[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*(?:\d{1,4}(?:[A-Z][a-z]{2,})*)?$/;

/** What a hash looks like: letters with digits or both cases that make no name. Words of one case alone are names. */
function isHash(text: string): boolean {
  if (text.length < 5 || !/[A-Za-z]/.test(text)) return false;
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return false;
  return !NAME.test(text);
}

/** Whether an element's id is made up. */
export function isGenerated(id: string): boolean {
  if ([COUNTING, USE_ID, UUID, LONG_NUMBER].some((pattern) => pattern.test(id))) return true;
  return id.split(/[-_.]/).some((piece) => piece.length >= 6 && isHash(piece));
}

/**
 * A class name that is the same in every build: CSS modules lose their hash. Null if only a hash is left. The utility
 * classes of Tailwind (`md:w-1/2`, `bg-gray-100`, `grid-cols-[1fr_500px]`) are names.
 */
export function stableClass(name: string): string | null {
  if (/[:[\]/().%!]/.test(name)) return name;
  const vite = VITE_MODULE.exec(name)?.[1];
  if (vite !== undefined) return vite;
  const [, named, hash] = MODULE.exec(name) ?? [];
  if (named !== undefined && hash !== undefined && isHash(hash)) return named;
  if ([MARKED, COUNTED, STYLED_COMPONENT, UUID].some((pattern) => pattern.test(name))) return null;
  const last = name.split(/[-_]/).at(-1) ?? '';
  return isHash(last) && (last.length >= 6 || last === name) ? null : name;
}

import { isGenerated, stableClass } from './generated.ts';

const MAX_LENGTH = 200;
const MAX_DEPTH = 6;
/** Of an element with many classes, as utility frameworks have them, the first few in alphabetical order. */
const MAX_CLASSES = 4;
const MAX_NAME = 60;

function describe(element: Element): string {
  const { id } = element;
  if (typeof id === 'string' && id !== '' && id.length <= MAX_NAME && !/\s/.test(id) && !isGenerated(id))
    return `#${id}`;
  const classes = new Set<string>();
  for (const name of element.classList) {
    const stable = name.length <= MAX_NAME ? stableClass(name) : null;
    if (stable !== null) classes.add(stable);
  }
  return [element.localName.slice(0, MAX_NAME), ...[...classes].toSorted().slice(0, MAX_CLASSES)].join('.');
}

/**
 * A selector for a reader, and the same for the same element in another build: no generated ids, no class hashes. It
 * has no positions: elements that only their position tells apart (the items of a list) are one, so that another item
 * before them does not rename them all.
 */
export function selectorOf(node: Node | null | undefined): string | null {
  let element = node instanceof Element ? node : (node?.parentElement ?? null);
  if (element === null) return null;
  let selector = '';
  for (let depth = 0; element !== null && depth < MAX_DEPTH; depth++) {
    const part = describe(element);
    if (selector !== '' && part.length + selector.length + 1 > MAX_LENGTH) break;
    selector = selector === '' ? part : `${part}>${selector}`;
    if (part.startsWith('#') || element.localName === 'body') break;
    element = element.parentElement;
  }
  return selector.slice(0, MAX_LENGTH);
}

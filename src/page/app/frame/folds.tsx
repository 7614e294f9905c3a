import { render } from 'preact';

import type { Fold } from '../../data/outline.ts';
import type { PageData } from '../../data/page-data.ts';
import { Picture } from '../parts/picture.tsx';
import { VIEWS } from '../sections/registry.ts';

/** Fills each fold when it is opened for the first time; the one that the hash names is opened at once. */
export function openFolds(data: PageData): void {
  const folds = new Map(data.outline.map((fold) => [fold.anchor, fold]));
  for (const element of document.querySelectorAll<HTMLDetailsElement>('details.fold')) {
    const fold = folds.get(element.id);
    if (fold === undefined) continue;
    const fill = (): void => fillOnce(element, fold, data);
    element.addEventListener('toggle', fill);
    if (element.open) fill();
  }
  const follow = (): void => reveal(folds.get(location.hash.slice(1)));
  addEventListener('hashchange', follow);
  follow();
}

const filled = new WeakSet<Element>();

function fillOnce(element: HTMLDetailsElement, fold: Fold, data: PageData): void {
  const place = element.querySelector('.filled');
  if (!element.open || place === null || filled.has(place)) return;
  filled.add(place);
  if (fold.section === 'why') {
    showPictures(place);
    return;
  }
  const View = VIEWS[fold.section];
  place.replaceChildren();
  render(<View data={data} place={fold.place} />, place);
}

/** Puts the pictures of a part that the document has into their places. */
function showPictures(part: Element): void {
  for (const place of part.querySelectorAll<HTMLElement>('[data-picture]')) {
    const { picture = '', alt = '' } = place.dataset;
    render(<Picture name={picture} alt={alt} />, place);
  }
}

/** A hash is anyone's text: only one that the page itself has written leads anywhere. */
function reveal(fold: Fold | undefined): void {
  if (fold === undefined) return;
  const element = document.getElementById(fold.anchor);
  if (!(element instanceof HTMLDetailsElement)) return;
  element.open = true;
  element.scrollIntoView();
}

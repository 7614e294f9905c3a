import type { FoundRoute } from './found.ts';

const MOST_CHARACTERS = 40;

/** A name for each route, unique and made of `a-z`, `0-9` and `-`: `product` for `/product/:id`. */
export function namesOf(routes: readonly FoundRoute[]): string[] {
  const names: string[] = [];
  for (const { template } of routes) {
    const name = nameOf(template);
    let unique = name;
    for (let number = 2; names.includes(unique); number += 1) unique = `${name}-${number}`;
    names.push(unique);
  }
  return names;
}

function nameOf(template: string): string {
  const words = template
    .split('/')
    .flatMap((segment) => segment.replaceAll(/%[0-9a-f]{2}/gi, ' ').match(/^:|[a-z0-9]+/gi) ?? [])
    .filter((word) => !/^(?::|id|slug|value|html?)$/.test(word));
  const name = words.join('-').toLowerCase().slice(0, MOST_CHARACTERS).replace(/-$/, '');
  return name === '' ? (template === '/' ? 'home' : 'page') : name;
}

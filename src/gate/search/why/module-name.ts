import path from 'node:path';

import { stripQuery } from '../../../text/strip-query.ts';

/** What is below the last one is of a package. */
const PACKAGES = /^.*(?:^|\/)node_modules\//;
const EXTENSION = /\.(?:[cm]?[jt]sx?|vue|svelte|json)$/i;
const IMPORT = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"`])([^'"`]+)\1/g;

/** The package that a source is of, or the source itself. */
export function moduleOf(source: string): string {
  if (!PACKAGES.test(source)) return source;
  const [first = '', second] = source.replace(PACKAGES, '').split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

/** Whether a line of a source imports a module, as far as the names say: extensions and `index` may be left out. */
export function isImportOf(line: string, module: string): boolean {
  return [...line.matchAll(IMPORT)].some(([, , name = '']) => {
    if (name === module || name.startsWith(`${module}/`)) return true;
    return /[./~@#]/.test(name.charAt(0)) && nameOf(name) === nameOf(module);
  });
}

/** `currencies` of `./data/currencies.js`, `data` of `./data/index.ts` */
function nameOf(file: string): string {
  const plain = stripQuery(file.replace(/^#/, '')).replace(EXTENSION, '');
  const name = path.posix.basename(plain);
  return name === 'index' ? path.posix.basename(path.posix.dirname(plain)) : name;
}

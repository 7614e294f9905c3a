import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Licences whose code may be part of dist: permissive ones, and MPL-2.0, whose terms end at its own files (axe-core,
 * bundled unchanged). Everything else fails the build until a person has read it.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Unlicense',
]);

/** What the notices say of one package. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  readonly repository: string;
  /** Licence and notice files, verbatim; empty if the package has none. */
  readonly texts: readonly string[];
}

/** Reads what a package says of itself. Throws if its licence may not be part of dist. */
export function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name = path.basename(folder), version = '' } = manifest;
  const licence = licenceOf(manifest);
  if (!isAllowed(licence)) throw new Error(`${name}@${version} has the licence "${licence}", which may not be bundled`);
  return { name, version, licence, repository: repositoryOf(manifest), texts: licenceTexts(folder) };
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly repository?: string | { readonly url?: string };
  readonly homepage?: string;
}

function licenceOf({ license, licenses = [] }: Manifest): string {
  if (typeof license === 'string') return license;
  return license?.type ?? (licenses.map(({ type }) => type ?? '').join(' AND ') || 'unknown');
}

/** Whether an SPDX expression grants an allowed licence: any side of an OR, every side of an AND. */
export function isAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (bare.includes('(')) return false; // nested: for a person to read
  return bare.split(/\s+OR\s+/i).some((all) => all.split(/\s+AND\s+/i).every((one) => ALLOWED.has(one.trim())));
}

function repositoryOf({ repository, homepage = '' }: Manifest): string {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? homepage);
  const plain = url
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://')
    .replace(/\.git$/, '');
  return /^[\w.-]+\/[\w.-]+$/.test(plain)
    ? `https://github.com/${plain}`
    : plain.replace(/^github:/, 'https://github.com/');
}

const CODE_FILE = /\.(?:js|ts|json)$/i;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** The licence and notice files, in order of their names. */
function licenceTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name) && !CODE_FILE.test(entry.name))
    .map(({ name }) => name)
    .toSorted()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
}

/** The folder of the package a file belongs to: the nearest one above with a named, versioned package.json. */
export function packageFolder(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    if (name !== undefined && version !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

import { parse as parseYaml } from 'yaml';

import type { PackageChange } from '../../model/attribution.ts';
import { isYarn1, readYarn1 } from './yarn-lock.ts';

/** The locked versions of each package, by name. */
export type LockedVersions = ReadonlyMap<string, ReadonlySet<string>>;

type Reader = (text: string) => LockedVersions;

const READERS: Readonly<Record<string, Reader>> = {
  'package-lock.json': readNpm,
  'npm-shrinkwrap.json': readNpm,
  'pnpm-lock.yaml': readPnpm,
  'yarn.lock': readYarn,
};

/** Whether a path is of a lockfile that can be read: npm's, pnpm's or Yarn's (classic and Berry). */
export function isLockfile(path: string): boolean {
  return Object.hasOwn(READERS, baseName(path)) && !path.includes('node_modules/');
}

/** The versions that a lockfile locks; empty without a file. Throws if it cannot be read. */
export function readLockfile(path: string, text: string | null): LockedVersions {
  return text === null ? new Map() : (READERS[baseName(path)]?.(text) ?? new Map());
}

/** Packages whose locked versions differ, by name; several versions of one package in one text. */
export function packageChanges(before: LockedVersions, after: LockedVersions): PackageChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return names.flatMap((name): PackageChange[] => {
    const [from, to] = [versionsOf(before, name), versionsOf(after, name)];
    return from === to ? [] : [{ name, from, to }];
  });
}

function versionsOf(locked: LockedVersions, name: string): string | null {
  const versions = locked.get(name);
  return versions === undefined ? null : [...versions].toSorted().join(', ');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

class Versions extends Map<string, Set<string>> {
  note(name: string, version: unknown): void {
    if (name === '' || typeof version !== 'string' || version === '') return;
    const known = this.get(name);
    if (known === undefined) this.set(name, new Set([version]));
    else known.add(version);
  }
}

/** Lockfile versions 2 and 3 list `packages` by path, version 1 nests `dependencies`. */
function readNpm(text: string): LockedVersions {
  const file = JSON.parse(text) as unknown;
  const versions = new Versions();
  const packages = entriesOf(file, 'packages');
  for (const [path, entry] of packages) {
    if (!path.includes('node_modules/')) continue;
    const alias = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    versions.note(stringOf(entry, 'name') ?? alias, stringOf(entry, 'version'));
  }
  if (packages.length === 0) readNested(file, versions);
  return versions;
}

function readNested(file: unknown, versions: Versions): void {
  for (const [name, entry] of entriesOf(file, 'dependencies')) {
    versions.note(name, stringOf(entry, 'version'));
    readNested(entry, versions);
  }
}

/** Keys are `name@version`, since lockfile version 9; before `/name@version`, before 6 `/name/version`; peers behind. */
function readPnpm(text: string): LockedVersions {
  const versions = new Versions();
  for (const [key] of entriesOf(parseYaml(text, { maxAliasCount: 0 }) as unknown, 'packages')) {
    const plain = key.replace(/^\//, '').replace(/[(_].*$/s, '');
    const [, name = '', version = ''] = /^(@?[^@]+)[@/](\d[^/]*|[^@/]*:.*)$/s.exec(plain) ?? [];
    versions.note(name, version);
  }
  return versions;
}

function readYarn(text: string): LockedVersions {
  return isYarn1(text) ? readYarnClassic(text) : readYarnBerry(text);
}

function readYarnClassic(text: string): LockedVersions {
  const versions = new Versions();
  for (const { descriptors, version } of readYarn1(text))
    for (const descriptor of descriptors) versions.note(nameIn(descriptor), version);
  return versions;
}

/**
 * YAML in which every value is text and keys may repeat, as Yarn itself reads it. Workspaces are not locked packages.
 */
function readYarnBerry(text: string): LockedVersions {
  const versions = new Versions();
  const file = (parseYaml(text, { schema: 'failsafe', uniqueKeys: false, maxAliasCount: 0 }) ?? {}) as unknown;
  if (typeof file !== 'object' || Array.isArray(file)) throw new SyntaxError('it is not a map of packages');
  for (const [key, entry] of Object.entries(file as Record<string, unknown>)) {
    const resolution = stringOf(entry, 'resolution') ?? '';
    if (key === '__metadata' || resolution.includes('@workspace:')) continue;
    versions.note(nameIn(resolution === '' ? key : resolution), stringOf(entry, 'version'));
  }
  return versions;
}

/** The name in `name@range`. */
function nameIn(descriptor: string): string {
  return /^(@?[^@]+)@/.exec(descriptor)?.[1] ?? '';
}

function entriesOf(value: unknown, key: string): [string, unknown][] {
  const map = fieldOf(value, key);
  return typeof map === 'object' && map !== null ? Object.entries(map) : [];
}

function stringOf(value: unknown, key: string): string | undefined {
  const field = fieldOf(value, key);
  return typeof field === 'string' ? field : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

import { isMap } from '../../source/is-map.ts';

/** What a `package.json` says of how a site is built. */
export interface Manifest {
  readonly name: string | null;
  /** Names of its dependencies, those for development included. */
  readonly dependencies: ReadonlySet<string>;
  readonly scripts: ReadonlyMap<string, string>;
  /** Patterns of the folders of its workspaces. */
  readonly workspaces: readonly string[];
  /** Whether it says which Node.js it needs. */
  readonly namesNode: boolean;
}

const NONE: Manifest = {
  name: null,
  dependencies: new Set(),
  scripts: new Map(),
  workspaces: [],
  namesNode: false,
};

/** Reads a manifest; one that is missing or not JSON says nothing. */
export function readManifest(text: string | null): Manifest {
  const value = parsed(text);
  if (!isMap(value)) return NONE;
  const { workspaces, engines, volta } = value;
  return {
    name: typeof value['name'] === 'string' ? value['name'] : null,
    dependencies: new Set(
      [value['dependencies'], value['devDependencies']].flatMap((each) => [...stringsOf(each).keys()]),
    ),
    scripts: stringsOf(value['scripts']),
    workspaces: textsOf(isMap(workspaces) ? workspaces['packages'] : workspaces),
    namesNode: [engines, volta].some((each) => isMap(each) && typeof each['node'] === 'string'),
  };
}

/** Whether a manifest that is there says nothing, because it is not JSON, or not an object. */
export function isBroken(text: string | null): boolean {
  return text !== null && !isMap(parsed(text));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse((text ?? '').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return null;
  }
}

function stringsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isMap(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

import type { z } from 'zod';

import type { DeployKind, DeploySource, SourceOf } from '../../../model/config.ts';
import { githubDeployments } from './github-deployments.ts';
import { staticFolder } from './static.ts';
import type { SharedSyntax, SideOptions, SideSyntax } from './syntax.ts';
import { url } from './url.ts';
import { worktree } from './worktree.ts';

/** Providers of one side: a side has exactly one of these keys. */
const SIDE = { url, static: staticFolder };
/** Providers of both sides: `deploys` has one of these keys, or `base` and `head`. */
const SHARED = { worktree, 'github-deployments': githubDeployments };

type SideKind = keyof typeof SIDE;
export type SharedKind = keyof typeof SHARED;
const SIDE_KINDS = Object.keys(SIDE) as SideKind[];
export const SHARED_KINDS = Object.keys(SHARED) as SharedKind[];
export const SIDE_SCHEMAS = schemasOf(SIDE);
export const SHARED_SCHEMAS = schemasOf(SHARED);

/** A kind that cannot be written in the configuration is a compile error here. */
const EVERY: Readonly<Record<DeployKind, { readonly yieldsToEvent: boolean }>> = { ...SIDE, ...SHARED };

/** Whether head is rather where the event that started the run says that it is. */
export function yieldsToEvent({ kind }: DeploySource): boolean {
  return EVERY[kind].yieldsToEvent;
}

type SideInput = { readonly [Kind in SideKind]?: z.infer<(typeof SIDE)[Kind]['schema']> | undefined };
type SharedInput = { readonly [Kind in SharedKind]?: z.infer<(typeof SHARED)[Kind]['schema']> | undefined };

/** The provider that one side has of its own; null if it has none. @param folder of the configuration file */
export function resolveSide(input: SideInput & SideOptions, folder: string): DeploySource | null {
  return firstOf(SIDE_KINDS, (kind) => sideOf(kind, input, folder));
}

/** The provider that serves both sides; null if each has its own. */
export function resolveShared(input: SharedInput): DeploySource | null {
  return firstOf(SHARED_KINDS, (kind) => sharedOf(kind, input));
}

function sideOf<Kind extends SideKind>(
  kind: Kind,
  input: SideInput & SideOptions,
  folder: string,
): SourceOf<Kind> | null {
  const written = input[kind];
  const syntax: { [Each in SideKind]: SideSyntax<Each> } = SIDE;
  return written === undefined ? null : syntax[kind].resolve(written, input, folder);
}

function sharedOf<Kind extends SharedKind>(kind: Kind, input: SharedInput): SourceOf<Kind> | null {
  const written = input[kind];
  const syntax: { [Each in SharedKind]: SharedSyntax<Each> } = SHARED;
  return written === undefined ? null : syntax[kind].resolve(written);
}

function firstOf<Kind>(kinds: readonly Kind[], resolve: (kind: Kind) => DeploySource | null): DeploySource | null {
  for (const kind of kinds) {
    const source = resolve(kind);
    if (source !== null) return source;
  }
  return null;
}

type Schemas<Of extends Record<string, { readonly schema: unknown }>> = { [Kind in keyof Of]: Of[Kind]['schema'] };

function schemasOf<Of extends Record<string, { readonly schema: unknown }>>(providers: Of): Schemas<Of> {
  const entries = Object.entries(providers).map(([kind, { schema }]) => [kind, schema]);
  return Object.fromEntries(entries) as Schemas<Of>;
}

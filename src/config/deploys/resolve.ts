import { posix, resolve } from 'node:path';

import type { Config, DeploySource, ShaProof } from '../../model/config.ts';
import type { Side } from '../../model/deploy.ts';
import { trimUrl } from './url.ts';
import type { DeployInput, DeploysInput, VerifyInput, WorktreeInput } from './schema.ts';
import { namesInstall } from './install-command.ts';
import { lowerCased } from '../conditions/resolve.ts';
import type { ConfigInput } from '../schema.ts';
import { parseDurationMs } from '../units/time-and-percent.ts';

const READY_TIMEOUT_MS = 60_000;
const DISCOVERY_TIMEOUT_MS = 600_000;

/** Where one side comes from: from the provider of both, or by itself. Null where nothing is configured. */
export function resolveSource(deploys: DeploysInput, side: Side, folder: string): DeploySource | null {
  if (deploys.worktree !== undefined) return resolveWorktree(deploys.worktree);
  const search = deploys['github-deployments'];
  if (search === undefined) return resolveDeploy(deploys[side], folder);
  const timeoutMs = parseDurationMs(search.timeout ?? '') ?? DISCOVERY_TIMEOUT_MS;
  return { kind: 'github-deployments', environment: search.environment ?? null, timeoutMs };
}

function resolveWorktree(input: WorktreeInput): DeploySource {
  return {
    kind: 'worktree',
    install: input.install || null,
    ...(mayInferInstall(input) && { installsByLockfile: true }),
    build: input.build ?? null,
    serve: input.serve ?? null,
    ...(input.static !== undefined && { site: { folder: folderOf(input.static), spa: input.spa ?? false } }),
    readyPath: input.ready,
    readyTimeoutMs: parseDurationMs(input['ready-timeout'] ?? '') ?? READY_TIMEOUT_MS,
    directory: folderOf(input.directory),
  };
}

/** Where nothing is said of it, and what is said does not install already. */
function mayInferInstall({ install, build, serve }: WorktreeInput): boolean {
  return install === undefined && ![build, serve].some((command) => namesInstall(command ?? ''));
}

function folderOf(written: string): string {
  return posix.normalize(written.trim().replaceAll('\\', '/')).replace(/\/$/, '');
}

/** A URL or a folder; folders are relative to the configuration's own. */
export function resolveDeploy(input: DeployInput | undefined, folder: string): DeploySource | null {
  if (input?.static !== undefined)
    return { kind: 'static', folder: resolve(folder, input.static), ...(input.spa === true && { spa: true }) };
  if (input?.url === undefined) return null;
  const hosts = input.hosts === undefined ? {} : { hosts: lowerCased(input.hosts) };
  return { kind: 'url', url: trimUrl(input.url), ...hosts };
}

export function resolveVerify(input: VerifyInput | undefined): ShaProof | null {
  if (input === undefined) return null;
  if (input.json !== undefined) return { kind: 'json', ...input.json };
  for (const kind of ['header', 'server-timing', 'meta', 'cookie'] as const) {
    const name = input[kind];
    if (name !== undefined) return { kind, name };
  }
  return null;
}

export function resolveBisect(input: ConfigInput['bisect']): Config['bisect'] {
  return input === undefined ? null : { maxMs: input['max-minutes'] * 60_000 };
}

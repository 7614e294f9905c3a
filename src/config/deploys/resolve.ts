import { GateError } from '../../errors.ts';
import type { Config, DeploySource } from '../../model/config.ts';
import type { Side } from '../../model/deploy.ts';
import { resolveShared, resolveSide, yieldsToEvent } from './providers/registry.ts';
import type { DeployInput, DeploysInput } from './schema.ts';
import { deployUrlComplaint } from './url.ts';

/** URLs that take the place of the configured deploys; null if not given. */
export interface UrlOverrides {
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  /** The URL of head in the event that started the run; used when no URL or folder is configured. */
  readonly eventUrl?: string | null;
}

/**
 * The sources of both sides; null if a side is not configured.
 *
 * @param folder of the configuration file
 * @throws GateError `usage` if an override is not the URL of a deploy
 */
export function resolveDeploys(input: DeploysInput, folder: string, overrides: UrlOverrides): Config['deploys'] {
  const head = resolveSource(input, 'head', folder);
  const eventUrl = head === null || yieldsToEvent(head) ? (overrides.eventUrl ?? null) : null;
  return {
    base: overrideOf('--base-url', overrides.baseUrl, input.base) ?? resolveSource(input, 'base', folder),
    head:
      overrideOf('--head-url', overrides.headUrl, input.head) ??
      overrideOf('environment_url', eventUrl, input.head) ??
      head,
  };
}

/** A URL or a folder; folders are relative to the configuration's own. Null if it is not configured. */
function resolveDeploy(input: DeployInput | undefined, folder: string): DeploySource | null {
  return input === undefined ? null : resolveSide(input, folder);
}

/** Where one side comes from: from the provider of both, or by itself. Null if it is not configured. */
function resolveSource(deploys: DeploysInput, side: Side, folder: string): DeploySource | null {
  return resolveShared(deploys) ?? resolveDeploy(deploys[side], folder);
}

/** @param from what gave the URL, for errors */
function overrideOf(from: string, url: string | null, input: DeployInput | undefined): DeploySource | null {
  if (url === null) return null;
  const complaint = deployUrlComplaint(url);
  if (complaint === null) return resolveDeploy({ url, hosts: input?.hosts }, '');
  throw new GateError('usage', { what: `${from}: ${complaint.what}`, todo: complaint.todo });
}

import type { Session } from '../../model/session.ts';
import { resolveInteraction } from './interactions/interactions.ts';
import type { Recordings } from './recordings.ts';
import type { SessionInput } from './session-schema.ts';
import { textOf } from './text-schema.ts';

const KEYS = [
  'setup',
  'cookies',
  'headers',
  'local-storage',
  'basic-auth',
  'bypass',
] as const satisfies (keyof SessionInput)[];

/** Who visits a route: each of its keys in place of the file's own. Undefined if nothing is declared. */
export function resolveSession(file: SessionInput, route: SessionInput, recordings: Recordings): Session | undefined {
  const chosen: SessionInput = Object.fromEntries(
    KEYS.map((key) => [key, route[key] === undefined ? file[key] : route[key]]),
  );
  if (KEYS.every((key) => isNothing(chosen[key]))) return undefined;
  const basicAuth = chosen['basic-auth'];
  const headers = Object.entries(chosen.headers ?? {}).map(([name, value]) => ({ name, value }));
  const { bypass } = chosen;
  return {
    setup: (chosen.setup ?? []).map((step) => resolveInteraction(step, recordings)),
    cookies: (chosen.cookies ?? []).map(({ name = '', value, secret, domain, path }) => ({
      name,
      value: textOf(value, secret),
      domain: domain ?? null,
      path: path ?? '/',
    })),
    headers: bypass ? [...headers, { name: bypass.header, value: { secret: bypass.secret } }] : headers,
    localStorage: Object.entries(chosen['local-storage'] ?? {}).map(([key, value]) => ({ key, value })),
    basicAuth: basicAuth ? { username: basicAuth.username, password: { secret: basicAuth['password-secret'] } } : null,
  };
}

function isNothing(value: SessionInput[keyof SessionInput]): boolean {
  return value === undefined || value === null || Object.keys(value).length === 0;
}

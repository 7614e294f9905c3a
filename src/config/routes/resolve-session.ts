import type { Interaction, ScrollTarget } from '../../model/route.ts';
import type { Session, Text } from '../../model/session.ts';
import type { Recordings } from './recordings.ts';
import type { InteractionInput } from '../schema.ts';
import type { SessionInput } from './session-schema.ts';
import { parseDurationMs } from '../units/time-and-percent.ts';

const KEYS = [
  'setup',
  'cookies',
  'headers',
  'local-storage',
  'basic-auth',
  'bypass',
] as const satisfies (keyof SessionInput)[];

/** Who visits a route: each of its keys in place of the file's own. Undefined where nothing is declared. */
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

function textOf(text: string | undefined, secret: string | undefined): Text {
  return secret === undefined ? (text ?? '') : { secret };
}

/** A step of a script, checked. */
export function resolveInteraction(input: InteractionInput, recordings: Recordings): Interaction {
  if (input.click !== undefined) return { action: 'click', selector: input.click };
  if (input.tap !== undefined) return { action: 'tap', selector: input.tap };
  if (input.type !== undefined) return resolveType(input.type);
  if (input.press !== undefined) return { action: 'press', key: input.press };
  if (input.hover !== undefined) return { action: 'hover', selector: input.hover };
  if (input.scroll !== undefined) return { action: 'scroll', to: scrollTarget(input.scroll) };
  if (input.select !== undefined) return { action: 'select', ...input.select };
  if (input['wait-for'] !== undefined) return resolveWait(input['wait-for']);
  if (input.navigate !== undefined) return resolveNavigation(input.navigate);
  const file = input.recording ?? '';
  return { action: 'recording', file, steps: recordings.get(file) ?? [] };
}

function resolveNavigation(input: NonNullable<InteractionInput['navigate']>): Interaction {
  if (typeof input === 'string') return { action: 'navigate', kind: 'hard', path: input };
  return { action: 'navigate', kind: 'soft', selector: input.soft };
}

function resolveType(input: NonNullable<InteractionInput['type']>): Interaction {
  if (typeof input === 'string') return { action: 'type', selector: null, text: input };
  return { action: 'type', selector: input.selector ?? null, text: textOf(input.text, input.secret) };
}

function scrollTarget(input: NonNullable<InteractionInput['scroll']>): ScrollTarget {
  if (input === 'bottom') return input;
  return input.to === undefined ? { byPx: input.by ?? 0 } : { selector: input.to };
}

function resolveWait(input: NonNullable<InteractionInput['wait-for']>): Interaction {
  if (typeof input === 'string') return { action: 'wait-for', selector: input };
  if (input.selector !== undefined) return { action: 'wait-for', selector: input.selector };
  if (input.request !== undefined) return { action: 'wait-for', request: input.request };
  return { action: 'wait-for', timeMs: parseDurationMs(input.time ?? '') ?? 0 };
}

import { parseSource } from '../../config/source.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A value of a router's configuration with its expansions made; or the first of them that cannot be made here. */
export type Expanded = { readonly value: unknown } | { readonly unresolved: string };

/** `$$` is a dollar sign; anything else in braces names where a value comes from, with what stands in for it. */
const EXPANSION = /\$\$|\$\{([^}]*)\}/g;

/**
 * Makes the expansions of a configuration's value as Apollo Router does: `${env.NAME}` and `${env.NAME:-default}`, where
 * an empty variable counts as not set. Only the environment is asked: files of the router's machine are not here. What
 * comes out is read again, so that it may be a number or a boolean.
 */
export function expand(value: unknown, env: Environment): Expanded {
  if (typeof value !== 'string' || !value.includes('$')) return { value };
  let unresolved: string | null = null;
  const text = value.replace(EXPANSION, (whole, inner: string | undefined) => {
    if (inner === undefined) return '$';
    const found = resolve(inner, env);
    if (found === null) unresolved ??= whole;
    return found ?? '';
  });
  if (unresolved !== null) return { unresolved };
  return { value: text === value ? value : primitiveOf(text) };
}

function resolve(inner: string, env: Environment): string | null {
  const at = inner.indexOf(':-');
  const [key, byDefault] = at === -1 ? [inner, null] : [inner.slice(0, at), inner.slice(at + 2)];
  const [, name] = /^env\.(.+)$/.exec(key) ?? [];
  const isSet = name !== undefined && Object.hasOwn(env, name) && env[name] !== '';
  return (isSet ? env[name] : undefined) ?? byDefault;
}

/** A number, a boolean or null as YAML writes them; else the text. */
function primitiveOf(text: string): unknown {
  const { value, problems } = parseSource(text);
  const isPrimitive = typeof value === 'number' || typeof value === 'boolean' || value === null;
  return problems.length === 0 && isPrimitive ? value : text;
}

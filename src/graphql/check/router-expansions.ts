import { parseSource } from '../../source/yaml.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A value of a router's configuration with its expansions made; or the first of them that cannot be made here. */
export type ExpandedValue = { readonly value: unknown } | { readonly unresolved: string };

/**
 * Makes the expansions of a configuration's value as Apollo Router does: `${env.NAME}` and `${env.NAME:-default}`,
 * where an empty variable counts as not set. Only the environment is read, because the files of the router's machine
 * are not here. The result is parsed again, so it may be a number or a boolean.
 */
export function expand(value: unknown, env: Environment): ExpandedValue {
  if (typeof value !== 'string' || !value.includes('$')) return { value };
  let text = '';
  let from = 0;
  for (const { start, end, inner } of expansionsOf(value)) {
    const found = inner === null ? '$' : resolve(inner, env);
    if (found === null) return { unresolved: value.slice(start, end) };
    text += value.slice(from, start) + found;
    from = end;
  }
  return { value: from === 0 ? value : primitiveOf(text + value.slice(from)) };
}

/** A part of a text to replace: `inner` is null for `$$`, which is a dollar sign. */
interface Expansion {
  readonly start: number;
  readonly end: number;
  readonly inner: string | null;
}

/** In the time of the text, whatever is open in it and not closed. */
function* expansionsOf(text: string): Generator<Expansion> {
  let start = text.indexOf('$');
  while (start !== -1) {
    const next = text[start + 1];
    const close = next === '{' ? text.indexOf('}', start) : start + 1;
    if (close === -1) return;
    if (next === '{' || next === '$')
      yield { start, end: close + 1, inner: next === '$' ? null : text.slice(start + 2, close) };
    start = text.indexOf('$', next === '{' || next === '$' ? close + 1 : start + 1);
  }
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

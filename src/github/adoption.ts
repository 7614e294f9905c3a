import { commentKeyOf } from './comment-key.ts';
import { hasMarker, stampOf } from './marker.ts';

/** The command of a report as its last fold has it; the configuration as it was quoted for a shell. */
const COMMAND =
  /^How to reproduce this<\/summary>\n\n(`{3,})\nvitals-gate run --config ('(?:[^'\n]|'\\'')*'|[\w@%+=:,./-]+)(?: [^\n]*)?\n\1\n/;
const FOLD = '<details><summary>';

/**
 * The comment that a run takes over if none has its configuration's key: the only comment without a key, provided that
 * its command names that configuration. Earlier versions wrote no keys, and a comment that is no longer edited would
 * stay red or green for good. Null if it is uncertain: the comment may be the default file's.
 */
export function adoptable<Comment extends { readonly body: string }>(
  own: readonly Comment[],
  key: string,
): Comment | null {
  const [only, ...others] = own.filter(({ body }) => hasMarker(body, null));
  if (only === undefined || others.length > 0 || stampOf(only.body) === null) return null;
  const config = configIn(only.body);
  return config !== null && commentKeyOf(config) === key ? only : null;
}

/** The configuration that a report says it is of; null if it does not, or not once. */
function configIn(body: string): string | null {
  const found = body.split(FOLD).flatMap((fold) => COMMAND.exec(fold)?.[2] ?? []);
  const [word] = found;
  if (word === undefined || found.length > 1) return null;
  return word.startsWith("'") ? word.slice(1, -1).replaceAll(String.raw`'\''`, "'") : word;
}

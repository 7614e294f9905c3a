import { createHash } from 'node:crypto';
import path from 'node:path';

import { LONGEST_COMMENT_KEY } from '../model/comment-key.ts';

/** The configuration that has no key: the only one of most repositories. */
export const DEFAULT_CONFIG = 'vitals-gate.yml';
const LONGEST_SLUG = 40;

/** Which of several comments on a pull request one is. */
export interface CommentKey {
  /** Of plain characters; null for the comment of the default file. */
  readonly key: string | null;
  /** Whether the key is derived from the configuration's path, because the user set none. */
  readonly isDerived: boolean;
}

/** The first key that the user set, otherwise the one derived from the configuration's path. */
export function keyFor(config: string, asked: readonly (string | null | undefined)[]): CommentKey {
  const given = asked.find((key) => key != null);
  return given == null ? { key: commentKeyOf(config), isDerived: true } : { key: given, isDerived: false };
}

/**
 * What tells the comment of a configuration from those of others on the same pull request: its path, where that is of
 * plain characters, else what is left of it and a digest. Null for the default file.
 */
export function commentKeyOf(config: string, cwd = process.cwd()): string | null {
  const file = path.relative(cwd, path.resolve(cwd, config)).split(path.sep).join('/');
  if (file === DEFAULT_CONFIG) return null;
  const isPlain = /^[\w./-]+$/.test(file) && !file.includes('--') && file.length <= LONGEST_COMMENT_KEY;
  if (isPlain) return file;
  const slug = file.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const digest = createHash('sha256').update(file).digest('hex').slice(0, 8);
  // No key of another kind holds this sign.
  return `${slug.slice(0, LONGEST_SLUG)}~${digest}`;
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { valueAt } from '../../config/messages/findings.ts';
import { secretNames } from '../../config/routes/secret-checks.ts';
import { parseSource } from '../../source/yaml.ts';
import { isCommentKey } from '../../model/comment-key.ts';
import { readPolicy, type PolicyReader, type PolicyRequest } from './read-policy.ts';

/** What a run that failed needs of a configuration that may be the reason. */
export interface Remains {
  /** The `comment-key` of the policy that applies; null if none is written, or can be read. */
  readonly commentKey: string | null;
  /** The environment variables that the file takes for secrets. */
  readonly secretNames: readonly string[];
}

/** Reads what can be read. Never throws. */
export async function remainsOf(policyAt: PolicyRequest | null, reader: PolicyReader): Promise<Remains> {
  const own = valueOf(await readFile(path.resolve(reader.cwd ?? process.cwd(), reader.config), 'utf8').catch(() => ''));
  const policy = policyAt === null ? own : await policyValue(policyAt, reader, own);
  const key = valueAt(policy, ['comment-key']);
  return { commentKey: typeof key === 'string' && isCommentKey(key) ? key : null, secretNames: secretNames(own) };
}

async function policyValue(policyAt: PolicyRequest, reader: PolicyReader, own: unknown): Promise<unknown> {
  try {
    const { content } = await readPolicy(policyAt, reader);
    return 'text' in content ? valueOf(content.text) : own;
  } catch {
    return own;
  }
}

function valueOf(text: string): unknown {
  try {
    return parseSource(text).value;
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';

/** A user's name as part of a file name. A changed name gets a hash of the original, so that names stay distinct. */
export function fileName(name: string): string {
  const safe = name.replaceAll(/[^\w-]+/g, '-').slice(0, 60);
  if (safe === name) return safe;
  return `${safe}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

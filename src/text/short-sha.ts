/** As git abbreviates by default, and GitHub shows. */
export const SHORT_SHA_LENGTH = 7;

/** A commit as a reader knows it. A label that is not a SHA stays whole. */
export function shortSha(sha: string): string {
  return /^[0-9a-f]{8,}$/i.test(sha) ? sha.slice(0, SHORT_SHA_LENGTH) : sha;
}

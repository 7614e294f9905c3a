import { matchesUncased } from '../../text/url-pattern.ts';

/** Whether a host is of one of the globs; `*.example` is every host below example, not example itself. */
export function isBlocked(globs: readonly string[], host: string): boolean {
  return globs.some((glob) => matchesUncased(glob, host));
}

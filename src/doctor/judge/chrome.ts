import { fail, ok, warn, type Finding } from '../check.ts';

/** A Chrome that was started as the lab starts it. */
export interface StartedChrome {
  readonly path: string;
  /** `Chrome/156.0.7204.0`, as Chrome names itself. */
  readonly version: string;
  /** Why it runs without its sandbox; null if it runs in one. */
  readonly unsandboxed: string | null;
}

/** The first version that reports soft navigations. */
const SOFT_NAVIGATIONS_SINCE = 151;

/** @param navigatesSoftly whether a configured route measures a soft navigation */
export function judgeChrome({ path, version, unsandboxed }: StartedChrome, navigatesSoftly: boolean): Finding {
  const major = Number(/(\d+)\./.exec(version)?.[1] ?? 0);
  const sandbox = unsandboxed === null ? '' : `, without its sandbox (${unsandboxed})`;
  const started = `${version.replace('/', ' ')} at ${path} starts${sandbox}`;
  if (major >= SOFT_NAVIGATIONS_SINCE) return ok(`${started}.`);
  const message = `${started}, but it does not report soft navigations.`;
  const remedy = `Install Chrome ${SOFT_NAVIGATIONS_SINCE} or later, or name one with --chrome-path or CHROME_PATH.`;
  return navigatesSoftly ? fail(message, remedy) : warn(message, remedy);
}

/** Of a Chrome that neither starts nor fails. */
export function notStarted(ms: number): Finding {
  const remedy =
    'Start it by hand with --headless --version to see why, or name another with --chrome-path or CHROME_PATH.';
  return fail(`Chrome does not start within ${ms / 1000} s.`, remedy);
}

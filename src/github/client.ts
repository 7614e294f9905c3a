import { randomUUID } from 'node:crypto';
import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

type Octokit = ReturnType<typeof getOctokit>;

/** The API with its patience: no request and no series of retries outlasts a declared time. */
export interface GitHubClient {
  readonly octokit: Octokit;
  /** Waits for a request and its retries, as long as the patience lasts. */
  readonly retried: <T>(request: () => Promise<T>) => Promise<T>;
}

export interface Patience {
  /** One request. */
  readonly requestMs: number;
  /** All attempts of one series. */
  readonly totalMs: number;
  /** The first pause; the next ones are four and nine times as long. Stands for the second that GitHub's limits count in. */
  readonly pauseMs: number;
  /** Whether rate limits are heeded, and writes keep the distance that GitHub asks for (1 s; 3 s where it notifies people). */
  readonly keepsDistance: boolean;
}

const PATIENCE: Patience = { requestMs: 15_000, totalMs: 60_000, pauseMs: 1_000, keepsDistance: true };
const MOST_RETRIES = 3;

/** Of a write, which may have been done although it failed: whether to repeat it is for the caller to find out. */
export const ONCE = { request: { retries: 0 } } as const;

/** The proxy that the environment names, and the GraphQL address of the server, are @actions/github's own business. */
export function createClient(token: string, apiUrl: string, patience: Patience = PATIENCE): GitHubClient {
  const { pauseMs, totalMs } = patience;
  const isWorthIt = (seconds: number, retryCount: number): boolean =>
    retryCount < MOST_RETRIES && seconds * pauseMs <= totalMs / 2;
  const options = {
    baseUrl: apiUrl,
    userAgent: 'vitals-gate',
    log: SILENT,
    retry: { retries: MOST_RETRIES, retryAfterBaseValue: pauseMs, doNotRetry: FINAL },
    throttle: {
      // Without a name of its own every client of the process would wait for all others.
      id: randomUUID(),
      retryAfterBaseValue: pauseMs,
      onRateLimit: (seconds: number, _: object, __: unknown, count: number) => isWorthIt(seconds, count),
      onSecondaryRateLimit: (seconds: number, _: object, __: unknown, count: number) => isWorthIt(seconds, count),
      enabled: patience.keepsDistance,
    },
  };
  // The first plugin is the innermost: it sees every attempt, the others decide whether there is another.
  const octokit = getOctokit(token, options, attempts(patience), retry, throttling);
  return { octokit, retried: (request) => within(totalMs, request) };
}

/** What another attempt does not change; rate limits (403, 429) are throttling's. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

/** Octokit would warn on the console, where the runner reads commands. */
const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Each attempt has its time, and a refusal that says when to come back is a rate limit in whatever words. */
function attempts({ requestMs }: Patience) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.before('request', (options) => {
      options.request.signal = AbortSignal.timeout(requestMs);
    });
    octokit.hook.error('request', (error) => {
      const seconds = retryAfterSeconds(error);
      const status = statusOf(error);
      if (seconds === null || !(status === 403 || status === 429)) throw error;
      error.message = `${error.message} (secondary rate limit)`;
      setRetryAfter(error, Math.max(1, seconds));
      throw error;
    });
  };
}

async function within<T>(totalMs: number, request: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`GitHub did not answer for good within ${totalMs / 1000} s`)),
    totalMs,
  );
  try {
    return await Promise.race([request(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The HTTP status an API error carries (Octokit says 500 for a lost connection); null for anything else. */
export function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

type Headed = { response?: { headers?: Record<string, unknown> } } | null;

function retryAfterSeconds(error: unknown): number | null {
  const value = (error as Headed)?.response?.headers?.['retry-after'];
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function setRetryAfter(error: unknown, seconds: number): void {
  const headers = (error as Headed)?.response?.headers;
  if (headers !== undefined) headers['retry-after'] = String(seconds);
}

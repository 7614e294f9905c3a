import { randomUUID } from 'node:crypto';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

import { getOctokit } from './octokit.ts';

type Octokit = ReturnType<typeof getOctokit>;
type Fetch = typeof globalThis.fetch;

/** The API with its patience: no request and no series of retries outlasts a declared time. */
export interface GitHubClient {
  readonly octokit: Octokit;
  /** Waits for a request and its retries, as long as the patience lasts. Throws Overdue once the deadline is over. */
  readonly retried: <T>(request: () => Promise<T>) => Promise<T>;
}

export interface Patience {
  /** One request. */
  readonly requestMs: number;
  /** All attempts of one series. */
  readonly totalMs: number;
  /**
   * The first pause; the next ones are four and nine times as long. Also the length of one second of GitHub's limits.
   */
  readonly pauseMs: number;
  /**
   * Whether rate limits are respected, and writes keep the interval that GitHub asks for (1 s; 3 s if the write
   * notifies people).
   */
  readonly keepsDistance: boolean;
}

export const PATIENCE: Patience = { requestMs: 15_000, totalMs: 60_000, pauseMs: 1_000, keepsDistance: true };
const MOST_RETRIES = 3;

/** When everything that a client asks is over, however many requests that takes. */
export interface Deadline {
  readonly totalMs: number;
  /** Never below 0. */
  readonly leftMs: () => number;
}

const NO_DEADLINE: Deadline = { totalMs: Infinity, leftMs: () => Infinity };

/** A deadline `totalMs` from now. */
export function deadlineIn(totalMs: number): Deadline {
  const endMs = performance.now() + totalMs;
  return { totalMs, leftMs: () => Math.max(0, endMs - performance.now()) };
}

/** The deadline has passed, so no more requests are sent to GitHub. */
export class Overdue extends Error {
  override readonly name = 'Overdue';

  constructor({ totalMs }: Deadline) {
    super(`GitHub did not answer in time (${totalMs / 1000} s for all requests together)`);
  }
}

/** Of a write, which may have been done although it failed: whether to repeat it is for the caller to find out. */
export const ONCE = { request: { retries: 0 } } as const;

/** Of what is not worth a wait, not even for the end of a rate limit. */
export const UNREPEATED = { request: { retries: 0, outwaitsLimits: false } } as const;

/** The options of a request that its retries depend on. */
interface RetryOptions {
  readonly request?: { readonly [option: string]: unknown };
}

/** The proxy that the environment names, and the GraphQL address of the server, are @actions/github's own business. */
export function createClient(
  token: string,
  apiUrl: string,
  patience: Patience = PATIENCE,
  deadline: Deadline = NO_DEADLINE,
): GitHubClient {
  const { pauseMs, totalMs } = patience;
  const isWorthIt = (seconds: number, { request }: RetryOptions, _: unknown, retryCount: number): boolean =>
    request?.['outwaitsLimits'] !== false &&
    retryCount < MOST_RETRIES &&
    seconds * pauseMs <= Math.min(totalMs / 2, deadline.leftMs());
  const options = {
    baseUrl: apiUrl,
    userAgent: 'vitals-gate',
    log: SILENT,
    retry: { retries: MOST_RETRIES, retryAfterBaseValue: pauseMs, doNotRetry: FINAL },
    throttle: {
      // Without a name of its own every client of the process would wait for all others.
      id: randomUUID(),
      retryAfterBaseValue: pauseMs,
      onRateLimit: isWorthIt,
      onSecondaryRateLimit: isWorthIt,
      enabled: patience.keepsDistance,
    },
  };
  // The first plugin is the innermost: it sees every attempt, the others decide whether there is another.
  const octokit = getOctokit(token, options, attempts(patience, deadline), retry, throttling);
  return { octokit, retried: (request) => within(totalMs, deadline, request) };
}

/** Statuses that a retry cannot change; the throttling plugin handles rate limits (403, 429). */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

/** Octokit would warn on the console, where the runner reads commands. */
const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Each attempt has its time, and a refusal that says when to come back is a rate limit in whatever words. */
function attempts({ requestMs }: Patience, deadline: Deadline) {
  return (octokit: Pick<Octokit, 'hook'>, { request }: { request?: { fetch?: Fetch } }): void => {
    const fetch = withBody(request?.fetch ?? globalThis.fetch);
    octokit.hook.before('request', (options) => {
      const leftMs = deadline.leftMs();
      if (leftMs === 0) throw new Overdue(deadline);
      options.request.fetch = fetch;
      options.request.signal = AbortSignal.timeout(Math.ceil(Math.min(requestMs, leftMs)));
    });
    octokit.hook.after('request', ({ status, data }, { mediaType }) => {
      const isText = typeof data === 'string' && status !== 204;
      if (isText && !mediaType?.format) throw new Error('GitHub’s answer is cut off, or is not JSON');
    });
    octokit.hook.error('request', (error) => {
      if (isTimeout(error)) error.message = `GitHub did not answer completely within ${requestMs / 1000} s`;
      const seconds = retryAfterSeconds(error);
      if (seconds === null || !isRefusal(error)) throw error;
      if (!SECONDARY.test(error.message)) error.message = `${error.message} (secondary rate limit)`;
      setRetryAfter(error, Math.max(1, seconds));
      throw error;
    });
  };
}

/**
 * Answers once the whole body has arrived, because Octokit treats a truncated body as an empty one, and so as an empty
 * list.
 */
function withBody(fetch: Fetch): Fetch {
  return async (...request) => {
    const response = await fetch(...request);
    await response.clone().arrayBuffer();
    return response;
  };
}

async function within<T>(totalMs: number, deadline: Deadline, request: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leftMs = deadline.leftMs();
  const giveUp = (): void =>
    reject(
      leftMs < totalMs
        ? new Overdue(deadline)
        : new Error(`GitHub did not give a final answer within ${totalMs / 1000} s`),
    );
  const timer = setTimeout(giveUp, Math.min(totalMs, leftMs));
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

/** Whether GitHub refuses only temporarily, because of one of its several rate limits. */
export function isLimit(error: unknown): boolean {
  if (!isRefusal(error)) return false;
  return retryAfterSeconds(error) !== null || headersOf(error)?.['x-ratelimit-remaining'] === '0' || isSecondary(error);
}

/** The throttling plugin knows a secondary limit by its words. */
const SECONDARY = /\bsecondary rate\b/i;

function isSecondary(error: unknown): boolean {
  return error instanceof Error && SECONDARY.test(error.message);
}

function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status === 403 || status === 429;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.name === 'TimeoutError';
}

type ErrorWithHeaders = { response?: { headers?: Record<string, unknown> } } | null;

function retryAfterSeconds(error: unknown): number | null {
  const value = headersOf(error)?.['retry-after'];
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function headersOf(error: unknown): Record<string, unknown> | undefined {
  return (error as ErrorWithHeaders)?.response?.headers;
}

function setRetryAfter(error: unknown, seconds: number): void {
  const headers = headersOf(error);
  if (headers !== undefined) headers['retry-after'] = String(seconds);
}

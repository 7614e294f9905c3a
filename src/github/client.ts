import { setTimeout as sleep } from 'node:timers/promises';
import { getOctokit } from '@actions/github';

type Octokit = ReturnType<typeof getOctokit>;

/** The API with its patience: no request and no series of retries outlasts a declared time. */
export interface GitHubClient {
  readonly octokit: Octokit;
  /** Repeats a request that is safe to repeat, on server errors, lost connections and rate limits. */
  readonly retried: <T>(request: () => Promise<T>) => Promise<T>;
}

export interface Patience {
  /** One request. */
  readonly requestMs: number;
  /** All attempts of one series. */
  readonly totalMs: number;
  /** The first pause; each next one is twice as long. */
  readonly pauseMs: number;
}

const PATIENCE: Patience = { requestMs: 15_000, totalMs: 60_000, pauseMs: 1_000 };
const MOST_ATTEMPTS = 4;

export function createClient(token: string, apiUrl: string, patience: Patience = PATIENCE): GitHubClient {
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'vitals-gate', log: SILENT });
  octokit.hook.before('request', (options) => {
    options.request.signal = AbortSignal.timeout(patience.requestMs);
  });
  return { octokit, retried: (request) => retry(request, patience) };
}

/** Octokit would warn on the console, where the runner reads commands. */
const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

async function retry<T>(request: () => Promise<T>, { totalMs, pauseMs }: Patience): Promise<T> {
  const giveUpAt = Date.now() + totalMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const pause = retryAfterMs(error) ?? pauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 4);
      if (attempt === MOST_ATTEMPTS || !isPassing(error) || Date.now() + pause > giveUpAt) throw error;
      await sleep(pause);
    }
  }
}

/** A refused or lost request that may succeed later: the server's fault, or a (secondary) rate limit. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status >= 500 || status === 429 || (status === 403 && retryAfterMs(error) !== null);
}

/** The HTTP status an API error carries (Octokit says 500 for a lost connection); null for anything else. */
export function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

function retryAfterMs(error: unknown): number | null {
  const headers = (error as { response?: { headers?: Record<string, unknown> } } | null)?.response?.headers;
  const seconds = Number(headers?.['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

import { attempt } from './attempt.ts';
import { bodiesOf } from './body.ts';

/** When a request that failed is tried again, ms; at once when the browser is online again. */
const RETRY_MS = 5000;

/** Sends records to a URL, and nothing that fails there reaches the page. */
export function createSender(endpoint: string): (lines: readonly string[]) => void {
  const held: string[] = [];

  const hold = (body: string): void => {
    held.push(body);
    if (navigator.onLine) setTimeout(release, RETRY_MS);
  };
  // By fetch, which says what becomes of it: a browser that says it is online may have no network yet.
  const release = (): void => {
    for (const body of held.splice(0)) post(body, () => setTimeout(() => post(body, () => {}), RETRY_MS));
  };
  const post = (body: string, onFailure: (failed: string) => void): void => {
    const init: RequestInit = { method: 'POST', body, keepalive: true, mode: 'no-cors', credentials: 'omit' };
    attempt(() => void fetch(endpoint, init).catch(() => onFailure(body)));
  };
  const send = (body: string): void => {
    if (attempt(() => navigator.sendBeacon(endpoint, body)) !== true) post(body, hold);
  };

  addEventListener('online', release);
  return (lines) => {
    for (const body of bodiesOf(lines))
      if (!navigator.onLine) hold(body);
      else send(body);
  };
}

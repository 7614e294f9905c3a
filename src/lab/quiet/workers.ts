import type { Page, WebWorker } from 'puppeteer';

import { stripQuery } from '../../text/strip-query.ts';

/** What the workers of a page ask for, which the page's own events do not tell of: in flight until it is answered. */
export class Workers {
  readonly #onActivity: (what: string) => void;
  /** By worker and request id. */
  readonly #inFlight = new Map<WebWorker, Map<string, string>>();

  constructor(page: Page, onActivity: (what: string) => void) {
    this.#onActivity = onActivity;
    page.on('workercreated', (worker) => this.#follow(worker));
    page.on('workerdestroyed', (worker) => {
      if (this.#inFlight.delete(worker)) onActivity('the end of a worker');
    });
  }

  /** What has not been answered yet, for a reader. */
  pending(): string[] {
    return [...this.#inFlight.values()].flatMap((requests) => [...requests.values()]);
  }

  #follow(worker: WebWorker): void {
    const { client } = worker;
    const requests = new Map<string, string>();
    this.#inFlight.set(worker, requests);
    client.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (!/^https?:/.test(request.url)) return;
      requests.set(requestId, stripQuery(request.url));
      this.#onActivity(`request of ${stripQuery(request.url)}`);
    });
    const onAnswer = ({ requestId }: { readonly requestId: string }): void => {
      const url = requests.get(requestId);
      if (requests.delete(requestId)) this.#onActivity(`response of ${url}`);
    };
    client.on('Network.responseReceived', onAnswer);
    client.on('Network.loadingFailed', onAnswer);
    client.on('Network.dataReceived', () => this.#onActivity('data of a worker'));
    client.send('Network.enable').catch(() => undefined); // a worker may be gone at once
  }
}

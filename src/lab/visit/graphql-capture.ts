import type { CDPSession, Protocol } from 'puppeteer';

import { mayBeGraphql, type Exchange } from '../../graphql/observed/requests.ts';
import { byLowerCase } from './header-names.ts';

/** The most operations that are kept for one page. */
const MOST_REQUESTS = 200;
/** An answer that is larger is not looked into, characters. */
const MOST_BODY = 5_000_000;

type ExchangeRequest = Omit<Exchange, 'responseBody'>;

/**
 * Keeps a page's GraphQL requests with their answers. Reading answers takes the browser's time, so it is for visits that
 * are not measured.
 */
export class GraphqlCapture {
  readonly #session: CDPSession;
  readonly #sent = new Map<string, ExchangeRequest>();

  constructor(session: CDPSession) {
    this.#session = session;
    session.on('Network.requestWillBeSent', (event) => void this.#onRequest(event));
  }

  /** What was sent so far, in the order it was sent. */
  async exchanges(): Promise<Exchange[]> {
    return Promise.all(
      [...this.#sent].map(async ([requestId, sent]) => ({ ...sent, responseBody: await this.#bodyOf(requestId) })),
    );
  }

  async #onRequest({ requestId, request }: Protocol.Network.RequestWillBeSentEvent): Promise<void> {
    if (this.#sent.size >= MOST_REQUESTS || !/^https?:/.test(request.url)) return;
    const about = { url: request.url, method: request.method, headers: byLowerCase(request.headers) };
    const sent = { ...about, postData: request.postData ?? null };
    if (mayBeGraphql(sent)) this.#sent.set(requestId, sent);
    else if (request.hasPostData === true && sent.postData === null) await this.#fetchPostData(requestId, about);
  }

  /** Long bodies are not in the event. */
  async #fetchPostData(requestId: string, about: Omit<ExchangeRequest, 'postData'>): Promise<void> {
    try {
      const { postData } = await this.#session.send('Network.getRequestPostData', { requestId });
      if (mayBeGraphql({ ...about, postData })) this.#sent.set(requestId, { ...about, postData });
    } catch {
      // The page has navigated away, so its requests are lost.
    }
  }

  async #bodyOf(requestId: string): Promise<string | null> {
    try {
      const { body, base64Encoded } = await this.#session.send('Network.getResponseBody', { requestId });
      const text = base64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
      return text.length > MOST_BODY ? null : text;
    } catch {
      return null;
    }
  }
}

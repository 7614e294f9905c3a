import type { CDPSession, Protocol } from 'puppeteer';

/** What is added to a request; names in any case. */
export type Headers = Readonly<Record<string, string>>;

type PausedRequest = Protocol.Fetch.RequestPausedEvent;

/**
 * Pauses requests where that is unavoidable: to add headers to those of the deploy's own origin (CDP's
 * `Network.setExtraHTTPHeaders` would send them to third parties too), and to keep an interaction on the page that it
 * measures. No other request is paused. Headers do not follow a redirect to another origin. Requests of workers are not
 * paused either.
 */
export class RequestGate {
  readonly #session: CDPSession;
  readonly #origin: string;
  readonly #headers: readonly Protocol.Fetch.HeaderEntry[];
  #mainFrame = '';
  #holding = false;
  #held: string | null = null;

  private constructor(session: CDPSession, origin: string, headers: Headers) {
    this.#session = session;
    this.#origin = origin;
    this.#headers = Object.entries(headers).map(([name, value]) => ({ name, value }));
    session.on('Fetch.requestPaused', (event) => this.#onPaused(event));
  }

  /** Pauses no requests until there are headers to add or documents to hold. */
  static async open(session: CDPSession, origin: string, headers: Headers): Promise<RequestGate> {
    const gate = new RequestGate(session, origin, headers);
    if (gate.#headers.length > 0) await gate.#enable();
    return gate;
  }

  /** From now on no other document is loaded into the page. */
  async holdDocuments(): Promise<void> {
    this.#holding = true;
    const [{ frameTree }] = await Promise.all([this.#session.send('Page.getFrameTree'), this.#enable()]);
    this.#mainFrame = frameTree.frame.id;
  }

  /** Lets documents pass while `navigate` is under way. */
  async pass(navigate: () => Promise<void>): Promise<void> {
    const wasHolding = this.#holding;
    this.#holding = false;
    await navigate();
    this.#holding = wasHolding;
  }

  /** The URL of the document that was requested but not loaded, or null. */
  get held(): string | null {
    return this.#held;
  }

  async #enable(): Promise<void> {
    const own = this.#headers.length > 0 ? [{ urlPattern: `${this.#origin}/*` }] : [];
    const documents = this.#holding ? [{ urlPattern: '*', resourceType: 'Document' as const }] : [];
    await this.#session.send('Fetch.enable', { patterns: [...own, ...documents] });
  }

  #onPaused(event: PausedRequest): void {
    const { requestId, request, resourceType, frameId } = event;
    if (this.#holding && resourceType === 'Document' && frameId === this.#mainFrame) {
      // Not left waiting: Chrome sends no command to a page that has a navigation pending.
      this.#held ??= request.url;
      this.#fail(requestId, 'Aborted');
      return;
    }
    const change = this.#isOwn(request.url) && this.#headers.length > 0 ? { headers: this.#withHeaders(event) } : {};
    this.#session.send('Fetch.continueRequest', { requestId, ...change }).catch(() => this.#fail(requestId, 'Failed'));
  }

  /** A request whose page is gone needs no answer. */
  #fail(requestId: string, errorReason: 'Aborted' | 'Failed'): void {
    this.#session.send('Fetch.failRequest', { requestId, errorReason }).catch(() => undefined);
  }

  #isOwn(url: string): boolean {
    return url.startsWith(`${this.#origin}/`);
  }

  /** The page's own headers win, so its Authorization is not replaced. */
  #withHeaders({ request }: PausedRequest): Protocol.Fetch.HeaderEntry[] {
    const own = Object.entries(request.headers).map(([name, value]) => ({ name, value }));
    const said = new Set(own.map(({ name }) => name.toLowerCase()));
    return [...own, ...this.#headers.filter(({ name }) => !said.has(name.toLowerCase()))];
  }
}

/** What a session tells of one request, in the order in which Chrome says it; sizes in bytes, -1 where Chrome does not know. */
export type TransferEvent =
  /** A redirect: its head. */
  | { readonly kind: 'redirect'; readonly size: number }
  | { readonly kind: 'memory-cache' }
  /** The head of the answer; its `size` for a synchronous request is that of the body too. */
  | ({ readonly kind: 'head'; readonly size: number } & AnswerHead)
  /** The status on the wire: 304 where the page sees 200. */
  | { readonly kind: 'status'; readonly status: number }
  /** A piece of the body: as it was sent (0 where it was not, or where Chrome does not say), and decoded. */
  | { readonly kind: 'data'; readonly size: number; readonly decoded: number }
  | { readonly kind: 'end'; readonly size: number };

interface AnswerHead {
  /** Its `Content-Length`; null where it does not say. */
  readonly declared: number | null;
  readonly isCompressed: boolean;
  readonly isError: boolean;
  /** The body was here before: in a cache, or in a service worker. */
  readonly isLocal: boolean;
}

/**
 * What Chrome counts in a way of its own: of the script that a worker is made of the head alone; of an image that is
 * answered with an error, or whose connection breaks, what came of the body by then, decoded.
 */
export type Quirk = 'worker-script' | 'image';

/** By one session. */
interface SessionTally {
  redirects: number;
  head: number;
  body: number;
  decoded: number;
}

/**
 * The bytes of one request: heads and bodies of its answer and of its redirects, as they were sent. Several sessions may
 * tell of one request; `Session` is what identifies them.
 */
export class TransferCount<Session> {
  readonly #quirk: Quirk | null;
  readonly #sums = new Map<Session, SessionTally>();
  #answer: AnswerHead = { declared: null, isCompressed: false, isError: false, isLocal: false };
  #end: number | null = null;
  #isCached = false;
  #isUnchanged = false;

  constructor(quirk: Quirk | null) {
    this.#quirk = quirk;
  }

  add(session: Session, told: TransferEvent): void {
    const sum = this.#sums.get(session) ?? { redirects: 0, head: 0, body: 0, decoded: 0 };
    this.#sums.set(session, sum);
    switch (told.kind) {
      case 'redirect':
        sum.redirects += sizeOf(told.size);
        return;
      case 'memory-cache':
        this.#isCached = true;
        return;
      case 'head':
        sum.head = sizeOf(told.size);
        this.#answer = told;
        return;
      case 'status':
        this.#isUnchanged = told.status === 304;
        return;
      case 'data':
        sum.body += sizeOf(told.size);
        sum.decoded += told.decoded;
        return;
      case 'end':
        this.#end = Math.max(this.#end ?? 0, told.size);
    }
  }

  /** What came so far, as far as it is sure. */
  get bytes(): number {
    const before = this.#most(({ redirects }) => redirects);
    if (this.#isCached) return before;
    if (this.#answer.isLocal) return before + (this.#end ?? this.#arrived);
    if (this.#isUncounted) return before + this.#head + (this.#body ?? 0);
    return before + Math.max(this.#end ?? 0, this.#arrived);
  }

  /** Whether a body came that nothing tells the length of. */
  get isBodyUnknown(): boolean {
    return this.#isUncounted && this.#body === null;
  }

  /** Whether a body came over the network that Chrome's end does not count. */
  get #isUncounted(): boolean {
    if (this.#end === null || this.#decoded === 0) return false;
    if (this.#isCached || this.#answer.isLocal || this.#isUnchanged) return false;
    if (this.#quirk === 'image') return this.#answer.isError || this.#end === this.#decoded;
    return this.#quirk === 'worker-script' && Math.max(this.#end, this.#arrived) <= this.#head;
  }

  /** The length of such a body; null where it is not known. */
  get #body(): number | null {
    const { declared, isCompressed } = this.#answer;
    const pieces = this.#most(({ body }) => body);
    if (this.#quirk === 'image' && pieces > 0) return pieces;
    // An image's body need not have come to its declared end, and nothing tells the framing of a worker's chunks.
    if (this.#quirk === 'image' && !isCompressed) return this.#decoded;
    return declared;
  }

  get #head(): number {
    return this.#most(({ head }) => head);
  }

  get #decoded(): number {
    return this.#most(({ decoded }) => decoded);
  }

  /**
   * Chrome's end of a preflight leaves out the head. Without an end, what is decoded has arrived too, unless it was
   * compressed or was here before.
   */
  get #arrived(): number {
    const isSure = this.#end === null && !this.#answer.isCompressed && !this.#isUnchanged && !this.#answer.isLocal;
    return this.#most(({ head, body, decoded }) => head + (isSure ? Math.max(body, decoded) : body));
  }

  #most(sizeIn: (sum: SessionTally) => number): number {
    return Math.max(0, ...[...this.#sums.values()].map(sizeIn));
  }
}

/** Chrome says -1 of what it does not know. */
function sizeOf(encoded: number): number {
  return Math.max(0, encoded);
}

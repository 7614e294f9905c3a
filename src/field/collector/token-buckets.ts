/** How many seconds' worth of requests may come at once. */
const BURST_SECONDS = 5;
/** Some 20 MB. The address that was silent for longest is forgotten first. */
const MOST_ADDRESSES = 100_000;

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** A token bucket per address: refilled evenly, up to a burst. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();

  /** With `perSecond` 0 there is no limit. */
  constructor(perSecond: number, nowMs: () => number = () => performance.now(), most = MOST_ADDRESSES) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#most = most;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** 0 if a request of this address may pass, else the whole seconds after which one will. */
  take(address: string): number {
    if (this.#perSecond === 0) return 0;
    const key = networkOf(address);
    const tokens = this.#refilled(key);
    const isFree = tokens >= 1;
    // Deleted before it is set, so that the map stays ordered by the last request.
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, atMs: this.#nowMs() });
    this.#forget();
    return isFree ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }

  #refilled(key: string): number {
    const most = this.#perSecond * BURST_SECONDS;
    const { tokens, atMs } = this.#buckets.get(key) ?? { tokens: most, atMs: 0 };
    return Math.min(most, tokens + ((this.#nowMs() - atMs) / 1000) * this.#perSecond);
  }

  #forget(): void {
    if (this.#buckets.size <= this.#most) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** An IPv4 address as it is; of an IPv6 address the first 64 bits, because one household has all that follow (RFC 6177). */
function networkOf(address: string): string {
  const [, v4] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = address.slice(0, 64).split('::', 2);
  const groups = head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length;
  const all = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail ?? '').split(':')];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}

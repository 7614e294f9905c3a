import { createHash } from 'node:crypto';

import type { CDPSession } from 'puppeteer';

/** A body that is larger is not kept, bytes. */
const MOST_BODY = 5_000_000;
/** The texts that are kept together, characters; those beyond are known by their digest alone. */
const MOST_TEXTS = 50_000_000;
const REPLACED = '\uFFFD';

/** What came: `raw`: SHA-256 in hex; `text`: null of what is no text. */
export interface Body {
  readonly raw: string;
  readonly text: string | null;
}

/** The body of what has none, and of what no page can read. */
export const NO_BODY: Body = { raw: sha256(''), text: '' };

/** Reads bodies as they arrive, before Chrome drops them. */
export class Bodies {
  #texts = 0;
  readonly #reading = new Set<Promise<void>>();

  /** `bytes`: its decoded length; null: Chrome did not keep it, or it cannot be told from others. */
  read(session: CDPSession, requestId: string, bytes: number, keep: (body: Body | null) => void): void {
    // Chrome tells no bytes of what it prefetches, and gives it out as empty.
    if (bytes === 0 || bytes > MOST_BODY) return keep(null);
    const reading = this.#read(session, requestId, bytes).then(keep, () => keep(null));
    this.#reading.add(reading);
    void reading.finally(() => this.#reading.delete(reading));
  }

  /** Resolves once all that is being read has been. */
  async done(): Promise<void> {
    while (this.#reading.size > 0) await Promise.all(this.#reading);
  }

  async #read(session: CDPSession, requestId: string, bytes: number): Promise<Body | null> {
    const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
    if (base64Encoded) {
      const content = Buffer.from(body, 'base64');
      return content.length === bytes ? { raw: sha256(content), text: null } : null;
    }
    // Bytes that are no text of its encoding all look alike.
    if (body.includes(REPLACED) && Buffer.byteLength(body) !== bytes) return null;
    if (body.length > MOST_BODY) return null;
    this.#texts += body.length;
    return { raw: sha256(body), text: this.#texts > MOST_TEXTS ? null : body };
  }
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

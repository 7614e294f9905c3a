import { createHash } from 'node:crypto';

/** The byte order mark of UTF-8. Chrome gives a text without it. */
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** SHA-256 of a body that comes in chunks, without a byte order mark at its beginning. */
export class BodyHash {
  readonly #hash = createHash('sha256');
  /** What may be the beginning of a mark. Null: the body has begun. */
  #held: Buffer | null = Buffer.alloc(0);

  update(chunk: Buffer): void {
    if (this.#held === null) {
      this.#hash.update(chunk);
      return;
    }
    const begun = Buffer.concat([this.#held, chunk]);
    if (begun.length >= MARK.length) this.#begin(begun);
    else this.#held = begun;
  }

  hex(): string {
    if (this.#held !== null) this.#begin(this.#held);
    return this.#hash.digest('hex');
  }

  #begin(bytes: Buffer): void {
    const isMarked = bytes.subarray(0, MARK.length).equals(MARK);
    this.#hash.update(isMarked ? bytes.subarray(MARK.length) : bytes);
    this.#held = null;
  }
}

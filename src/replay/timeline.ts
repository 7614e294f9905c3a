/** Bytes of a body that came together. */
interface Piece {
  /** When its first byte came, ms after the request began. */
  readonly fromMs: number;
  /** The same of its last. */
  untilMs: number;
  /** Of the body, up to the end of this piece. */
  bytes: number;
}

/** No piece takes longer, and no pause is shorter, ms. */
const STEP_MS = 2;
/** Later pieces count as one. */
const MOST_PIECES = 500;
/** So many places of a response are timed beside its end: the first pause, and the longest ones. */
const MOST_PAUSES = 8;

/** When the bytes of one body came, ms after the request began. */
export class Timeline {
  readonly #beganMs: number;
  readonly #now: () => number;
  readonly #pieces: Piece[] = [];
  #bytes = 0;
  #endMs = 0;

  constructor(beganMs: number, now: () => number = () => performance.now()) {
    this.#beganMs = beganMs;
    this.#now = now;
  }

  add(bytes: number): void {
    const ms = this.#now() - this.#beganMs;
    this.#bytes += bytes;
    const last = this.#pieces.at(-1);
    if (last === undefined || (ms - last.fromMs > STEP_MS && this.#pieces.length < MOST_PIECES))
      this.#pieces.push({ fromMs: ms, untilMs: ms, bytes: this.#bytes });
    else Object.assign(last, { untilMs: ms, bytes: this.#bytes });
  }

  end(): void {
    this.#endMs = this.#now() - this.#beganMs;
  }

  /** Of the whole body so far. */
  get bytes(): number {
    return this.#bytes;
  }

  get endMs(): number {
    return this.#endMs;
  }

  /** After which bytes it paused: the first time, and where it did so for longest; ascending. */
  get pauses(): number[] {
    const pauses = this.#pieces.slice(1).flatMap(({ fromMs }, index) => {
      const before = this.#pieces[index];
      return before === undefined ? [] : [{ bytes: before.bytes, ms: fromMs - before.untilMs }];
    });
    const longest = pauses.slice(1).toSorted((one, other) => other.ms - one.ms);
    const kept = [...pauses.slice(0, 1), ...longest].slice(0, MOST_PAUSES);
    return kept.map(({ bytes }) => bytes).toSorted((one, other) => one - other);
  }

  /** When so many bytes had come; its end if there are fewer. */
  msAt(bytes: number): number {
    return this.#pieces.find((piece) => piece.bytes >= bytes)?.untilMs ?? this.#endMs;
  }
}

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
/** So many places of a side's responses are timed beside their end. */
const MOST_PAUSES = 8;

/** Where a body paused. */
interface Pause {
  /** Of the body, before it. */
  readonly bytes: number;
  readonly ms: number;
}

/** When the head and the bytes of one answer came, ms after the request began. */
export class Timeline {
  readonly #beganMs: number;
  readonly #now: () => number;
  readonly #pieces: Piece[] = [];
  #bytes = 0;
  #headMs = 0;
  #endMs = 0;

  constructor(beganMs: number, now: () => number = () => performance.now()) {
    this.#beganMs = beganMs;
    this.#now = now;
  }

  /** The head of the answer is there. */
  begin(): void {
    this.#headMs = this.#now() - this.#beganMs;
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

  /** Whether the head came before the body: a browser acts on it at once. */
  get hasEarlyHead(): boolean {
    return (this.#pieces[0]?.fromMs ?? this.#endMs) - this.#headMs > STEP_MS;
  }

  get pauses(): readonly Pause[] {
    return this.#pieces.slice(1).flatMap(({ fromMs }, index) => {
      const before = this.#pieces[index];
      return before === undefined ? [] : [{ bytes: before.bytes, ms: fromMs - before.untilMs }];
    });
  }

  /** When so many bytes had come; its head if they are none, its end if there are fewer. */
  msAt(bytes: number): number {
    if (bytes === 0) return this.#headMs;
    return this.#pieces.find((piece) => piece.bytes >= bytes)?.untilMs ?? this.#endMs;
  }
}

/** Whether the head mostly came before the body: a server that sends it so does each time, and a busy machine at times. */
export function hasEarlyHeads(timelines: readonly Timeline[]): boolean {
  return timelines.filter(({ hasEarlyHead }) => hasEarlyHead).length > timelines.length / 2;
}

/**
 * After which bytes one side's answers to a request paused: the first time, and where all of them together did so for
 * longest, because a server pauses in the same places and a network anywhere.
 */
export function commonPauses(timelines: readonly Timeline[]): number[] {
  const total = new Map<number, number>();
  const first = new Map<number, number>();
  for (const { pauses } of timelines)
    for (const [index, { bytes, ms }] of pauses.entries()) {
      total.set(bytes, (total.get(bytes) ?? 0) + ms);
      if (index === 0) first.set(bytes, (first.get(bytes) ?? 0) + ms);
    }
  return [...new Set([...longest(first, 1), ...longest(total, MOST_PAUSES)])].slice(0, MOST_PAUSES);
}

function longest(pauses: ReadonlyMap<number, number>, most: number): number[] {
  const bySize = [...pauses].toSorted(([, one], [, other]) => other - one);
  return bySize.slice(0, most).map(([bytes]) => bytes);
}

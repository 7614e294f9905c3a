import { measured, type Measured } from '../identity/measured.ts';
import { declaredLength, hasReadableBody, isSentAlike, type SentBody } from '../identity/differences.ts';
import type { Answer } from '../model/answers.ts';
import { SIDES, type Side } from '../model/deploy.ts';
import type { Ask } from './ask.ts';
import type { Place } from './connections.ts';
import type { Exchange } from './exchange.ts';
import { commonPauses, hasEarlyHeads, type Timeline } from './timeline.ts';

const NOT_MODIFIED = 304;

/** What is known of an answer, so far as it counts. */
type Seen = { readonly [Field in 'status' | 'raw' | 'encodedBytes']?: Exchange[Field] | undefined } & {
  readonly isDeclared?: boolean;
};

/** What base and head are held against each other for, beyond what Chrome could tell. */
export interface Asked {
  /** Whether only a replay can compare their bodies. */
  readonly isUnsettled: boolean;
  /** Whether a budget counts bytes: then head may not send more at all. */
  readonly countsBytes: boolean;
}

/** A request of both sides that is repeated, and what its answers took. */
export class Task {
  readonly asks: Readonly<Record<Side, Ask & { readonly place: Place }>>;
  readonly shownUrl: string;
  readonly #first: Partial<Record<Side, Seen>> = {};
  /** Of each pass that counts. */
  readonly #passes: { readonly side: Side; readonly timeline: Timeline }[] = [];

  constructor(asks: Task['asks'], shownUrl: string) {
    this.asks = asks;
    this.shownUrl = shownUrl;
  }

  /** Keeps the answer of the pass that does not count: it is what the others are held against. */
  begin(side: Side, exchange: Exchange): void {
    const { status, raw, encodedBytes, headers } = exchange;
    const isDeclared = declaredLength(headers) !== null;
    // The text that comes with a redirect is for nobody, and may name the deploy.
    this.#first[side] = hasReadableBody(exchange) ? { status, raw, encodedBytes, isDeclared } : { status };
  }

  /** Keeps the times of an answer; null, or in what it differs from the first one. */
  add(side: Side, exchange: Exchange): Measured | null {
    this.#passes.push({ side, timeline: exchange.timeline });
    return this.#variance(side, exchange, this.#first[side]);
  }

  /** In what the first answer of a side differs from what Chrome was served there; null if it does not. */
  againstChrome(side: Side, answer: Answer): Measured | null {
    const { status, body } = answer;
    const raw = hasReadableBody(answer) ? body?.raw : undefined;
    // Only a request with conditions is answered by a 304, and a replay has none.
    return this.#variance(side, this.#first[side], { status: status === NOT_MODIFIED ? undefined : status, raw });
  }

  /** In what base and head differ that Chrome could not tell; null if they do not. */
  betweenSides({ isUnsettled, countsBytes }: Asked): Measured | null {
    const { base, head } = this.#first;
    if (base === undefined || head === undefined) return null;
    if (isUnsettled && base.status !== head.status) return this.#measured('differs', { what: 'status' });
    if (isUnsettled && base.raw !== head.raw) return this.#measured('differs', { what: 'body' });
    const [onBase, onHead] = [sentBody(base), sentBody(head)];
    const isAlike = isSentAlike(onBase, onHead) && !(countsBytes && onHead.bytes > onBase.bytes);
    return isAlike ? null : this.#measured('differs', { what: 'transfer size' });
  }

  /** After which bytes of the body its time is taken, ascending; 0 is the head, the last is the end. */
  get marks(): readonly number[] {
    const places = SIDES.flatMap((side) => {
      const timelines = this.#passes.filter((pass) => pass.side === side).map(({ timeline }) => timeline);
      return [...(hasEarlyHeads(timelines) ? [0] : []), ...commonPauses(timelines)];
    });
    return [...new Set([...places, Infinity])].toSorted((one, other) => one - other);
  }

  /** What each mark took in a pass, ms. */
  timesAt(pass: number, marks: readonly number[]): number[] {
    const { timeline } = this.#passes[pass] ?? {};
    return marks.map((bytes) => timeline?.msAt(bytes) ?? Infinity);
  }

  /** Those that count. */
  get passes(): number {
    return this.#passes.length;
  }

  /** Whether a replay came to an end on it, so that its times may be used again. */
  isKept = false;

  #variance(side: Side, one: Seen | undefined, other: Seen | undefined): Measured | null {
    for (const what of ['status', 'raw'] as const)
      if (one?.[what] !== undefined && other?.[what] !== undefined && one[what] !== other[what])
        return this.#measured('varies', { side, what: what === 'raw' ? 'body' : what });
    return null;
  }

  #measured(because: Measured['because'], about: Pick<Measured, 'what'> & Partial<Pick<Measured, 'side'>>): Measured {
    return measured(because, { ...about, url: this.shownUrl });
  }
}

function sentBody({ raw, encodedBytes = 0, isDeclared = false }: Seen): SentBody {
  return { raw, bytes: encodedBytes, isDeclared };
}

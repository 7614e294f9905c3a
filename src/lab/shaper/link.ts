/** Where a flow's bytes come out, half a round trip later. */
export interface Sink {
  /** Takes bytes; false means: no more until {@link Flow.resume}. */
  readonly write: (chunk: Buffer) => boolean;
  /** The sender closed its half. */
  readonly end: () => void;
  /** The sender reset the connection. */
  readonly reset: () => void;
}

/** One direction of one connection on a {@link Link}. */
export interface Flow {
  /** Queues bytes; false means: pause the source until `onRoom`. */
  readonly send: (chunk: Buffer) => boolean;
  readonly end: () => void;
  readonly reset: () => void;
  /** The sink takes bytes again. */
  readonly resume: () => void;
  /** Drops what is queued and delivers nothing more. */
  readonly close: () => void;
}

export interface LinkOptions {
  /** Bytes per millisecond; Infinity for an unshaped link. */
  readonly bytesPerMs: number;
  /** One-way delay, ms. */
  readonly delayMs: number;
}

type Signal = 'end' | 'reset';

interface QueuedChunk {
  bytes: Buffer;
  readonly queuedAt: number;
}

interface FlowState {
  readonly sink: Sink;
  readonly onRoom: () => void;
  readonly queue: QueuedChunk[];
  queuedBytes: number;
  transitBytes: number;
  signal: Signal | null;
  /** Waiting for its turn on the link. */
  scheduled: boolean;
  sinkFull: boolean;
  sourcePaused: boolean;
  closed: boolean;
}

interface InTransit {
  readonly arrivesAt: number;
  readonly flow: FlowState;
  readonly payload: Buffer | Signal;
}

/** An Ethernet payload's worth of TCP data. */
const SEGMENT_BYTES = 1460;
/** Up to this long may one flow hold the link before the next one has its turn. */
const TURN_MS = 2;
const MAX_TURN_BYTES = 64 * 1024;
/** Bytes a flow may have waiting for the link before its source is paused. */
const QUEUE_BYTES = 256 * 1024;
/** Bytes a flow may have between link and sink; bounds memory where the rate is unlimited. */
const MIN_WINDOW_BYTES = 4 * 1024 * 1024;
/** Timers have a resolution of 1 ms: what is due within half of one is due now. */
const TIMER_SLACK_MS = 0.5;

/**
 * One direction of an emulated access link: a single queue of a fixed rate that all flows share turn by turn, then a
 * fixed delay. A byte queued at t leaves at max(t, link free) + size / rate and arrives `delayMs` later. Times are
 * kept as computed, not as timers fire, so a late timer delays a chunk but never lowers the rate.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #turnBytes: number;
  readonly #windowBytes: number;
  /** Flows with something to send, in the order of their turns. */
  readonly #turns: FlowState[] = [];
  #transit: InTransit[] = [];
  #freeAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #timerAt = Number.POSITIVE_INFINITY;
  #running = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#turnBytes = Math.min(MAX_TURN_BYTES, Math.max(SEGMENT_BYTES, Math.floor(options.bytesPerMs * TURN_MS)));
    const bandwidthDelay = Number.isFinite(options.bytesPerMs) ? options.bytesPerMs * options.delayMs : 0;
    this.#windowBytes = Math.max(MIN_WINDOW_BYTES, 2 * bandwidthDelay);
  }

  /** Adds one direction of a connection. `onRoom` is called when a paused source may go on. */
  open(sink: Sink, onRoom: () => void): Flow {
    const flow: FlowState = {
      sink,
      onRoom,
      queue: [],
      queuedBytes: 0,
      transitBytes: 0,
      signal: null,
      scheduled: false,
      sinkFull: false,
      sourcePaused: false,
      closed: false,
    };
    return {
      send: (chunk) => this.#send(flow, chunk),
      end: () => this.#signal(flow, 'end'),
      reset: () => this.#signal(flow, 'reset'),
      resume: () => {
        flow.sinkFull = false;
        this.#schedule(flow);
        this.#run();
      },
      close: () => {
        flow.closed = true;
        flow.queue.length = 0;
        flow.queuedBytes = 0;
      },
    };
  }

  /** Stops the timer; bytes still on the link are lost. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#transit = [];
    this.#turns.length = 0;
  }

  #send(flow: FlowState, chunk: Buffer): boolean {
    if (flow.closed || chunk.length === 0) return true;
    flow.queue.push({ bytes: chunk, queuedAt: performance.now() });
    flow.queuedBytes += chunk.length;
    this.#schedule(flow);
    this.#run();
    flow.sourcePaused = flow.queuedBytes > QUEUE_BYTES;
    return !flow.sourcePaused;
  }

  #signal(flow: FlowState, signal: Signal): void {
    if (flow.closed || flow.signal === 'reset') return;
    flow.signal = signal;
    this.#schedule(flow);
    this.#run();
  }

  #schedule(flow: FlowState): void {
    if (flow.scheduled || flow.closed || !this.#maySend(flow)) return;
    flow.scheduled = true;
    this.#turns.push(flow);
  }

  #maySend(flow: FlowState): boolean {
    if (flow.queue.length === 0) return flow.signal !== null;
    return !flow.sinkFull && flow.transitBytes < this.#windowBytes;
  }

  /** Sends what is due, delivers what has arrived, and sleeps until the next event. */
  #run(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      let progress = true;
      while (progress) {
        const now = performance.now() + TIMER_SLACK_MS;
        progress = this.#transmit(now);
        progress = this.#deliver(now) || progress;
      }
    } finally {
      this.#running = false;
    }
    this.#sleep();
  }

  #transmit(now: number): boolean {
    let progress = false;
    while (this.#freeAt <= now) {
      const flow = this.#turns.shift();
      if (flow === undefined) break;
      flow.scheduled = false;
      if (flow.closed) continue;
      this.#takeTurn(flow);
      this.#schedule(flow);
      progress = true;
    }
    return progress;
  }

  #takeTurn(flow: FlowState): void {
    const first = flow.queue[0];
    if (first === undefined) {
      if (flow.signal === null) return;
      const arrivesAt = Math.max(this.#freeAt, performance.now()) + this.#options.delayMs;
      this.#transit.push({ arrivesAt, flow, payload: flow.signal });
      flow.signal = null;
      return;
    }
    const bytes = first.bytes.subarray(0, this.#turnBytes);
    if (bytes.length === first.bytes.length) flow.queue.shift();
    else first.bytes = first.bytes.subarray(bytes.length);
    flow.queuedBytes -= bytes.length;
    flow.transitBytes += bytes.length;
    this.#freeAt = Math.max(this.#freeAt, first.queuedAt) + bytes.length / this.#options.bytesPerMs;
    this.#transit.push({ arrivesAt: this.#freeAt + this.#options.delayMs, flow, payload: bytes });
    this.#wakeSource(flow);
  }

  #wakeSource(flow: FlowState): void {
    if (!flow.sourcePaused || flow.queuedBytes > QUEUE_BYTES / 2) return;
    flow.sourcePaused = false;
    flow.onRoom();
  }

  #deliver(now: number): boolean {
    let arrived = 0;
    for (const { arrivesAt, flow, payload } of this.#transit) {
      if (arrivesAt > now) break;
      arrived++;
      if (typeof payload === 'string') {
        if (!flow.closed) flow.sink[payload]();
        continue;
      }
      flow.transitBytes -= payload.length;
      if (!flow.closed && !flow.sink.write(payload)) flow.sinkFull = true;
      this.#schedule(flow);
    }
    if (arrived > 0) this.#transit.splice(0, arrived);
    return arrived > 0;
  }

  #sleep(): void {
    const arrival = this.#transit[0]?.arrivesAt ?? Number.POSITIVE_INFINITY;
    const turn = this.#turns.length > 0 ? this.#freeAt : Number.POSITIVE_INFINITY;
    const wakeAt = Math.min(arrival, turn);
    if (wakeAt === this.#timerAt && this.#timer !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#timerAt = wakeAt;
    if (wakeAt === Number.POSITIVE_INFINITY) return;
    const wait = Math.max(0, Math.round(wakeAt - performance.now()));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#run();
    }, wait);
  }
}

import { displayWidth, fitToWidth } from '../../text/display-width.ts';

/** At most ten writes a second: a terminal over a network takes time for each. */
const BETWEEN_WRITES_MS = 100;

/** A terminal. */
export type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/**
 * The last lines of a terminal, overwritten in place, below lines that stay. The cursor is never hidden and always stands
 * below them, so nothing has to be restored when the process is killed. Writes only what has changed, when it changes.
 */
export class LiveRegion {
  readonly #terminal: Terminal;
  readonly #render: (columns: number) => readonly string[];
  #shown: readonly string[] = [];
  #waiting: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #wroteAt = -Infinity;

  constructor(terminal: Terminal, render: (columns: number) => readonly string[]) {
    this.#terminal = terminal;
    this.#render = render;
  }

  /** A line that stays. */
  say(text: string): void {
    this.#waiting.push(text);
    this.update();
  }

  /** What is rendered may have changed. */
  update(): void {
    if (this.#timer !== null) return;
    const waitMs = this.#wroteAt + BETWEEN_WRITES_MS - performance.now();
    if (waitMs <= 0) return this.flush();
    this.#timer = setTimeout(() => this.flush(), waitMs).unref();
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // A terminal without a size says 0.
    const columns = this.#terminal.columns || 80;
    const rows = this.#terminal.rows || 24;
    // A line that fills the last column would continue on the next.
    const room = Math.max(1, columns - 1);
    const lines = this.#render(room)
      .slice(-Math.max(1, rows - 1))
      .map((line) => fitToWidth(line, room));
    const isSame = lines.length === this.#shown.length && lines.every((line, index) => line === this.#shown[index]);
    if (isSame && this.#waiting.length === 0) return;
    this.#terminal.write(this.#erased(columns) + [...this.#waiting, ...lines].map((line) => `${line}\n`).join(''));
    this.#waiting = [];
    this.#shown = lines;
    this.#wroteAt = performance.now();
  }

  /** Back to the first line of the region; a terminal that was made narrower has wrapped its lines. */
  #erased(columns: number): string {
    const rows = this.#shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0);
    return rows === 0 ? '' : `\u001b[${rows}A\u001b[J`;
  }
}

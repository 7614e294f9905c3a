/** A share of the processors. Work holds it while it computes, and gives it to other work while it waits. */
export interface Turn {
  /** Lets another have the turn until `wait` is over and it can be had again. */
  readonly beside: (wait: () => Promise<void>) => Promise<void>;
  /** Gives the turn away: what is left to do takes next to nothing. */
  readonly leave: () => void;
}

/**
 * Turns of visits that are made at the same time: so many pages load at once as there are processors, because more would
 * slow each other, and the others wait or are watched.
 */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  /** Does the work in a turn, as soon as there is one. */
  async take<Result>(work: (turn: Turn) => Promise<Result>): Promise<Result> {
    await this.#begin();
    const turn = { isHeld: true, isOver: false };
    const leave = (): void => {
      if (turn.isHeld) this.#end();
      turn.isHeld = false;
    };
    const beside = async (wait: () => Promise<void>): Promise<void> => {
      leave();
      try {
        await wait();
      } finally {
        await this.#begin();
        // A visit that was given up goes on behind its own back.
        if (turn.isOver) this.#end();
        else turn.isHeld = true;
      }
    };
    try {
      return await work({ beside, leave });
    } finally {
      turn.isOver = true;
      leave();
    }
  }

  #begin(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The turn goes to the one that waits longest. */
  #end(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

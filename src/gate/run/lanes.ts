/** Something that waits for its turn. */
interface Waiting {
  readonly isAlone: boolean;
  readonly begin: () => void;
}

/**
 * Who may use the machine: blocks of as many campaigns as there are lanes, or one thing alone. Turns are given in the
 * order in which they were asked for, so that what must be alone is not put off forever. What fails ends the turns of all:
 * the others fail with the same error before their next one.
 */
export class Lanes {
  readonly count: number;
  readonly #waiting: Waiting[] = [];
  #sharing = 0;
  #isTaken = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(count: number) {
    this.count = count;
  }

  /** Runs beside others that share, but not beside what is alone. */
  share<Result>(body: () => Promise<Result>): Promise<Result> {
    return this.#turn(false, body);
  }

  /** Runs while nothing else does. It asks for no turn inside of it. */
  alone<Result>(body: () => Promise<Result>): Promise<Result> {
    return this.#turn(true, body);
  }

  async #turn<Result>(isAlone: boolean, body: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ isAlone, begin });
      this.#admit();
    });
    try {
      if (this.#failure !== null) throw this.#failure.error;
      return await body();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      if (isAlone) this.#isTaken = false;
      else this.#sharing -= 1;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#fits(next); next = this.#waiting[0]) {
      this.#waiting.shift();
      if (next.isAlone) this.#isTaken = true;
      else this.#sharing += 1;
      next.begin();
    }
  }

  #fits({ isAlone }: Waiting): boolean {
    return !this.#isTaken && (!isAlone || this.#sharing === 0);
  }
}

/** An entry of a thousand routes is shorter, characters. */
const LONGEST_LINE = 50_000_000;

/** Cuts the pieces of a file into lines. Empty ones are left out, and of one that is too long only the number is told. */
export class LineSplitter {
  readonly #take: (line: string | null, number: number) => void;
  readonly #decoder = new TextDecoder();
  #held: string[] = [];
  #length = 0;
  #number = 1;

  /** @param take is called with each line and its number, from 1; null for a line that is too long */
  constructor(take: (line: string | null, number: number) => void) {
    this.#take = take;
  }

  add(piece: Uint8Array | string): void {
    const text = typeof piece === 'string' ? piece : this.#decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.#hold(text.slice(from, end));
      this.#tell();
      from = end + 1;
    }
    this.#hold(text.slice(from));
  }

  end(): void {
    this.#hold(this.#decoder.decode());
    this.#tell();
  }

  #hold(text: string): void {
    this.#length += text.length;
    if (this.#length > LONGEST_LINE) this.#held = [];
    else if (text !== '') this.#held.push(text);
  }

  #tell(): void {
    const line = this.#held.join('');
    if (this.#length > LONGEST_LINE) this.#take(null, this.#number);
    else if (line.trim() !== '') this.#take(line, this.#number);
    [this.#held, this.#length] = [[], 0];
    this.#number += 1;
  }
}

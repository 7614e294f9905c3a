/** No schema nests its lists like that; what walks them recurses this deep. */
const MAX_DEPTH = 100;

/** A field of an entry of `sizedFields`; one without any below is the list that is sized. */
export interface SizedNode {
  readonly name: string;
  readonly below: readonly SizedNode[];
}

/** Names, and every other character that is neither space, comma nor comment. */
const TOKENS = /[\s,]+|#[^\n]*|(?<token>[_A-Za-z]\w*|[^])/g;
const NAME = /^[_A-Za-z]/;

/**
 * Reads one entry of `sizedFields`: a field, a selection (`results { page }`) or a path (`results.page`). Null for
 * anything else, and for fields nested more than a hundred deep.
 */
export function readSizedText(text: string): readonly SizedNode[] | null {
  const tokens = Array.from(text.matchAll(TOKENS), ({ groups }) => groups?.['token']).filter(
    (each) => each !== undefined,
  );
  const reader = new Reader(tokens);
  const fields = reader.fields(1);
  return fields !== null && reader.isAtEnd ? fields : null;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** At least one field. */
  fields(depth: number): SizedNode[] | null {
    const fields: SizedNode[] = [];
    while (NAME.test(this.#tokens[this.#at] ?? '')) {
      const field = this.#field(depth);
      if (field === null) return null;
      fields.push(field);
    }
    return fields.length === 0 ? null : fields;
  }

  #field(depth: number): SizedNode | null {
    const name = this.#tokens[this.#at++] ?? '';
    if (depth > MAX_DEPTH || !NAME.test(name)) return null;
    if (this.#takes('.')) {
      const below = this.#field(depth + 1);
      return below === null ? null : { name, below: [below] };
    }
    if (!this.#takes('{')) return { name, below: [] };
    const below = this.fields(depth + 1);
    return below !== null && this.#takes('}') ? { name, below } : null;
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}

/** Whether an entry is written as a path. */
export function isPath(text: string): boolean {
  return text.includes('.');
}

/** Whether somewhere in an entry two lists stand side by side. */
export function hasTwins(fields: readonly SizedNode[]): boolean {
  return fields.filter(({ below }) => below.length === 0).length > 1 || fields.some(({ below }) => hasTwins(below));
}

/** A stretch of lines that differs, as a hunk's header has it: of an empty side `first` is the line before. */
export interface Hunk {
  readonly oldFirst: number;
  readonly oldCount: number;
  readonly newFirst: number;
  readonly newCount: number;
}

/** What a commit did to a file. */
export interface FileDiff {
  /** By which the file goes afterwards; of one that is gone, the last. */
  readonly path: string;
  /** By which it went before; null for a new file. */
  readonly previous: string | null;
  readonly isGone: boolean;
  readonly isSubmodule: boolean;
  /** git found bytes and not lines. */
  isBinary: boolean;
  /** Whether all of its hunks have been read. */
  isWhole: boolean;
  /** In the order of lines; empty where only the mode or the name changed. */
  readonly hunks: Hunk[];
}

/** Where reading ends before the output does: each is far above what a reviewed change has. */
export interface DiffLimits {
  readonly files: number;
  readonly hunks: number;
  readonly bytes: number;
}

const [NUL, LINE_FEED] = [0, 10];
/** Each line of a file's text begins with one of them. */
const TEXT_MARKS = new Set(Array.from('+-\\', (mark) => mark.charCodeAt(0)));
/** What is kept of a line: a hunk's header is shorter, a line of a bundle may be megabytes long. */
const KEPT = 120;
const FILE_TYPE = 0o170000;
const SUBMODULE = 0o160000;

/**
 * Reads `git diff-tree -z --raw -p -U0` as it comes: first the changed files, each name as it is and ended by NUL, then a
 * patch for each of them in the same order. Only hunk headers of the patches are kept, and no name in them is read,
 * because it is quoted there.
 */
export class DiffReader {
  readonly files: FileDiff[] = [];
  /** What was more than the limits allow; null while nothing was. */
  exceeded: keyof DiffLimits | null = null;
  readonly #limits: DiffLimits;
  #bytes = 0;
  #hunks = 0;
  #rest = Buffer.alloc(0);
  #fields: string[] = [];
  #isInPatches = false;
  /** The patches in the order in which they come: a file that became a link has two. */
  #expected: FileDiff[] = [];
  #patches = 0;
  #current: FileDiff | null = null;

  constructor(limits: DiffLimits) {
    this.#limits = limits;
  }

  /** Whether more is wanted. */
  read(piece: Uint8Array): boolean {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    this.#bytes += bytes.length;
    let at = 0;
    while (at < bytes.length && this.exceeded === null) {
      const end = bytes.indexOf(this.#isInPatches ? LINE_FEED : NUL, at);
      if (end === -1) {
        this.#keep(bytes.subarray(at));
        break;
      }
      this.#take(bytes.subarray(at, end));
      at = end + 1;
    }
    if (this.#bytes > this.#limits.bytes) this.exceeded ??= 'bytes';
    return this.exceeded === null;
  }

  /** To be called after the last piece, if git ended by itself. False if it wrote what cannot be understood. */
  end(): boolean {
    if (this.#current !== null) this.#current.isWhole = true;
    return this.#patches === this.#expected.length && this.#fields.length === 0;
  }

  /** Whether all names have come. */
  get knowsFiles(): boolean {
    return this.#isInPatches;
  }

  #keep(bytes: Buffer): void {
    const missing = this.#isInPatches ? Math.max(0, KEPT - this.#rest.length) : bytes.length;
    this.#rest = Buffer.concat([this.#rest, bytes.subarray(0, missing)]);
  }

  #take(bytes: Buffer): void {
    const whole = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#rest = Buffer.alloc(0);
    if (this.#isInPatches) this.#takeLine(whole);
    else this.#takeField(whole.toString('utf8'));
  }

  /** `:OLD-MODE NEW-MODE OLD-ID NEW-ID STATUS`, then one path, or two if it was renamed. An empty field ends them all. */
  #takeField(field: string): void {
    if (field === '' && this.#fields.length === 0) {
      this.#isInPatches = true;
      return;
    }
    this.#fields.push(field);
    const [about = '', first = '', second] = this.#fields;
    const status = about.split(' ')[4]?.charAt(0) ?? '';
    if (this.#fields.length < (status === 'R' ? 3 : 2)) return;
    this.#fields = [];
    this.#addFile(about, status, first, second);
  }

  #addFile(about: string, status: string, first: string, second: string | undefined): void {
    if (this.files.length >= this.#limits.files) {
      this.exceeded = 'files';
      return;
    }
    const modes = about.slice(1).split(' ', 2);
    const [before = 0, after = 0] = modes.map((mode) => Number.parseInt(mode, 8) & FILE_TYPE);
    const file: FileDiff = {
      path: second ?? first,
      previous: status === 'A' ? null : first,
      isGone: status === 'D',
      isSubmodule: before === SUBMODULE || after === SUBMODULE,
      isBinary: false,
      isWhole: false,
      hunks: [],
    };
    this.files.push(file);
    this.#expected.push(file);
    // git takes the old one away and puts the new one there.
    if (before !== after && before !== 0 && after !== 0) this.#expected.push(file);
  }

  #takeLine(line: Buffer): void {
    if (TEXT_MARKS.has(line[0] ?? LINE_FEED)) return;
    const text = line.toString('latin1', 0, KEPT);
    if (text.startsWith('diff --git ')) this.#beginPatch();
    else if (text.startsWith('@@ ')) this.#addHunk(text);
    else if (text.startsWith('Binary files ') && this.#current !== null) this.#current.isBinary = true;
  }

  #beginPatch(): void {
    if (this.#current !== null) this.#current.isWhole = true;
    this.#current = this.#expected[this.#patches] ?? null;
    // The first of two: the second says what is there now.
    if (this.#current !== null) this.#current.isWhole = false;
    this.#patches += 1;
  }

  #addHunk(header: string): void {
    const [, oldFirst, oldCount = '1', newFirst, newCount = '1'] =
      /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(header) ?? [];
    if (oldFirst === undefined) return;
    if (this.#hunks >= this.#limits.hunks) {
      this.exceeded = 'hunks';
      return;
    }
    this.#hunks += 1;
    this.#current?.hunks.push({
      oldFirst: Number(oldFirst),
      oldCount: Number(oldCount),
      newFirst: Number(newFirst),
      newCount: Number(newCount),
    });
  }
}

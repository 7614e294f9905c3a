import { Encodings } from './encodings.ts';
import { Readings } from './readings.ts';

const REDACTED = '***';
/** Of a shorter secret the letters may be those of a word: its case is its own. */
const SHORTEST_IN_ANY_CASE = 8;
/** Base64 of fewer digits is found by chance. */
const LEAST_DIGITS = 6;

/** Takes secrets out of texts, in whatever form they are written there. */
export class Redactor {
  /** By each character that they may begin with. */
  readonly #byBeginning = new Map<number, Encodings[]>();

  constructor(secrets: readonly string[]) {
    const known = [...new Set(secrets)].filter((secret) => secret !== '');
    for (const encodings of known.flatMap(encodingsOf))
      for (const codePoint of encodings.beginnings)
        this.#byBeginning.set(codePoint, [...(this.#byBeginning.get(codePoint) ?? []), encodings]);
  }

  get isIdle(): boolean {
    return this.#byBeginning.size === 0;
  }

  /** The text with `***` for each secret. */
  readonly text = (text: string): string => this.#redacted(text, false);

  /** The same for a text that may have been cut off in the middle of a secret. */
  readonly cutText = (text: string): string => this.#redacted(text, true);

  #redacted(text: string, isCut: boolean): string {
    if (this.isIdle || text === '') return text;
    const readings = new Readings(text);
    let clean = '';
    let done = 0;
    for (let at = 0; at < text.length; at += 1) {
      const end = this.#endAt(readings, at, isCut);
      if (end === -1) continue;
      clean += text.slice(done, at) + REDACTED;
      done = end;
      at = end - 1;
    }
    return done === 0 ? text : clean + text.slice(done);
  }

  /** The end of the longest secret that begins there, or -1. */
  #endAt(readings: Readings, at: number, isCut: boolean): number {
    let end = -1;
    for (const { codePoint } of readings.at(at))
      for (const encodings of this.#byBeginning.get(codePoint) ?? [])
        end = Math.max(end, encodings.endAt(readings, at, isCut));
    return end;
  }
}

function encodingsOf(secret: string): Encodings[] {
  const spelling = secret.length < SHORTEST_IN_ANY_CASE ? 'exact' : 'any-case';
  return [new Encodings(secret, spelling), ...base64Of(secret).map((digits) => new Encodings(digits, 'base64'))];
}

/**
 * What base64 makes of a secret that stands 0, 1 or 2 bytes after a boundary of three: the digits that no neighbour has
 * a part in.
 */
function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const digits = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    return padded.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
  return digits.filter((each) => each.length >= LEAST_DIGITS);
}

/** A shorter one would match the gate's own numbers and words. */
const SHORTEST_SHARED = 6;
const shared = new Set<string>();
let redactor = new Redactor([]);

/** From now on `redact` knows these: the process's own, for everything that it says to anybody. */
export function keepSecret(...secrets: readonly string[]): void {
  const added = secrets.filter((secret) => secret.length >= SHORTEST_SHARED && !shared.has(secret));
  if (added.length === 0) return;
  for (const secret of added) shared.add(secret);
  redactor = new Redactor([...shared]);
}

/** A text as it may leave the process: in a log, a comment, a file, an error. Before it is cut, never after. */
export function redact(text: string): string {
  return redactor.text(text);
}

/** Every string of a value as it may leave the process, but those that `isOurs`. */
export function redactDeep<Value>(value: Value, isOurs: (text: string, key: string) => boolean, key = ''): Value {
  if (redactor.isIdle) return value;
  if (typeof value === 'string') return (isOurs(value, key) ? value : redact(value)) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, isOurs, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, redactDeep(item as unknown, isOurs, name)]),
  ) as Value;
}

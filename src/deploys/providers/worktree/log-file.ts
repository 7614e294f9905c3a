import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What a reader is shown of a log that ends in an error. */
const TAIL_LINES = 40;
const TAIL_BYTES = 64_000;
/** Of these, what an error before them begins with: many programs end with pages about their options. */
const ERROR_LINES = 8;
/** In place of the lines between them. */
const GAP = '…';
const ERROR = /(?:^\W*(?:\w+ )?|: )(?:error|err!|fatal)(?=$|[\s:\]])/i;

/** The output of everything that was run for one commit: one section for each command. */
export class LogFile {
  readonly path: string;
  readonly descriptor: number;
  #sectionStart = 0;
  #open = true;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    this.descriptor = openSync(path, 'a+');
  }

  /** Begins the section of a command. */
  begin(command: string): void {
    writeSync(this.descriptor, `\n$ ${command}\n`);
    this.#sectionStart = fstatSync(this.descriptor).size;
  }

  /** At most 40 lines of the present section: those that its first error begins with, and the last ones. */
  tail(): string {
    const { size } = fstatSync(this.descriptor);
    const from = Math.max(this.#sectionStart, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - from);
    const length = readSync(this.descriptor, buffer, 0, buffer.length, from);
    const text = readable(buffer.toString('utf8', 0, length));
    return excerpt(text.split('\n')).join('\n');
  }

  close(): void {
    if (this.#open) closeSync(this.descriptor);
    this.#open = false;
  }
}

/** The last lines; where the first error is not among them, its beginning and `…` before the last ones. */
function excerpt(lines: readonly string[]): readonly string[] {
  const last = lines.slice(-TAIL_LINES);
  const before = lines.slice(0, -TAIL_LINES);
  const error = before.findIndex((line) => ERROR.test(line));
  if (error === -1) return last;
  const beginning = before.slice(error, error + ERROR_LINES);
  return [...beginning, GAP, ...last.slice(beginning.length + 1)];
}

/** Without colours, without what a progress bar has painted over, without other control characters. */
function readable(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trimEnd();
}

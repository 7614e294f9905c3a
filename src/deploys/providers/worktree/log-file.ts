import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What a reader is shown of a log that ends in an error. */
const TAIL_LINES = 40;
const TAIL_BYTES = 64_000;

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

  /** The last 40 lines of the present section. */
  tail(): string {
    const { size } = fstatSync(this.descriptor);
    const from = Math.max(this.#sectionStart, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - from);
    const length = readSync(this.descriptor, buffer, 0, buffer.length, from);
    const text = readable(buffer.toString('utf8', 0, length));
    return text.split('\n').slice(-TAIL_LINES).join('\n');
  }

  close(): void {
    if (this.#open) closeSync(this.descriptor);
    this.#open = false;
  }
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

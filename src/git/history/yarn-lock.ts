/** An entry of Yarn 1's lockfile. */
export interface YarnEntry {
  /** `name@range`, one or more. */
  readonly descriptors: readonly string[];
  readonly version: string;
}

const YARN_1 = /^# yarn lockfile v1$/im;
const DESCRIPTOR = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",][^",]*))(?:,|$)/y;
const VERSION = /^ {2}"?version"? "?([^"\s]+)"?$/;

/** Whether a yarn.lock is of Yarn 1. It says so in its first lines; the lockfile of a later Yarn is YAML. */
export function isYarn1(text: string): boolean {
  return YARN_1.test(text.slice(0, 1000));
}

/**
 * The entries of Yarn 1's lockfile, which is not YAML: `name@range, name@other:`, and below it, indented by two spaces,
 * a key and a value with a space between them. Throws SyntaxError where a line is neither, as in a conflict of a merge.
 */
export function readYarn1(text: string): YarnEntry[] {
  const entries: { descriptors: string[]; version: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (!line.startsWith('  ')) entries.push({ descriptors: descriptorsOf(line, index + 1), version: '' });
    const entry = entries.at(-1);
    if (entry === undefined) throw new SyntaxError(`line ${index + 1} belongs to no package`);
    entry.version = VERSION.exec(line)?.[1] ?? entry.version;
  }
  return entries;
}

function descriptorsOf(line: string, number: number): string[] {
  const descriptors: string[] = [];
  const key = line.endsWith(':') ? line.slice(0, -1) : '';
  const pattern = new RegExp(DESCRIPTOR);
  do {
    const [, quoted, plain = ''] = pattern.exec(key) ?? [];
    const descriptor = quoted ?? plain.trim();
    if (descriptor === '') throw new SyntaxError(`line ${number} names no package`);
    descriptors.push(descriptor);
  } while (pattern.lastIndex < key.length);
  return descriptors;
}

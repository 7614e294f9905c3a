import { relative, resolve } from 'node:path';

import type { Git } from '../../git/git.ts';

/** The line of a change and who made it. */
export interface Blame {
  /** `file:line`, relative to the configuration's folder. */
  readonly where: string;
  /** Null for what is not committed yet, and where git cannot say. */
  readonly commit: { readonly sha: string; readonly summary: string } | null;
}

/** Lines of a file, both ends included. */
export interface Lines {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** What git is asked with; null without a repository or a base. */
export interface History {
  readonly git: Git;
  readonly base: string;
  readonly folder: string;
}

/**
 * The first of the lines that has changed since base, and the commit that last touched it (`git blame`). Where none has,
 * something was taken away: the first line, without a commit.
 */
export async function blameLines(lines: Lines, history: History | null): Promise<Blame> {
  const unknown: Blame = { where: `${lines.file}:${lines.first}`, commit: null };
  if (history === null) return unknown;
  const { git, base, folder } = history;
  const path = relative(git.root, resolve(folder, lines.file)).replaceAll('\\', '/');
  const range = `${lines.first},${lines.last}`;
  // Without a positive revision the work tree itself is blamed, uncommitted lines included.
  const output = await git.tryRun('blame', '--porcelain', '-L', range, `^${base}`, '--', path);
  const own = readPorcelain(output ?? '').find(({ isNew }) => isNew);
  if (own === undefined) return unknown;
  return { where: `${lines.file}:${own.line}`, commit: own.commit };
}

interface BlamedLine {
  readonly line: number;
  /** Whether it came after base. */
  readonly isNew: boolean;
  readonly commit: Blame['commit'];
}

const NOT_COMMITTED = /^0{40,}$/;

/** `git blame --porcelain`: a header per line; a commit's details only where it comes first. */
function readPorcelain(output: string): BlamedLine[] {
  const details = new Map<string, { summary: string; boundary: boolean }>();
  const lines: BlamedLine[] = [];
  let sha = '';
  for (const text of output.split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text);
    if (header !== null) {
      sha = header[1] ?? '';
      if (!details.has(sha)) details.set(sha, { summary: '', boundary: false });
      lines.push({ line: Number(header[2]), isNew: false, commit: null });
    }
    const about = details.get(sha);
    if (about !== undefined && text.startsWith('summary ')) about.summary = text.slice('summary '.length);
    if (about !== undefined && text === 'boundary') about.boundary = true;
    const last = lines.at(-1);
    if (about !== undefined && last !== undefined && text.startsWith('\t'))
      lines[lines.length - 1] = { line: last.line, ...blamed(sha, about) };
  }
  return lines;
}

function blamed(sha: string, { summary, boundary }: { summary: string; boundary: boolean }): Omit<BlamedLine, 'line'> {
  if (NOT_COMMITTED.test(sha)) return { isNew: true, commit: null };
  return { isNew: !boundary, commit: boundary ? null : { sha, summary } };
}

import { setTimeout as sleep } from 'node:timers/promises';

import { GateError } from '../errors.ts';
import { HISTORY_FILE, type HistoryFile, type HistoryStore } from '../model/history-store.ts';
import type { GitFiles, StoredFile, Tip } from './git-files.ts';

/** How the branch is used. */
interface BranchUse {
  readonly branch: string;
  /** Throws GateError if nothing may be added to this file, because something else wrote it. */
  readonly assertOurs: (file: HistoryFile) => void;
  /** The longest first pause before another attempt; each later one may be twice as long. */
  readonly pauseMs?: number;
}

/** Beyond this size a file is left as it is, and another one begins: each append sends the whole file. */
const FULL_BYTES = 4_000_000;
/** Of the files the newest are read, up to this size in all. */
const READ_BYTES = 32_000_000;
const MOST_TRIES = 6;
const PAUSE_MS = 500;
const FULL = /^history-(\d{4,})\.ndjson$/;
/** What may be on a branch that somebody prepared for the history. */
const BESIDE = /^(?:\.|readme(?:\.|$))/i;

/** The history as files of a branch that holds nothing else. Each append is a commit; the branch only ever grows. */
export function historyBranch(git: GitFiles, use: BranchUse): HistoryStore {
  const { branch } = use;
  return {
    place: `the branch ${branch}`,
    read: async () => {
      const tip = await git.tip();
      if (tip === null) return [];
      const read = filesToRead(tip).map(async ({ name, sha }) => ({ name, text: await git.text(sha) }));
      return Promise.all(read);
    },
    append: async (line, title) => {
      let refusal = '';
      for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
        if (attempt > 0) await sleep(pauseMs(attempt, use));
        const tip = await git.tip();
        const files = await filesWith(line, tip, git, use);
        if (files === null) return;
        const commit = await git.createCommit(tip, files, title);
        const advance = await git.advance(tip, commit);
        if (advance.isDone) return;
        ({ refusal } = advance);
        if (advance.isStale) await assertMoved(git, { tip, branch, refusal });
      }
      throw new GateError('history-busy', { branch, tries: MOST_TRIES, cause: refusal });
    },
  };
}

/** Writers that met must not meet again. */
function pauseMs(attempt: number, { pauseMs: first = PAUSE_MS }: BranchUse): number {
  return Math.random() * first * 2 ** (attempt - 1);
}

/** The files that the next commit sets; null if the line is in the history already. */
async function filesWith(line: string, tip: Tip | null, git: GitFiles, { branch, assertOurs }: BranchUse) {
  const current = tip === null ? null : currentOf(tip, branch);
  if (current === null) return [{ name: HISTORY_FILE, sha: await git.createFile(line) }];
  if (tip !== null && current.size + Buffer.byteLength(line) > FULL_BYTES) {
    const full = { name: nextFull(tip), sha: current.sha };
    return [full, { name: HISTORY_FILE, sha: await git.createFile(line) }];
  }
  const text = await git.text(current.sha);
  if (text.includes(line)) return null;
  assertOurs({ name: HISTORY_FILE, text });
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return [{ name: HISTORY_FILE, sha: await git.createFile(`${text}${gap}${line}`) }];
}

/** @throws GateError `history-foreign` if the branch holds something else */
function currentOf({ files, others }: Tip, branch: string): StoredFile | null {
  const current = files.find(({ name }) => name === HISTORY_FILE);
  if (current !== undefined) return current;
  const strange = [...files.map(({ name }) => name), ...others].filter((name) => !BESIDE.test(name));
  const isBegun = strange.some((name) => FULL.test(name));
  if (isBegun || strange.length === 0) return null;
  throw new GateError('history-foreign', { branch, names: strange.slice(0, 3).join(', ') });
}

/** Names of full files by their number, ascending. */
function fullIn({ files }: Tip): readonly StoredFile[] {
  const numbered = files.filter(({ name }) => FULL.test(name));
  return numbered.toSorted((one, other) => numberOf(one) - numberOf(other));
}

function numberOf({ name }: Pick<StoredFile, 'name'>): number {
  return Number(FULL.exec(name)?.[1]);
}

function nextFull(tip: Tip): string {
  const last = fullIn(tip).at(-1);
  return `history-${String((last === undefined ? 0 : numberOf(last)) + 1).padStart(4, '0')}.ndjson`;
}

function filesToRead(tip: Tip): readonly StoredFile[] {
  const newestFirst = [...tip.files.filter(({ name }) => name === HISTORY_FILE), ...fullIn(tip).toReversed()];
  let bytes = 0;
  const kept = newestFirst.filter(({ size }) => {
    bytes += size;
    return bytes <= READ_BYTES;
  });
  return kept.toReversed();
}

interface Refused {
  readonly tip: Tip | null;
  readonly branch: string;
  readonly refusal: string;
}

/** If nobody else has moved the branch, GitHub will not take the next commit either. */
async function assertMoved(git: GitFiles, { tip, branch, refusal }: Refused): Promise<void> {
  const now = await git.tip();
  if (now?.commit !== tip?.commit) return;
  throw new GateError('history-protected', { branch, cause: refusal });
}

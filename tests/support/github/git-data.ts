import { createHash } from 'node:crypto';

/** The answer to a request of the Git data API. */
export interface GitAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

interface StoredCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

interface TreeEntry {
  readonly path: string;
  readonly sha: string;
}

/**
 * The objects and refs of a repository as GitHub's Git data API keeps them: what exists never changes, a ref moves forward
 * only, and a ref that is not there cannot be moved.
 */
export class GitData {
  readonly #blobs = new Map<string, string>();
  readonly #trees = new Map<string, readonly TreeEntry[]>();
  readonly #commits = new Map<string, StoredCommit>();
  /** SHAs of commits by the names of branches. */
  readonly #heads = new Map<string, string>();
  /** Branches whose rules let no token of a workflow push. */
  readonly protectedBranches = new Set<string>();
  /** Called before a ref is created or moved, once: what another writer does first. */
  beforeWrite: (() => void) | null = null;

  /** The files of a branch; null if the branch does not exist. */
  filesOf(branch: string): Readonly<Record<string, string>> | null {
    const head = this.#heads.get(branch);
    if (head === undefined) return null;
    const entries = this.#entriesOf(head).map(({ path, sha }) => [path, this.#blobs.get(sha) ?? '']);
    return Object.fromEntries(entries) as Readonly<Record<string, string>>;
  }

  /** The messages of a branch's commits, newest first. */
  messagesOf(branch: string): readonly string[] {
    return this.#historyOf(this.#heads.get(branch) ?? '').map((sha) => this.#commits.get(sha)?.message ?? '');
  }

  /** Makes a branch hold exactly these files: in a commit after its last one, or in the first of a new line. */
  put(branch: string, files: Readonly<Record<string, string>>, { isForced = false } = {}): void {
    const before = this.#heads.get(branch);
    const entries = Object.entries(files).map(([path, text]) => ({ path, sha: this.#blob(text) }));
    const parents = before === undefined || isForced ? [] : [before];
    this.#heads.set(branch, this.#commit({ tree: this.#tree(entries), parents, message: 'put' }));
  }

  delete(branch: string): void {
    this.#heads.delete(branch);
  }

  headOf(branch: string): string | null {
    return this.#heads.get(branch) ?? null;
  }

  /** @param path below `git/`; null where the request is not one of this API */
  answer(method: string, path: string, body: unknown, canPush: boolean): GitAnswer | null {
    const [kind = '', name = ''] = path.split('/').map(decodeURIComponent);
    if (method === 'GET') return this.#read(kind, name);
    if (!canPush) return json(403, { message: 'Resource not accessible by integration' });
    const write = this.#writes(body)[`${method} ${kind}`];
    return write === undefined ? null : write(name);
  }

  #read(kind: string, name: string): GitAnswer | null {
    if (kind === 'blobs') {
      const text = this.#blobs.get(name);
      const headers = { 'content-type': 'application/vnd.github.raw; charset=utf-8' };
      return text === undefined ? missing() : { status: 200, body: text, headers };
    }
    if (kind === 'trees') {
      const entries = this.#trees.get(name);
      return entries === undefined ? missing() : json(200, this.#shownTree(name, entries));
    }
    if (kind === 'commits') return this.#commits.has(name) ? json(200, this.#shownCommit(name)) : missing();
    return null;
  }

  #writes(body: unknown): Readonly<Record<string, (name: string) => GitAnswer>> {
    const given = Object(body) as Record<string, unknown>;
    const text = (key: string): string => (typeof given[key] === 'string' ? given[key] : '');
    return {
      'POST blobs': () => json(201, { sha: this.#blob(text('content')), url: 'https://api.github.com/blob' }),
      'POST trees': () => this.#createTree(text('base_tree'), given['tree'] as readonly TreeEntry[]),
      'POST commits': () => this.#createCommit(text('tree'), given['parents'] as readonly string[], text('message')),
      'POST refs': () => this.#createRef(text('ref').replace('refs/heads/', ''), text('sha')),
      'PATCH refs': (name) => this.#updateRef(name.replace('heads/', ''), text('sha'), given['force'] === true),
    };
  }

  #createTree(base: string, added: readonly TreeEntry[]): GitAnswer {
    const kept = base === '' ? [] : this.#trees.get(base);
    if (kept === undefined) return unprocessable('base_tree is not a valid tree oid');
    if (added.some(({ sha }) => !this.#blobs.has(sha))) return unprocessable('tree.sha is not a valid blob');
    const paths = new Set(added.map(({ path }) => path));
    const entries = [...kept.filter(({ path }) => !paths.has(path)), ...added.map(({ path, sha }) => ({ path, sha }))];
    const sha = this.#tree(entries);
    return json(201, this.#shownTree(sha, entries));
  }

  #createCommit(tree: string, parents: readonly string[], message: string): GitAnswer {
    if (!this.#trees.has(tree)) return unprocessable('Tree SHA does not exist');
    if (parents.some((sha) => !this.#commits.has(sha))) return unprocessable('Parent SHA does not exist');
    return json(201, this.#shownCommit(this.#commit({ tree, parents, message })));
  }

  #createRef(branch: string, sha: string): GitAnswer {
    this.#interrupt();
    if (this.protectedBranches.has(branch)) return unprocessable(RULES);
    if (this.#heads.has(branch)) return unprocessable('Reference already exists');
    if (!this.#commits.has(sha)) return unprocessable('Object does not exist');
    this.#heads.set(branch, sha);
    return json(201, shownRef(branch, sha));
  }

  #updateRef(branch: string, sha: string, isForced: boolean): GitAnswer {
    this.#interrupt();
    const head = this.#heads.get(branch);
    if (head === undefined) return unprocessable('Reference does not exist');
    if (this.protectedBranches.has(branch)) return unprocessable(RULES);
    if (!this.#commits.has(sha)) return unprocessable('Object does not exist');
    if (!isForced && !this.#historyOf(sha).includes(head)) return unprocessable('Update is not a fast forward');
    this.#heads.set(branch, sha);
    return json(200, shownRef(branch, sha));
  }

  #interrupt(): void {
    const interrupt = this.beforeWrite;
    this.beforeWrite = null;
    interrupt?.();
  }

  #historyOf(sha: string): readonly string[] {
    const commit = this.#commits.get(sha);
    return commit === undefined ? [] : [sha, ...commit.parents.flatMap((parent) => this.#historyOf(parent))];
  }

  #entriesOf(commit: string): readonly TreeEntry[] {
    return this.#trees.get(this.#commits.get(commit)?.tree ?? '') ?? [];
  }

  #blob(text: string): string {
    return stored(this.#blobs, text);
  }

  #tree(entries: readonly TreeEntry[]): string {
    return stored(this.#trees, entries);
  }

  #commit(commit: StoredCommit): string {
    // Two commits of the same second and content are one, as in git; the number stands for the second.
    const sha = shaOf({ ...commit, number: this.#commits.size });
    this.#commits.set(sha, commit);
    return sha;
  }

  #shownTree(sha: string, entries: readonly TreeEntry[]): object {
    const shown = entries.map(({ path, sha: of }) => {
      return { path, sha: of, mode: '100644', type: 'blob', size: Buffer.byteLength(this.#blobs.get(of) ?? '') };
    });
    return { sha, tree: shown, truncated: false };
  }

  #shownCommit(sha: string): object {
    const { tree = '', parents = [], message = '' } = this.#commits.get(sha) ?? {};
    const committer = { name: 'GitHub', email: 'noreply@github.com', date: '2026-11-01T12:00:00Z' };
    return { sha, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent })), committer };
  }
}

const RULES = 'Repository rule violations found\n\nChanges must be made through a pull request.\n';

function shownRef(branch: string, sha: string): object {
  return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } };
}

function stored<Of>(objects: Map<string, Of>, object: Of): string {
  const sha = shaOf(object);
  objects.set(sha, object);
  return sha;
}

function shaOf(object: unknown): string {
  return createHash('sha1').update(JSON.stringify(object)).digest('hex');
}

function missing(): GitAnswer {
  return json(404, { message: 'Not Found' });
}

function unprocessable(message: string): GitAnswer {
  return json(422, { message });
}

function json(status: number, value: unknown): GitAnswer {
  return { status, body: JSON.stringify(value), headers: {} };
}

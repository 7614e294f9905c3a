import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { GitData } from './git-data.ts';
import { compileDescription, unknownToGitHub } from './openapi.ts';

/**
 * A GitHub API over HTTP, as far as the action uses it, and strict: a request for anything else, without a known token
 * or with a body GitHub would refuse, or that GitHub's own description does not know, is recorded in `failures`, and
 * `stop` throws if there are any. Its answers are held against that description too.
 */

export interface Account {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  /** May create, edit and delete comments. */
  readonly canComment: boolean;
  /** May write what git keeps: `contents: write`. */
  readonly canPush: boolean;
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}

/** A pull request beside the one that comments are about. */
export interface StoredPull {
  readonly number: number;
  readonly state?: 'open' | 'closed';
  readonly head: { readonly sha: string; readonly ref: string; readonly repository: string };
  readonly base: { readonly sha: string; readonly ref: string };
  /** Commits of it beside its head. */
  readonly commits?: readonly string[];
  /** The commit that GitHub made to merge it. */
  readonly merge?: string;
}

export interface StoredBranch {
  readonly tip: string;
  /** Commits that it contains beside its tip. */
  readonly contains?: readonly string[];
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
}

/** An answer to give instead of the real one, so many times, to requests that match. */
export interface Disturbance {
  readonly method: string;
  readonly path: RegExp;
  readonly times: number;
  readonly answer:
    | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
    /** Cuts the connection without an answer. */
    | 'reset'
    /** Never answers. */
    | 'hang'
    /** Does what was asked and then answers 502. */
    | 'done-but-502';
}

export const WORKFLOW_TOKEN = 'ghs_workflow';
export const READ_ONLY_TOKEN = 'ghs_readonly';
export const APP_TOKEN = 'ghs_app';
export const PERSONAL_TOKEN = 'ghp_person';

const ACCOUNTS: Readonly<Record<string, Account>> = {
  [WORKFLOW_TOKEN]: { login: 'github-actions[bot]', type: 'Bot', canComment: true, canPush: true },
  [READ_ONLY_TOKEN]: { login: 'github-actions[bot]', type: 'Bot', canComment: false, canPush: false },
  [APP_TOKEN]: { login: 'our-app[bot]', type: 'Bot', canComment: true, canPush: false },
  [PERSONAL_TOKEN]: { login: 'octocat', type: 'User', canComment: true, canPush: true },
};

/** Of fixtures/github/pull_request.json. */
const HEAD_SHA = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c';
const LONGEST_BODY = 65_536;

export class FakeGitHub {
  readonly comments: StoredComment[] = [];
  readonly requests: RecordedRequest[] = [];
  readonly failures: string[] = [];
  /** Files by `path@ref`. */
  readonly files = new Map<string, string>();
  /** What is at `path@ref` where it is not a file. */
  readonly entries = new Map<string, 'dir' | 'submodule' | 'symlink'>();
  readonly pulls: StoredPull[] = [];
  /** SHAs by the branches and tags that lead to them. */
  readonly refs = new Map<string, string>();
  /** Of any two commits that are compared; as the branches have it where null. */
  mergeBase: string | null = null;
  /** The branches of the repository, by name. */
  readonly branches = new Map<string, StoredBranch>();
  /** What the Git data API reads and writes: branches beside those. */
  readonly git = new GitData();
  /** What was pushed to the repository, newest first. */
  readonly pushes: { readonly ref: string; readonly after: string }[] = [];
  /** The current state of the pull request with the comments, unless `pulls` lists it. */
  readonly current = { state: 'open', head: { sha: HEAD_SHA } };
  /** How long each answer takes, ms. */
  latencyMs: () => number = () => 0;
  /** Called after every answered list of comments, e.g. to let another run comment in between. */
  afterList: (() => void) | null = null;
  private readonly disturbances: { left: number; of: Disturbance }[] = [];
  private readonly server: Server;
  private nextId = 1000;
  private port = 0;
  private readonly repository: string;
  private readonly number: number;

  private constructor(repository: string, number: number) {
    this.repository = repository;
    this.number = number;
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  /** Serves one pull request of one repository (`owner/name`). */
  static async start({ repository = 'acme/shop', number = 42 } = {}): Promise<FakeGitHub> {
    compileDescription();
    const fake = new FakeGitHub(repository, number);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    fake.port = (fake.server.address() as AddressInfo).port;
    return fake;
  }

  /** Closes the server. Throws if it was asked for something it does not know: what a test did not expect. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    if (this.failures.length > 0) throw new Error(`unexpected requests: ${this.failures.join('; ')}`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  disturb(disturbance: Disturbance): void {
    this.disturbances.push({ left: disturbance.times, of: disturbance });
  }

  /** Adds a comment behind the API's back. */
  addComment(
    body: string,
    user: StoredComment['user'] = ACCOUNTS[WORKFLOW_TOKEN] ?? { login: '', type: '' },
  ): StoredComment {
    const comment = { id: (this.nextId += 1), body, user: { login: user.login, type: user.type } };
    this.comments.push(comment);
    return comment;
  }

  count(method: string, path: RegExp): number {
    return this.requests.filter((request) => request.method === method && path.test(request.path)).length;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? '';
    const body = await readBody(request);
    this.requests.push({ method, path: url.pathname });
    const disturbance = this.disturbances.find(
      ({ left, of }) => left > 0 && of.method === method && of.path.test(url.pathname),
    );
    if (disturbance !== undefined) disturbance.left -= 1;
    const instead = disturbance?.of.answer;
    if (instead === 'hang') return;
    if (instead === 'reset') {
      request.socket.destroy();
      return;
    }
    if (typeof instead === 'object') {
      send(response, instead.status, instead.body ?? JSON.stringify({ message: 'on demand' }), instead.headers);
      return;
    }
    // What is asked takes effect at some time between question and answer.
    await sleep(this.latencyMs());
    const answer = this.route(method, url, request.headers.authorization ?? '', body);
    this.failures.push(...unknownToGitHub({ method, url, body, status: answer.status, answer: answer.body }));
    await sleep(this.latencyMs());
    if (instead === 'done-but-502') send(response, 502, JSON.stringify({ message: 'Bad Gateway' }));
    else send(response, answer.status, answer.body, answer.headers);
    if (method === 'GET') this.afterList?.();
  }

  private route(method: string, url: URL, authorization: string, body: unknown): Answer {
    const account = ACCOUNTS[authorization.replace(/^(?:token|bearer) /i, '')];
    if (account === undefined) return this.refuse(401, 'Bad credentials');
    const path = url.pathname;
    if (method === 'POST' && path === '/graphql') return this.viewer(account, body);
    if (path === `/repos/${this.repository}/issues/${this.number}/comments`) {
      if (method === 'GET') return this.list(url);
      if (method === 'POST') return this.create(account, body);
    }
    const compared = new RegExp(`^/repos/${this.repository}/compare/([0-9a-f]+)\\.\\.\\.([0-9a-f]+)$`).exec(path);
    if (compared !== null && method === 'GET') return this.compare(compared[1] ?? '', compared[2] ?? '');
    if (method === 'GET' && path.startsWith(`/repos/${this.repository}/contents/`)) return this.contents(url);
    if (method === 'GET' && path === `/repos/${this.repository}/pulls`) return this.listPulls(url);
    const single = new RegExp(`^/repos/${this.repository}/pulls/(\\d+)$`).exec(path);
    if (single !== null && method === 'GET') return this.pull(Number(single[1]));
    const ofCommit = new RegExp(`^/repos/${this.repository}/commits/([0-9a-f]+)/pulls$`).exec(path);
    if (ofCommit !== null && method === 'GET')
      return json(
        200,
        this.pulls
          .filter(({ head, commits = [] }) => [head.sha, ...commits].includes(ofCommit[1] ?? ''))
          .map((pull) => this.shownPull(pull)),
      );
    const commit = new RegExp(`^/repos/${this.repository}/commits/([^/]+)$`).exec(path);
    if (commit !== null && method === 'GET') return this.commit(decodeURIComponent(commit[1] ?? ''));
    const tips = new RegExp(`^/repos/${this.repository}/commits/([0-9a-f]+)/branches-where-head$`).exec(path);
    if (tips !== null && method === 'GET') return this.tipsAt(tips[1] ?? '');
    const branch = new RegExp(`^/repos/${this.repository}/git/ref/heads%2F([^/]+)$`).exec(path);
    if (branch !== null && method === 'GET') return this.branch(decodeURIComponent(branch[1] ?? ''));
    const ofGit = new RegExp(`^/repos/${this.repository}/git/(.+)$`).exec(path);
    const stored = ofGit === null ? null : this.git.answer(method, ofGit[1] ?? '', body, account.canPush);
    if (stored !== null) return stored;
    if (method === 'GET' && path === `/repos/${this.repository}/activity`) return json(200, this.pushes);
    const one = new RegExp(`^/repos/${this.repository}/issues/comments/(\\d+)$`).exec(path);
    if (one !== null && (method === 'PATCH' || method === 'DELETE'))
      return this.change(method, Number(one[1]), account, body);
    return this.refuse(404, `unknown route ${method} ${path}`);
  }

  private contents(url: URL): Answer {
    const file = decodeURIComponent(url.pathname.slice(`/repos/${this.repository}/contents/`.length));
    const place = `${file}@${url.searchParams.get('ref') ?? ''}`;
    const type = this.entries.get(place);
    if (type !== undefined) return json(200, type === 'dir' ? [] : { type, name: file, path: file });
    const text = this.files.get(place);
    if (text === undefined) return json(404, { message: 'Not Found' });
    return { status: 200, body: text, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } };
  }

  private commit(ref: string): Answer {
    const sha = this.refs.get(ref);
    return sha === undefined ? json(422, { message: `No commit found for SHA: ${ref}` }) : json(200, { sha });
  }

  /** A branch's tip has what the branch contains; of other commits the first is an ancestor of the second. */
  private compare(one: string, other: string): Answer {
    if (this.mergeBase !== null) return json(200, { status: 'diverged', merge_base_commit: { sha: this.mergeBase } });
    const branch = [...this.branches.values()].find(({ tip }) => tip === other);
    const isBehind = branch === undefined || [branch.tip, ...(branch.contains ?? [])].includes(one);
    if (!isBehind) return json(200, { status: 'diverged', merge_base_commit: { sha: '0'.repeat(40) } });
    return json(200, { status: one === other ? 'identical' : 'ahead', merge_base_commit: { sha: one } });
  }

  private tipsAt(sha: string): Answer {
    const found = [...this.branches].filter(([, { tip }]) => tip === sha);
    return json(
      200,
      found.map(([name]) => ({ name, commit: { sha, url: `${this.url}/commits/${sha}` }, protected: false })),
    );
  }

  private branch(name: string): Answer {
    const sha = this.branches.get(name)?.tip ?? this.git.headOf(name);
    if (sha === null) return json(404, { message: 'Not Found' });
    return json(200, { ref: `refs/heads/${name}`, object: { type: 'commit', sha } });
  }

  private pull(number: number): Answer {
    const other = this.pulls.find((pull) => pull.number === number);
    if (other !== undefined) return json(200, this.shownPull(other));
    return number === this.number ? json(200, { number, ...this.current }) : json(404, { message: 'Not Found' });
  }

  private listPulls(url: URL): Answer {
    const { head, state } = Object.fromEntries(url.searchParams);
    const matching = this.pulls.filter(
      (pull) =>
        (state === 'all' || (pull.state ?? 'open') === (state ?? 'open')) &&
        (head === undefined || head === `${pull.head.repository.split('/')[0] ?? ''}:${pull.head.ref}`),
    );
    return json(
      200,
      matching.map((pull) => this.shownPull(pull)),
    );
  }

  private shownPull({ number, state = 'open', head, base, merge }: StoredPull): object {
    const { repository, ...rest } = head;
    return {
      number,
      state,
      ...(merge === undefined ? {} : { merge_commit_sha: merge }),
      head: { ...rest, repo: { full_name: repository } },
      base: { ...base, repo: { full_name: this.repository } },
    };
  }

  private viewer(account: Account, body: unknown): Answer {
    const query = (body as { query?: unknown } | null)?.query;
    if (query !== 'query { viewer { login } }') return this.refuse(400, `unknown query ${String(query)}`);
    return json(200, { data: { viewer: { login: account.login } } });
  }

  private list(url: URL): Answer {
    const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
    const page = Number(url.searchParams.get('page') ?? 1);
    const last = Math.max(1, Math.ceil(this.comments.length / perPage));
    const comments = this.comments.slice((page - 1) * perPage, page * perPage).map((comment) => this.shown(comment));
    const to = (number: number, rel: string) => {
      const target = new URL(url);
      target.searchParams.set('page', String(number));
      return `<${target.href}>; rel="${rel}"`;
    };
    const links = page < last ? [to(page + 1, 'next'), to(last, 'last')] : [];
    return { ...json(200, comments), headers: links.length === 0 ? {} : { link: links.join(', ') } };
  }

  private create(account: Account, body: unknown): Answer {
    if (!account.canComment) return forbidden();
    const text = textOf(body);
    if (text === null) return this.refuse(422, 'a comment needs a body of 1 to 65536 characters');
    return json(201, this.shown(this.addComment(text, account)));
  }

  private change(method: 'PATCH' | 'DELETE', id: number, account: Account, body: unknown): Answer {
    if (!account.canComment) return forbidden();
    const index = this.comments.findIndex((comment) => comment.id === id);
    const comment = this.comments[index];
    if (comment === undefined) return json(404, { message: 'Not Found' });
    if (method === 'DELETE') {
      this.comments.splice(index, 1);
      return { status: 204, body: '', headers: {} };
    }
    const text = textOf(body);
    if (text === null) return this.refuse(422, 'a comment needs a body of 1 to 65536 characters');
    comment.body = text;
    return json(200, this.shown(comment));
  }

  private shown({ id, body, user }: StoredComment): object {
    const html_url = `https://github.com/${this.repository}/pull/${this.number}#issuecomment-${id}`;
    return { id, body, user, html_url, issue_url: `${this.url}/repos/${this.repository}/issues/${this.number}` };
  }

  private refuse(status: number, message: string): Answer {
    this.failures.push(message);
    return json(status, { message });
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value), headers: {} };
}

function forbidden(): Answer {
  return json(403, { message: 'Resource not accessible by integration' });
}

function textOf(body: unknown): string | null {
  const text = (body as { body?: unknown } | null)?.body;
  return typeof text === 'string' && text.length > 0 && text.length <= LONGEST_BODY ? text : null;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body);
}

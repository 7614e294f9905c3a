import { z } from 'zod';

import { pathsTo, type ContentsApi } from '../gate/verdict/read-policy.ts';
import { statusOf, UNREPEATED, type GitHubClient } from './client.ts';
import { slugOf, type Repository } from './context.ts';
import type { PullRequest, WorkflowRun } from './events.ts';

const sideSchema = z.object({
  sha: z.string(),
  ref: z.string(),
  repo: z.object({ full_name: z.string() }).nullable(),
});
const pullsSchema = z.array(z.object({ number: z.number(), state: z.string(), head: sideSchema, base: sideSchema }));
type ListedPull = z.infer<typeof pullsSchema>[number];
const nowSchema = z.object({ state: z.string(), head: z.object({ sha: z.string() }) });

/** What a pull request has become while it was measured. */
interface PullRequestNow {
  readonly isOpen: boolean;
  readonly headSha: string;
}

export interface AssociatedPull extends PullRequest {
  readonly isOpen: boolean;
}

/** The pull requests of one repository: those of a workflow run or a commit, and the state of a single one. */
export interface PullsApi {
  /** Those whose head is this run's: same commit, branch and repository. */
  readonly ofWorkflowRun: (run: WorkflowRun) => Promise<PullRequest[]>;
  /** Those that this commit is in, whether or not it is their head, and whether or not they are open. */
  readonly ofCommit: (sha: string) => Promise<AssociatedPull[]>;
  /** Asked once, without patience: who asks can do without. */
  readonly now: (number: number) => Promise<PullRequestNow>;
}

export function pullsApi({ octokit, retried }: GitHubClient, repository: Repository): PullsApi {
  const { rest, paginate } = octokit;
  const page = { ...repository, per_page: 100 };
  const ours = slugOf(repository).toLowerCase();
  const isOurs = ({ base }: ListedPull): boolean => base.repo === null || base.repo.full_name.toLowerCase() === ours;
  return {
    ofWorkflowRun: async ({ headSha, headBranch, headRepository }) => {
      if (headBranch === null || headRepository === null) return [];
      const head = `${headRepository.split('/')[0] ?? ''}:${headBranch}`;
      const found = await retried(() => paginate(rest.pulls.list, { ...page, state: 'open', head }));
      return pullsSchema
        .parse(found)
        .filter((pull) => pull.state === 'open' && isOurs(pull) && pull.head.sha === headSha)
        .filter((pull) => pull.head.repo?.full_name.toLowerCase() === headRepository.toLowerCase())
        .map(toPullRequest);
    },
    ofCommit: async (sha) => {
      const found = await retried(() =>
        paginate(rest.repos.listPullRequestsAssociatedWithCommit, { ...page, commit_sha: sha }),
      );
      return pullsSchema
        .parse(found)
        .filter(isOurs)
        .map((pull) => ({ ...toPullRequest(pull), isOpen: pull.state === 'open' }));
    },
    now: async (number) => {
      const { data } = await retried(() => rest.pulls.get({ ...repository, pull_number: number, ...UNREPEATED }));
      const { state, head } = nowSchema.parse(data);
      return { isOpen: state === 'open', headSha: head.sha };
    },
  };
}

function toPullRequest({ number, head, base }: ListedPull): PullRequest {
  const refs = { headRef: head.ref, baseRef: base.ref };
  return { number, ...refs, headSha: head.sha, baseSha: base.sha, headRepository: head.repo?.full_name ?? null };
}

/** No configuration is larger. */
const MOST_CHARACTERS = 1_000_000;

/** Files of the repository at any of its commits. */
export function contentsApi({ octokit, retried }: GitHubClient, repository: Repository): ContentsApi {
  /** What is in a submodule, or behind a link to a folder, GitHub calls missing: it is not a first adoption. */
  const refuseUnfollowed = async (file: string, ref: string): Promise<void> => {
    for (const folder of pathsTo(file).slice(0, -1)) {
      const type = await typeAt(folder, ref);
      if (type === null) return;
      if (type !== 'dir') throw new Error(`${file} is inside ${folder}, which is a ${type}`);
    }
  };
  const typeAt = async (path: string, ref: string): Promise<string | null> => {
    try {
      const { data } = await retried(() => octokit.rest.repos.getContent({ ...repository, path, ref }));
      return Array.isArray(data) ? 'dir' : typeSchema.parse(data).type;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  };
  return {
    fileAt: async (file, ref) => {
      try {
        const { data } = await retried(() =>
          octokit.rest.repos.getContent({ ...repository, path: file, ref, mediaType: { format: 'raw' } }),
        );
        const text = textOf(file, data);
        if (text.length > MOST_CHARACTERS) throw new Error(`${file} has ${text.length} characters`);
        return text;
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        await refuseUnfollowed(file, ref);
        return null;
      }
    },
    tipOf: async (branch) => {
      const { data } = await retried(() => octokit.rest.git.getRef({ ...repository, ref: `heads/${branch}` }));
      return tipSchema.parse(data.object).sha;
    },
    mergeBase: async (one, other) => {
      const basehead = `${one}...${other}`;
      const { data } = await retried(() =>
        octokit.rest.repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: 1 }),
      );
      return comparedSchema.parse(data).merge_base_commit.sha;
    },
    hasCommit: async (ref) => {
      try {
        await retried(() => octokit.rest.repos.getCommit({ ...repository, ref, per_page: 1 }));
        return true;
      } catch (error) {
        if ([404, 409, 422].includes(statusOf(error) ?? 0)) return false;
        throw error;
      }
    },
  };
}

const shaSchema = z.string().regex(/^[0-9a-f]{40,64}$/i);
const tipSchema = z.object({ sha: shaSchema });
const comparedSchema = z.object({ merge_base_commit: tipSchema });
const encodedSchema = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

const typeSchema = z.object({ type: z.string().max(100) });

/** The text itself; as JSON where a server does not know the raw format. */
function textOf(file: string, data: unknown): string {
  if (typeof data === 'string') return data;
  const type = Array.isArray(data) ? 'folder' : typeSchema.parse(data).type;
  if (type !== 'file') throw new Error(`${file} is a ${type}`);
  return Buffer.from(encodedSchema.parse(data).content, 'base64').toString('utf8');
}

import { z } from 'zod';

import { causeOf } from '../errors.ts';
import { statusOf, type GitHubClient } from './client.ts';
import { slugOf, type Repository } from './context.ts';
import type { AssociatedPull } from './pulls-api.ts';

/** The commit whose owner is in question, and where a sign of it may be found. */
export interface OwnershipQuestion {
  readonly sha: string;
  /** What the event says was deployed: a branch, a tag, a commit or a pull request's merge. */
  readonly ref: string;
  /** The pull requests that the commit is in. */
  readonly pulls: readonly AssociatedPull[];
  readonly defaultBranch: string | null;
}

/** Null for a commit of the repository itself; else why that is not known. */
export type OwnershipApi = (question: OwnershipQuestion) => Promise<{ readonly because: string } | null>;

type Sign = () => Promise<boolean>;

/**
 * Whether someone with write access put a commit into the repository. That a commit exists says nothing: GitHub shows
 * the commits of every fork in the repository, and those of a pull request are below refs/pull. So one of these must
 * hold, each of which takes the right to push:
 *
 * - it is the head of a pull request from a branch of the repository
 * - it is the tip of a branch
 * - a branch contains it: that of such a pull request, the one that the event names, or the default branch
 * - the repository's activity shows that it was pushed to a branch, which may have been deleted or rewritten since
 * - GitHub made it to merge a pull request from a branch of the repository
 *
 * What cannot be asked, or is answered in an unknown shape, is not a sign.
 */
export function ownershipApi(client: GitHubClient, repository: Repository): OwnershipApi {
  const isOurs = (slug: string | null | undefined): boolean => slug?.toLowerCase() === slugOf(repository).toLowerCase();
  return async ({ sha, ref, pulls, defaultBranch }) => {
    const own = pulls.filter(({ headRepository }) => isOurs(headRepository));
    if (own.some(({ headSha }) => headSha === sha)) return null;
    const asks = questions(client, repository);
    const names = new Set([...own.map(({ headRef }) => headRef), branchIn(ref), defaultBranch]);
    const merged = /^(?:refs\/)?pull\/(\d+)\/merge$/.exec(ref)?.[1];
    const signs: Sign[] = [
      () => asks.isTip(sha),
      ...[...names].flatMap((name) => (name === null || name === '' ? [] : [() => asks.isOnBranch(sha, name)])),
      () => asks.wasPushed(sha),
      ...(merged === undefined ? [] : [() => asks.isMergeOf(sha, Number(merged), isOurs)]),
    ];
    const failures = new Set<string>();
    for (const sign of signs) {
      try {
        // One after the other: most commits are known by the first.
        if (await sign()) return null;
      } catch (error) {
        failures.add(shapeless(error));
      }
    }
    return { because: ['no branch of this repository is known to contain it', ...failures].join('; ') };
  };
}

/** The branch that a deployment may be of. A commit's SHA may be the name of a branch as well. */
function branchIn(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

function shapeless(error: unknown): string {
  return error instanceof z.ZodError ? 'GitHub’s answer is not understood' : causeOf(error);
}

const tipsSchema = z.array(z.object({ name: z.string(), commit: z.object({ sha: z.string() }) }));
const refSchema = z.object({ ref: z.string(), object: z.object({ type: z.string(), sha: z.string() }) });
const comparedSchema = z.object({
  status: z.string().optional(),
  merge_base_commit: z.object({ sha: z.string() }),
});
const activitiesSchema = z.array(z.object({ ref: z.string(), after: z.string() }));
const mergedSchema = z.object({
  merge_commit_sha: z.string().nullish(),
  head: z.object({ repo: z.object({ full_name: z.string() }).nullish() }),
});

/** A name that is not there is an answer; whatever else goes wrong is not. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

function questions({ octokit, retried }: GitHubClient, repository: Repository) {
  const { rest } = octokit;

  const isTip = async (sha: string): Promise<boolean> => {
    const { data } = await retried(() => rest.repos.listBranchesForHeadCommit({ ...repository, commit_sha: sha }));
    return tipsSchema.parse(data).some(({ commit }) => commit.sha === sha);
  };

  /** By the branch's SHA: GitHub would take a name for a pull request's commits, or for a branch of a fork. */
  const isOnBranch = async (sha: string, name: string): Promise<boolean> => {
    const ref = `heads/${name}`;
    const found = await unlessMissing(retried(() => rest.git.getRef({ ...repository, ref })));
    if (found === null) return false;
    const { ref: full, object } = refSchema.parse(found.data);
    if (full !== `refs/${ref}` || object.type !== 'commit') return false;
    return object.sha === sha || contains(object.sha, sha);
  };

  const contains = async (tip: string, sha: string): Promise<boolean> => {
    const compared = await unlessMissing(
      retried(() => rest.repos.compareCommitsWithBasehead({ ...repository, basehead: `${sha}...${tip}`, per_page: 1 })),
    );
    if (compared === null) return false;
    const { status = 'ahead', merge_base_commit: mergeBase } = comparedSchema.parse(compared.data);
    return mergeBase.sha === sha && (status === 'ahead' || status === 'identical');
  };

  const wasPushed = async (sha: string): Promise<boolean> => {
    const { data } = await retried(() => rest.repos.listActivities({ ...repository, per_page: 100 }));
    return activitiesSchema.parse(data).some(({ ref, after }) => after === sha && ref.startsWith('refs/heads/'));
  };

  const isMergeOf = async (sha: string, number: number, isOurs: (slug?: string) => boolean): Promise<boolean> => {
    const found = await unlessMissing(retried(() => rest.pulls.get({ ...repository, pull_number: number })));
    if (found === null) return false;
    const { merge_commit_sha: made, head } = mergedSchema.parse(found.data);
    return made === sha && isOurs(head.repo?.full_name);
  };

  return { isTip, isOnBranch, wasPushed, isMergeOf };
}

import { z } from 'zod';

import type { GitHubClient } from './client.ts';

/** Who wrote a comment. */
interface Author {
  readonly login: string;
  readonly type: string;
}

/** Whether a comment's author is who we are. */
export type IsOurs = (author: Author | null) => Promise<boolean>;

/** The account behind a workflow's own token. Only this repository's workflows write as it. */
const WORKFLOW_BOT = 'github-actions[bot]';
const PERSONAL_TOKEN = /^(?:ghp|gho|ghu|github_pat)_/;

const viewerSchema = z.object({ viewer: z.object({ login: z.string() }) });

/**
 * Recognises our own comments. `GET /user` is closed to the workflow's token, but GraphQL's `viewer` answers for every
 * kind. It is asked at most once, and only where the answer can matter: for another app's comment, or for a person's
 * where the token is a person's.
 */
export function recognise(client: GitHubClient, token: string): IsOurs {
  let viewer: Promise<string | null> | null = null;
  return async (author) => {
    if (author === null) return false;
    const isBot = author.type === 'Bot';
    if (isBot && author.login === WORKFLOW_BOT) return true;
    if (!isBot && !PERSONAL_TOKEN.test(token)) return false;
    viewer ??= viewerOf(client);
    return (await viewer) === author.login;
  };
}

async function viewerOf({ octokit, retried }: GitHubClient): Promise<string | null> {
  try {
    return viewerSchema.parse(await retried(() => octokit.graphql('query { viewer { login } }'))).viewer.login;
  } catch {
    return null;
  }
}

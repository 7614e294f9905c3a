import { describe, expect, test } from 'vitest';

import { openDeploys, type OpenDeploys } from '../../../../src/deploys/deploys.ts';
import type {
  GitHubCommitStatus,
  GitHubDeployment,
  GitHubDeploymentStatus,
  RepositoryApi,
} from '../../../../src/deploys/providers/github-deployments/api.ts';
import { DeploymentFinder } from '../../../../src/deploys/providers/github-deployments/discover.ts';
import { GateError } from '../../../../src/errors.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const PROD = 'c'.repeat(40);

/** A deployment with its statuses, oldest first; each is a state, or a state and a URL. */
interface DiscoverCase {
  readonly sha: string;
  readonly environment: string;
  readonly statuses: readonly (readonly [state: string, url?: string])[];
  readonly isProduction?: boolean;
}

/** A repository's API that answers from memory. `onAsk` is called before each list of deployments. */
function apiOf(
  told: readonly DiscoverCase[],
  commitStatuses: readonly GitHubCommitStatus[] = [],
  onAsk?: () => void,
): RepositoryApi {
  const deployments = (): GitHubDeployment[] =>
    told.map(({ sha, environment, isProduction = false }, id) => ({
      id,
      sha,
      environment,
      isProduction,
      creator: 'vercel[bot]',
      createdAt: `2026-01-01T00:00:${String(id).padStart(2, '0')}Z`,
    }));
  return {
    deployments: async ({ sha }) => {
      onAsk?.();
      return deployments().filter((each) => sha === undefined || each.sha === sha);
    },
    // Newest first, or in any order: nobody promises one.
    statuses: async (id) =>
      (told[id]?.statuses ?? [])
        .map(([state, url = ''], at): GitHubDeploymentStatus => ({
          id: at,
          state,
          environmentUrl: url,
          createdAt: `2026-01-01T00:01:${String(at).padStart(2, '0')}Z`,
        }))
        .toSorted((a, b) => ((a.id * 7) % 3) - ((b.id * 7) % 3)),
    commitStatuses: async () => commitStatuses,
    mergeBase: async () => BASE,
    pullRequestOf: async () => null,
  };
}

const preview = (environment: string, url: string, sha = HEAD): DiscoverCase => ({
  sha,
  environment,
  statuses: [['queued'], ['in_progress', 'https://vercel.example/logs'], ['success', url]],
});

const production = (environment: string, url: string, sha = PROD): DiscoverCase => ({
  ...preview(environment, url, sha),
  isProduction: true,
});

const status = (context: string, targetUrl: string): GitHubCommitStatus => ({
  context,
  targetUrl,
  state: 'success',
  creator: '',
});

function finder(api: RepositoryApi, environment: string | null = null, timeoutMs = 60): DeploymentFinder {
  const { signal } = new AbortController();
  const pauses = { first: 5, longest: 10 };
  return new DeploymentFinder({
    api,
    search: { environment, timeoutMs },
    branch: 'feature',
    signal,
    log: () => {},
    pauses,
  });
}

async function errorOf(body: Promise<unknown>): Promise<GateError> {
  const error = await body.catch((thrown: unknown) => thrown);
  if (error instanceof GateError) return error;
  throw new Error(`no GateError: ${String(error)}`);
}

describe('the deployment of a commit', () => {
  test('is the one whose latest status is a success, at its environment URL', async () => {
    const api = apiOf([preview('Preview – shop', 'https://shop-abc.example')]);
    expect(await finder(api).find(HEAD, 'head')).toMatchObject({ url: 'https://shop-abc.example', sha: HEAD });
  });

  test('is waited for until it is ready', async () => {
    const statuses: [string, string?][] = [['in_progress']];
    let asked = 0;
    const api = apiOf([{ sha: HEAD, environment: 'Preview', statuses }], [], () => {
      asked += 1;
      if (asked === 3) statuses.push(['success', 'https://late.example']);
    });
    expect((await finder(api, null, 5000).find(HEAD, 'head')).url).toBe('https://late.example');
  });

  test('of another commit on the same branch is not it', async () => {
    const api = apiOf([preview('Preview', 'https://older.example', PROD)]);
    expect((await errorOf(finder(api).find(HEAD, 'head'))).code).toBe('deployment-none');
  });

  test('counts once where it was made again in the same environment', async () => {
    const api = apiOf([preview('Preview', 'https://first.example'), preview('Preview', 'https://second.example')]);
    expect((await finder(api).find(HEAD, 'head')).url).toBe('https://second.example');
  });

  test.each(['preview - SHOP', 'Preview–shop', '*shop'])(
    'is matched by %s, whatever the dashes, case and spaces',
    async (pattern) => {
      const api = apiOf([
        preview('Preview – docs', 'https://docs.example'),
        preview('Preview – Shop', 'https://shop.example'),
      ]);
      expect((await finder(api, pattern).find(HEAD, 'head')).url).toBe('https://shop.example');
    },
  );

  test('may be told by a commit status, but never by a dashboard', async () => {
    const api = apiOf(
      [],
      [
        status('ci/build', 'https://ci.example/1'),
        status('netlify/shop/deploy-preview', 'https://app.netlify.com/sites/shop/deploys/1'),
        status('netlify/shop/deploy-preview (site)', 'https://deploy-preview-1--shop.netlify.example'),
      ],
    );
    expect((await finder(api).find(HEAD, 'head')).url).toBe('https://deploy-preview-1--shop.netlify.example');
  });

  test('is an error where several match, which lists each with environment, creator, state and URL', async () => {
    const api = apiOf([
      preview('Preview – shop', 'https://shop.example'),
      preview('Preview – docs', 'https://docs.example'),
    ]);
    const error = await errorOf(finder(api).find(HEAD, 'head'));
    expect(error).toMatchObject({ code: 'deployment-several', exitCode: 2 });
    expect(error.message).toBe(
      `Several deployments of the head commit ${HEAD} match:\n  - Preview – shop by vercel[bot], success, https://shop.example (aaaaaaa)\n  - Preview – docs by vercel[bot], success, https://docs.example (aaaaaaa)`,
    );
  });

  test('is an error where none matches in time, which lists all that was seen: that of another project', async () => {
    const api = apiOf([preview('Preview – docs', 'https://docs.example')]);
    const error = await errorOf(finder(api, 'Preview – shop').find(HEAD, 'head'));
    expect(error).toMatchObject({ code: 'deployment-none', exitCode: 3 });
    expect(error.message).toContain('No deployment to Preview – shop of the head commit');
    expect(error.message).toContain('- Preview – docs by vercel[bot], success, https://docs.example');
  });

  test('is an error at once where it failed', async () => {
    const api = apiOf([
      { sha: HEAD, environment: 'Preview', statuses: [['in_progress'], ['failure', 'https://log.example']] },
    ]);
    const error = await errorOf(finder(api, null, 600_000).find(HEAD, 'head'));
    expect(error).toMatchObject({ code: 'deployment-failed', exitCode: 3 });
    expect(error.message).toContain('Preview by vercel[bot], failure, no URL');
  });
});

describe('the deployment of base', () => {
  test('is that of the merge base', async () => {
    const api = apiOf([
      preview('Preview', 'https://base.example', BASE),
      production('Production', 'https://shop.example'),
    ]);
    expect((await finder(api, 'Preview').findBase(BASE)).url).toBe('https://base.example');
  });

  test('is else what production serves', async () => {
    const api = apiOf([
      production('Production', 'https://old.example', HEAD),
      production('Production', 'https://shop.example'),
    ]);
    expect(await finder(api, 'Preview').findBase(BASE)).toMatchObject({ url: 'https://shop.example', sha: PROD });
  });

  test("is the production of head's project where there are several", async () => {
    const api = apiOf([
      preview('Preview – shop', 'https://pr.example'),
      production('Production – docs', 'https://docs.example'),
      production('Production – shop', 'https://shop.example'),
    ]);
    const found = finder(api, 'Preview – shop');
    await found.find(HEAD, 'head');
    expect((await found.findBase(BASE)).url).toBe('https://shop.example');
  });

  test('is an error where there is neither', async () => {
    expect((await errorOf(finder(apiOf([]), null).findBase(BASE))).message).toContain('GitHub knows of none.');
  });
});

describe('a run', () => {
  const source = { kind: 'github-deployments', environment: 'Preview*', timeoutMs: 50 } as const;
  const config = { deploys: { base: source, head: source } };
  const event = {
    kind: 'pull-request',
    number: 7,
    baseSha: PROD,
    headSha: HEAD,
    branch: 'feature',
    baseBranch: 'main',
  } as const;

  test('compares the merge base with head, and says where production serves another commit', async () => {
    const api = apiOf([
      preview('Preview', 'https://pr.example/'),
      { ...preview('Production', 'https://shop.example', PROD), isProduction: true },
    ]);
    const lines: string[] = [];
    const deploys: OpenDeploys = await openDeploys(
      config,
      { baseSha: null, headSha: null, event, api, cwd: '/' },
      (line) => lines.push(line),
    );
    expect(deploys.head).toEqual({ side: 'head', sha: HEAD, url: 'https://pr.example' });
    expect(deploys.base).toEqual({ side: 'base', sha: PROD, url: 'https://shop.example' });
    expect(lines[0]).toBe(`base ${BASE} (the merge base), head ${HEAD}`);
    expect(deploys.notices.join('\n')).toContain(
      'Base is what production serves, ccccccc: the merge base bbbbbbb has no deployment',
    );
  });

  test('without a repository to ask is wrong use', async () => {
    const error = await errorOf(openDeploys(config, { baseSha: BASE, headSha: HEAD, cwd: '/' }));
    expect(error).toMatchObject({ exitCode: 2 });
  });
});

import { fail, ok, warn, type Finding } from '../check.ts';

/** What a deploy answered to the request for one route. */
export interface RouteAnswer {
  readonly path: string;
  /** Why nothing came; null if there is an answer. */
  readonly problem: string | null;
  /** Of the answer after redirects. */
  readonly status: number;
  /** Where a redirect led, without its query; null if the page is on the deploy's own origin. */
  readonly elsewhere: string | null;
  /** The log-in page that it led to, without its query; null if it led to none. */
  readonly logIn: string | null;
  readonly ms: number;
}

/** What can be found out about the deploy of one side without building anything. */
export type DeployFacts =
  | { readonly kind: 'none' }
  /** Its address depends on what only a run knows; why, as a sentence. */
  | { readonly kind: 'later'; readonly why: string }
  | {
      readonly kind: 'served';
      readonly url: string;
      readonly logsIn: boolean;
      readonly answers: readonly RouteAnswer[];
    }
  | { readonly kind: 'folder'; readonly folder: string; readonly problem: string | null }
  | {
      readonly kind: 'built';
      /** Relative to the repository's root. */
      readonly directory: string;
      /** Whether the commit has it; null if there is no commit. */
      readonly exists: boolean | null;
      /** Programs of its commands that are not on the PATH. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'listed'; readonly environment: string | null; readonly found: number };

type FactsOf<Kind extends DeployFacts['kind']> = Extract<DeployFacts, { kind: Kind }>;

const JUDGES: { readonly [Kind in DeployFacts['kind']]: (facts: FactsOf<Kind>) => Finding } = {
  none: () =>
    warn(
      'No base is configured, so budgets on an increase cannot be judged.',
      'Add `deploys: { base: { url: https://staging.example } }` to the configuration.',
    ),
  later: ({ why }) => warn(`Not checked: ${why}`, 'Run doctor in the workflow of a pull request, too.'),
  served: judgeServed,
  folder: ({ folder, problem }) =>
    problem === null
      ? ok(`The folder ${folder} has pages.`)
      : fail(
          `The folder ${folder} ${problem}.`,
          'Build the site first, or correct `static:` (it is relative to the configuration file).',
        ),
  built: judgeBuilt,
  listed: judgeListed,
};

export function judgeDeploy(facts: DeployFacts): Finding {
  return judgeKind(facts.kind, facts);
}

function judgeKind<Kind extends DeployFacts['kind']>(kind: Kind, facts: FactsOf<Kind>): Finding {
  return JUDGES[kind](facts);
}

function judgeServed({ url, answers, logsIn }: FactsOf<'served'>): Finding {
  const broken = answers.map((answer) => ({ path: answer.path, finding: judgeAnswer(url, answer, logsIn) }));
  const [first, ...others] = broken.flatMap(({ path, finding }) => (finding === null ? [] : [{ path, finding }]));
  if (first !== undefined) {
    const also = others.length === 0 ? '' : ` Not right either: ${others.map(({ path }) => path).join(', ')}.`;
    return { ...first.finding, message: `${first.finding.message}${also}` };
  }
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  const all = answers.length === 1 ? 'its route' : `${answers.length} routes`;
  return ok(
    `${url} answers for ${all}, within ${slowest} ms${answers.some(({ logIn }) => logIn !== null) ? ', after a log-in' : ''}.`,
  );
}

/** Null if the page can be measured. */
function judgeAnswer(url: string, answer: RouteAnswer, logsIn: boolean): Finding | null {
  const { path, problem, status, elsewhere, logIn } = answer;
  if (problem !== null) return fail(problem, 'Start the server, or correct its address under `deploys:`.');
  if (logIn !== null || status === 401)
    return logsIn
      ? null
      : fail(
          `${url}${path} ${status === 401 ? 'is answered with 401' : `redirects to a log-in page, ${String(logIn)}`}.`,
          'Declare `bypass:`, `basic-auth:` or `setup:` (docs/configuration.md, "Who visits"), or measure pages that need no log-in.',
        );
  if (elsewhere !== null)
    return fail(
      `${url}${path} redirects to ${elsewhere}, which is not this deploy.`,
      'Write the address that it redirects to under `deploys:`.',
    );
  if (status >= 200 && status < 300) return null;
  return fail(`${url}${path} is answered with ${status}.`, 'Correct the path of the route, or mend the page.');
}

function judgeBuilt({ directory, exists, missing }: FactsOf<'built'>): Finding {
  if (exists === false)
    return fail(
      `The commit does not have the folder ${directory}.`,
      'Correct `directory:` (it is relative to the root of the repository).',
    );
  if (missing.length > 0)
    return fail(
      `It is built here, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not on the PATH.`,
      'Install it; in a workflow, in a step before the gate.',
    );
  return ok('It is built and served here. Whether the build works shows in a run only.');
}

function judgeListed({ environment, found }: FactsOf<'listed'>): Finding {
  const which = environment === null ? '' : ` whose environment matches ${environment}`;
  if (found > 0) return ok(`GitHub knows deployments${which}. Which one is the commit's shows in a run.`);
  return fail(
    `GitHub does not know a deployment${which}.`,
    'Connect the hosting service with the repository, correct `environment:`, or use another kind of deploy (docs/deploys.md).',
  );
}

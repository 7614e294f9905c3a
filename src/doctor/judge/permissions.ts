import { z } from 'zod';

import { fail, ok, warn, type Finding } from '../check.ts';

/** What a token may do with one kind of thing. */
const LEVELS = ['none', 'read', 'write'] as const;
type Level = (typeof LEVELS)[number];

/** What a run needs of the token, by the name that a workflow has for it. */
export type Needs = ReadonlyMap<string, 'read' | 'write'>;

/** What GitHub answered to a question that a permission allows: its status and message, or why nothing came. */
export type Answer = { readonly status: number; readonly message: string } | { readonly problem: string };

const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);
const workflowSchema = z.object({
  permissions: permissionsSchema.nullish(),
  jobs: z.record(z.string(), z.object({ permissions: permissionsSchema.nullish() })),
});
export type Declared = z.infer<typeof permissionsSchema>;

/** What is known of the token without writing anything with it. */
export interface PermissionFacts {
  /** Whether this is a workflow of GitHub Actions. */
  readonly isWorkflow: boolean;
  readonly hasToken: boolean;
  /** `owner/name`; null if the runner does not say. */
  readonly repository: string | null;
  readonly apiUrl: string;
  readonly needs: Needs;
  /** By permission: whether reading is allowed. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** What the job's workflow declares; null if that is not known. */
  readonly declared: Declared | null;
  /** Whether head is another repository's: then the token can only read, whatever is declared. */
  readonly isFork: boolean;
}

/** What a job of a workflow may do, by the workflow's file; null if the file does not say. */
export function declaredIn(workflow: unknown, job: string): Declared | null {
  const parsed = workflowSchema.safeParse(workflow);
  if (!parsed.success) return null;
  const own = parsed.data.jobs[job];
  return own === undefined ? null : (own.permissions ?? parsed.data.permissions ?? null);
}

const TOKEN = 'env: { GITHUB_TOKEN: ${{ github.token }} }';

export function judgePermissions(facts: PermissionFacts): Finding {
  const { isWorkflow, hasToken, repository, apiUrl, answers } = facts;
  if (!hasToken)
    return isWorkflow
      ? warn('Not checked: GITHUB_TOKEN is not set.', `Give the step \`${TOKEN}\`.`)
      : warn(
          'Not checked: this is not a workflow, and GITHUB_TOKEN is not set.',
          `Run doctor in the workflow too, in a step with \`${TOKEN}\`.`,
        );
  if (repository === null)
    return warn('Not checked: GITHUB_REPOSITORY does not name a repository.', 'Run doctor in the workflow.');
  const all = [...answers];
  const silent = all.flatMap(([, answer]) => ('problem' in answer ? [answer.problem] : []));
  if (silent[0] !== undefined)
    return fail(`${apiUrl} does not answer: ${silent[0]}.`, 'Check the network, HTTPS_PROXY and GITHUB_API_URL.');
  const refused = all.flatMap(([name, answer]) =>
    'problem' in answer || isAllowed(answer) ? [] : [{ name, ...answer }],
  );
  const bad = refused.find(({ status }) => status === 401);
  if (bad !== undefined)
    return fail(`GitHub refuses the token: ${bad.status} ${bad.message}.`, `Use the job's own token: \`${TOKEN}\`.`);
  const [first] = refused;
  if (first !== undefined)
    return fail(
      `The token may not read ${listOf(refused.map(({ name }) => name))} of ${repository}: ${first.status} ${first.message}.`,
      remedyFor(facts),
    );
  return judgeWriting(facts, repository);
}

/** What a reading token answers for a commit or a repository that is empty is an answer, too. */
function isAllowed({ status }: { readonly status: number }): boolean {
  return status < 400 || status === 409 || status === 422;
}

/** Whether it may write cannot be asked without writing: the workflow says it. */
function judgeWriting(facts: PermissionFacts, repository: string): Finding {
  const { needs, answers, declared, isFork } = facts;
  const written = [...needs].flatMap(([name, level]) => (level === 'write' ? [name] : []));
  const reads = `The token may read ${listOf([...answers.keys()])} of ${repository}`;
  if (written.length === 0) return ok(`${reads}.`);
  if (isFork)
    return warn(
      `${reads}, but it cannot write: the pull request is from another repository.`,
      'Let a second workflow on `workflow_run` judge and comment (docs/github.md).',
    );
  if (declared === null)
    return warn(
      `${reads}. Whether it may write ${listOf(written)} is not known, because no workflow file says it.`,
      remedyFor(facts),
    );
  const missing = written.filter((name) => levelIn(declared, name) !== 'write');
  if (missing.length > 0)
    return fail(`${reads}, but the workflow does not let it write ${listOf(missing)}.`, remedyFor(facts));
  return ok(`${reads}, and the workflow lets it write ${listOf(written)}.`);
}

/** What is not named is not allowed. */
function levelIn(declared: Declared, name: string): Level {
  const written = typeof declared === 'string' ? declared.replace(/-all$/, '') : (declared[name] ?? 'none');
  return LEVELS.find((level) => level === written) ?? 'none';
}

function remedyFor({ needs }: PermissionFacts): string {
  const lines = [...needs].map(([name, level]) => `${name}: ${level}`);
  return `Give the job \`permissions: { ${lines.join(', ')} }\`.`;
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}

import { Document, isScalar, visit } from 'yaml';

import type { Build, DeployPlan } from '../deploy-plan.ts';
import type { PackageManager } from '../detect/package-manager.ts';
import type { ActionUse } from './own-action.ts';
import { PINS } from './pins.ts';

/** A run that takes longer hangs. */
const TIMEOUT_MINUTES = 60;

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly 'working-directory'?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

export interface WorkflowParts {
  readonly plan: DeployPlan;
  /** Where the project says which Node.js it needs; null if it does not. */
  readonly nodeVersionFile: string | null;
  readonly gate: ActionUse;
}

/** Behind each permission, what it is for. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  contents: 'to check out the repository, and to read the policy of the base',
  'pull-requests': 'to post the comment',
  deployments: 'to find the previews',
  statuses: 'to find previews that are reported as commit statuses only',
};

/** The same behind inputs. */
const INPUTS: Readonly<Record<string, string>> = {
  'fetch-depth': 'the history between base and head',
  'persist-credentials': 'a build cannot read the token',
  archive: 'one HTML file, which GitHub opens in the browser',
};

/** The text of `.github/workflows/vitals-gate.yml`: it may do what the gate needs, and no more. */
export function workflowText({ plan, nodeVersionFile, gate }: WorkflowParts): string {
  const document = new Document({
    name: 'performance',
    on: 'pull_request',
    permissions: {},
    concurrency: { group: 'vitals-gate-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      'vitals-gate': {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': TIMEOUT_MINUTES,
        permissions: permissionsFor(plan),
        steps: [...stepsBefore(plan, nodeVersionFile), ...gateSteps(gate)],
      },
    },
  });
  for (const [name, about] of Object.entries(PERMISSIONS))
    remark(document, ['jobs', 'vitals-gate', 'permissions', name], about);
  remarkInputs(document);
  nameVersions(document, gate);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function permissionsFor(plan: DeployPlan): Readonly<Record<string, string>> {
  const previews = plan.kind === 'github-deployments';
  return {
    contents: 'read',
    'pull-requests': 'write',
    ...(previews && { deployments: 'read' }),
    ...(previews && plan.usesStatuses && { statuses: 'read' }),
  };
}

function stepsBefore(plan: DeployPlan, nodeVersionFile: string | null): readonly Step[] {
  if (plan.kind === 'url') return [checkout({})];
  if (plan.kind === 'github-deployments') return [checkout({ 'fetch-depth': 0 })];
  if (plan.kind === 'worktree') return [checkout({ 'fetch-depth': 0 }), ...toolchain(plan, nodeVersionFile)];
  const head = { ref: '${{ github.event.pull_request.head.sha }}', 'fetch-depth': 0 };
  return [
    checkout(head),
    { id: 'base', run: 'echo "sha=$(git merge-base HEAD "origin/$GITHUB_BASE_REF")" >> "$GITHUB_OUTPUT"' },
    checkout({ ref: '${{ steps.base.outputs.sha }}', path: 'base' }),
    ...toolchain(plan, nodeVersionFile),
    ...buildSteps(plan),
  ];
}

/** Base's checkout is in the folder `base` of head's. */
function buildSteps({ install, build, directory }: Build): readonly Step[] {
  const command = [install, build].filter((each) => each !== null).join(' && ');
  if (command === '') return [];
  const here = directory === '.' ? {} : { 'working-directory': literal(directory) };
  return [
    { ...here, run: command },
    { 'working-directory': directory === '.' ? 'base' : `base/${literal(directory)}`, run: command },
  ];
}

/** A name of the repository as a value in which GitHub evaluates nothing. */
function literal(name: string): string {
  return name.replaceAll('${{', "${{ '${{' }}");
}

function checkout(inputs: Readonly<Record<string, string | number>>): Step {
  return { uses: pinned('actions/checkout'), with: { ...inputs, 'persist-credentials': false } };
}

/** What the runner lacks of what the project is built with. */
function toolchain({ toolchain: kind, manager, directory }: Build, nodeVersionFile: string | null): readonly Step[] {
  if (kind === 'hugo') return [{ run: 'sudo snap install hugo' }];
  const folder = directory === '.' ? {} : { 'working-directory': literal(directory) };
  const ruby = { uses: pinned('ruby/setup-ruby'), with: { 'bundler-cache': true, ...folder } };
  const node = { uses: pinned('actions/setup-node'), with: nodeInputs(nodeVersionFile) };
  return [...(kind === 'ruby' ? [ruby] : []), ...(manager === null ? [] : [node, ...MANAGERS[manager.name]])];
}

/** npm comes with Node.js, and Yarn 1 with the runner. */
const MANAGERS: Readonly<Record<PackageManager['name'], readonly Step[]>> = {
  npm: [],
  yarn: [],
  pnpm: [{ run: 'npm install --global pnpm' }],
  bun: [{ run: 'npm install --global bun' }],
  'yarn-berry': [{ run: 'npm install --global corepack && corepack enable' }],
};

function nodeInputs(file: string | null): Readonly<Record<string, string>> {
  return file === null ? { 'node-version': 'lts/*' } : { 'node-version-file': literal(file) };
}

function gateSteps({ uses }: ActionUse): readonly Step[] {
  return [
    { id: 'gate', uses },
    {
      if: "always() && steps.gate.outputs.report-page != ''",
      uses: pinned('actions/upload-artifact'),
      with: { path: '${{ steps.gate.outputs.report-page }}', archive: false },
    },
    {
      if: "always() && steps.gate.outputs.verdict != ''",
      uses: pinned('actions/upload-artifact'),
      with: { name: 'vitals-gate', path: 'vitals-gate-out' },
    },
  ];
}

function pinned(action: keyof typeof PINS): string {
  return `${action}@${PINS[action].commit}`;
}

/** Says what the inputs of other actions are for. */
function remarkInputs(document: Document): void {
  visit(document, {
    Pair: (_key, { key, value }) => {
      const about = isScalar(key) ? INPUTS[String(key.value)] : undefined;
      if (about !== undefined && isScalar(value)) value.comment = ` ${about}`;
    },
  });
}

/** Writes the version behind each commit. */
function nameVersions(document: Document, gate: ActionUse): void {
  const versions = new Map<string, string | null>([
    ...Object.entries(PINS).map(([action, { commit, version }]) => [`${action}@${commit}`, version] as const),
    [gate.uses, gate.version],
  ]);
  visit(document, {
    Scalar: (_key, scalar) => {
      const version = versions.get(String(scalar.value));
      if (typeof version === 'string') scalar.comment = ` ${version}`;
    },
  });
}

function remark(document: Document, path: readonly string[], text: string): void {
  const node: unknown = document.getIn(path, true);
  if (isScalar(node)) node.comment = ` ${text}`;
}

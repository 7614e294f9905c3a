import { posix } from 'node:path';

import { GateError } from '../errors.ts';
import type { Checkout } from './detect/checkout.ts';
import type { Site } from './detect/detect.ts';
import type { Framework } from './detect/framework.ts';
import type { Hosting } from './detect/hosting.ts';
import { packageManagerOf, type PackageManager } from './detect/package-manager.ts';
import { noSite } from './no-site.ts';
import type { InitOptions, ProviderName } from './options.ts';

/** How one commit of the site is built and served. */
export interface Build {
  readonly directory: string;
  readonly install: string | null;
  readonly build: string | null;
  /** A command that serves the site, or a folder that the gate serves, relative to `directory`. */
  readonly served: { readonly serve: string } | { readonly folder: string; readonly spa: boolean };
  readonly ready: string | null;
  readonly toolchain: Framework['toolchain'];
  readonly manager: PackageManager | null;
}

/** Where base and head come from. */
export type DeployPlan =
  | ({ readonly kind: 'worktree' } & Build)
  | ({ readonly kind: 'static' } & Build & { readonly folder: string; readonly spa: boolean })
  | { readonly kind: 'github-deployments'; readonly usesStatuses: boolean }
  | { readonly kind: 'url'; readonly base: string; readonly head: string };

/** A plan, and what has been taken for granted. */
export interface ChosenDeploys {
  readonly plan: DeployPlan;
  readonly assumed: readonly string[];
}

export interface Survey {
  readonly checkout: Checkout;
  /** The site; null if no framework was recognised. */
  readonly site: Site | null;
  readonly hosting: Hosting | null;
  /** The running site; null if none was named. */
  readonly url: string | null;
}

/** The provider that fits best. Null if nothing is known of the site. */
export function preferredProvider({ site, hosting, url }: Survey): ProviderName | null {
  if (hosting?.hasPreviews === true) return 'github-deployments';
  if (site !== null) return 'worktree';
  return url === null ? null : 'url';
}

/**
 * Where base and head come from.
 *
 * @throws GateError `init-no-site`, `usage`
 */
export async function chooseDeploys(
  survey: Survey,
  provider: ProviderName,
  { headUrl }: Pick<InitOptions, 'headUrl'>,
): Promise<ChosenDeploys> {
  return CHOICES[provider](survey, headUrl);
}

type Choice = (survey: Survey, headUrl: string | null) => ChosenDeploys | Promise<ChosenDeploys>;

const CHOICES: Readonly<Record<ProviderName, Choice>> = {
  'github-deployments': previews,
  url: addresses,
  worktree,
  static: folders,
};

function previews({ hosting }: Survey): ChosenDeploys {
  const name = hosting?.hasPreviews === true ? hosting.name : 'A service';
  const because = hosting?.hasPreviews === true ? ` (${hosting.because})` : '';
  const assumed = [
    `${name}${because} deploys each pull request and tells GitHub where; if it does not, use --provider worktree.`,
  ];
  return { plan: { kind: 'github-deployments', usesStatuses: hosting?.usesStatuses ?? true }, assumed };
}

function addresses({ url }: Survey, headUrl: string | null): ChosenDeploys {
  if (url === null) {
    const what = '--provider url needs the address of the running site.';
    throw new GateError('usage', { what, todo: 'Add for example --url https://staging.example.' });
  }
  const guess = previewOf(new URL(url));
  const assumed = headUrl === null ? [`Pull requests are deployed at ${guess}; if not, use --head-url.`] : [];
  return { plan: { kind: 'url', base: url, head: headUrl ?? guess }, assumed };
}

/** Below the host of the site; an address of a machine has no hosts below it. */
function previewOf({ protocol, hostname, host }: URL): string {
  const isName = /[a-z]$/i.test(hostname) && hostname.includes('.');
  return isName ? `${protocol}//pr-{pr}.${host}` : 'https://pr-{pr}.example.com';
}

async function worktree(survey: Survey): Promise<ChosenDeploys> {
  const { build, assumed } = await buildOf(survey);
  return { plan: { kind: 'worktree', ...build }, assumed };
}

async function folders(survey: Survey): Promise<ChosenDeploys> {
  const { build, assumed } = await buildOf(survey);
  if ('folder' in build.served) return { plan: { kind: 'static', ...build, ...build.served }, assumed };
  const what = `--provider static needs a site that is a folder, but this one is served by \`${build.served.serve}\`.`;
  throw new GateError('usage', { what, todo: 'Use --provider worktree, which runs that command.' });
}

async function buildOf({ checkout, site }: Survey): Promise<{ build: Build; assumed: string[] }> {
  if (site === null) throw await noSite(checkout);
  const { folder, framework } = site;
  const { directory } = folder;
  const hasPackages = folder.files.includes('package.json');
  const manager = hasPackages && framework.toolchain !== 'none' ? await packageManagerOf(checkout, folder) : null;
  const build: Build = {
    directory,
    install: joined([framework.install ?? null, manager?.install ?? null]),
    build: buildCommand(site, manager, checkout),
    served: servedBy(site, manager),
    ready: framework.ready ?? null,
    toolchain: framework.toolchain,
    manager,
  };
  const how =
    'folder' in build.served ? folderName(posix.join(directory, build.served.folder)) : `\`${build.served.serve}\``;
  const place = directory === '.' ? '' : ` in ${directory}`;
  const built = build.build === null ? 'served' : `built by \`${build.build}\` and served`;
  const assumed = [
    `The site${place} is ${framework.name}, ${built} ${'folder' in build.served ? 'from' : 'by'} ${how}.`,
    ...('caveat' in framework ? [framework.caveat] : []),
  ];
  return { build, assumed };
}

const folderName = (folder: string): string => (folder === '.' ? 'the root of the repository' : `the folder ${folder}`);

function buildCommand({ folder, framework }: Site, manager: PackageManager | null, checkout: Checkout): string | null {
  const { manifest, directory } = folder;
  const { build } = framework;
  if (build !== null && 'command' in build) return build.command;
  if (manager === null) return null;
  if (manifest.scripts.has('build')) {
    const name = manifest.name ?? '';
    const isNested = directory !== '.' && /^[@\w./-]+$/.test(name);
    if (isNested && checkout.files.includes('turbo.json'))
      return `cd ${posix.relative(directory, '.')} && ${manager.exec} turbo run build --filter=${name}`;
    if (isNested && manager.name === 'pnpm') return `pnpm --filter ${name}... run build`;
    return `${manager.run} build`;
  }
  return build === null ? null : `${manager.exec} ${build.bin}`;
}

function servedBy({ serving }: Site, manager: PackageManager | null): Build['served'] {
  if ('output' in serving) return { folder: serving.output, spa: serving.spa ?? false };
  if ('serve' in serving) return { serve: serving.serve };
  if ('script' in serving) return { serve: `${manager?.run ?? 'npm run'} ${serving.script}` };
  return { serve: `${manager?.exec ?? 'npx'} ${serving.bin}` };
}

function joined(commands: readonly (string | null)[]): string | null {
  const given = commands.filter((command) => command !== null);
  return given.length === 0 ? null : given.join(' && ');
}

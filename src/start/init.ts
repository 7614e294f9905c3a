import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Environment } from '../git/git.ts';
import { deployUrlComplaint, trimUrl } from '../config/deploys/url.ts';
import { loadConfig } from '../config/load.ts';
import { GateError } from '../errors.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { chooseDeploys, preferredProvider, type ChosenDeploys, type Survey } from './deploy-plan.ts';
import { openCheckout } from './detect/checkout.ts';
import { hostingOf } from './detect/hosting.ts';
import { openFolder } from './detect/folder.ts';
import { ancestorsOf } from './detect/package-manager.ts';
import { noSite } from './no-site.ts';
import { PROVIDERS, type Asker, type InitOptions, type ProviderName } from './options.ts';
import { pickSite } from './pick-site.ts';
import type { FoundRoutes } from './routes/found.ts';
import { routesOfSource } from './routes/repository-routes.ts';
import { routesOfSite } from './routes/site-routes.ts';
import { configText } from './write/config-file.ts';
import { diffOf } from './write/diff.ts';
import { expectations } from './write/expectations.ts';
import { changesOf, writeChanges, type FileChange } from './write/files.ts';
import { ownAction } from './write/own-action.ts';
import { workflowText } from './write/workflow-file.ts';

const CONFIG = 'vitals-gate.yml';
const WORKFLOW = '.github/workflows/vitals-gate.yml';
/** Of a sentence that is told. */
const MOST_CHARACTERS = 1000;
/** Their deploys are built elsewhere. */
const WITHOUT_SOURCE: readonly ProviderName[] = ['url', 'github-deployments'];

/** Where `init` runs, and whom it talks to. */
export interface InitPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Null where nobody can answer: then every question has its default. */
  readonly ask: Asker | null;
  /** Tells the reader, in whole lines. */
  readonly tell: (text: string) => void;
}

/**
 * Proposes a configuration and a workflow for the repository, and writes them. A file that is there and differs is never
 * replaced without `force`; two runs with the same answers write once.
 *
 * @throws GateError `init-…`, `usage`
 */
export async function init(options: InitOptions, place: InitPlace): Promise<void> {
  const { ask, env, tell } = place;
  const checkout = await openCheckout(place.cwd, env);
  const isNeeded = options.provider === null || !WITHOUT_SOURCE.includes(options.provider);
  const looked = { checkout, cwd: place.cwd, dir: options.dir, isNeeded, ask };
  const { site, assumed: assumedSite } = await pickSite(looked);
  const hosting = await hostingOf(checkout, site?.folder ?? (await openFolder(checkout, '.')));
  const url = urlOf(options.url ?? (await ask?.text('Address of the running site, if there is one', 'none')) ?? '');
  const survey: Survey = { checkout, site, hosting, url };
  const { provider, assumed: assumedProvider } = await pickProvider(survey, options.provider, ask);
  const deploys = await chooseDeploys(survey, provider, options);
  const found = await findRoutes(survey, options, env);
  tellFindings(tell, [...assumedSite, ...assumedProvider, ...deploys.assumed], found);
  const planned = await filesFor(survey, deploys, found, env);
  const changes = await changesOf(checkout.root, planned);
  if (changes.length === 0) return tell(`${CONFIG} and ${WORKFLOW} are already up to date.\n`);
  refuseToOverwrite(changes, options.force);
  tell(`${changes.map(({ file, before, text }) => diffOf(file, before, text)).join('\n')}\n`);
  if (!(await isAgreed(options, ask))) return tell('Nothing was written.\n');
  await writeChanges(checkout.root, changes);
  tell(`Wrote ${changes.map(({ file }) => file).join(' and ')}.\n\n`);
  return tell(expectations(found.routes.length, deploys.plan));
}

/** @throws GateError `usage` */
function urlOf(written: string): string | null {
  const text = written.trim();
  if (text === '') return null;
  const complaint = deployUrlComplaint(text);
  if (complaint !== null) throw new GateError('usage', { what: `--url: ${complaint.what}`, todo: complaint.todo });
  if (text.includes('{'))
    throw new GateError('usage', {
      what: '--url has a placeholder, so it is not the address of a running site.',
      todo: 'Write the address of staging or production, and use --head-url for the previews of pull requests.',
    });
  return trimUrl(text);
}

async function pickProvider(
  survey: Survey,
  named: ProviderName | null,
  ask: Asker | null,
): Promise<{ provider: ProviderName; assumed: readonly string[] }> {
  if (named !== null) return { provider: named, assumed: [] };
  const preferred = preferredProvider(survey);
  if (preferred === null) throw await noSite(survey.checkout);
  if (ask === null) return { provider: preferred, assumed: [`Base and head come from ${preferred} (--provider).`] };
  const choices = [preferred, ...PROVIDERS.filter((each) => each !== preferred)];
  const chosen = await ask.choose('Where do base and head come from?', choices);
  return { provider: choices.find((each) => each === chosen) ?? preferred, assumed: [] };
}

/** Of the running site, if it answers; else of the source. */
async function findRoutes({ site, url }: Survey, { chromePath }: InitOptions, env: NodeJS.ProcessEnv) {
  const running = url === null ? null : await routesOfSite(url, { chromePath, env });
  if (running !== null && running.routes.length > 0) return running;
  const source = routesOfSource(site);
  const dropped = [...(running?.dropped ?? []), ...source.dropped];
  return { ...source, dropped, notices: [...(running?.notices ?? []), ...source.notices] };
}

function tellFindings(
  tell: InitPlace['tell'],
  assumed: readonly string[],
  { notices, origin, routes }: FoundRoutes,
): void {
  const found = `${routes.length} ${routes.length === 1 ? 'route' : 'routes'} from ${origin}.`;
  tell(`Assumed:\n${listOf([...assumed, found])}`);
  if (notices.length > 0) tell(`Not as expected:\n${listOf(notices)}`);
  tell('\n');
}

/** Names of folders are shown without what a terminal would obey. */
function listOf(sentences: readonly string[]): string {
  return sentences.map((each) => `  - ${sanitizeLine(each, MOST_CHARACTERS)}\n`).join('');
}

/** Both files. What is written has been read by the loader of the gate. */
async function filesFor({ checkout, site }: Survey, { plan }: ChosenDeploys, found: FoundRoutes, env: Environment) {
  const config = configText({ plan, found });
  await assertLoads(config);
  const above = ancestorsOf(site?.folder.directory ?? '.');
  const named = above.flatMap((folder) => ['.nvmrc', '.node-version'].map((name) => path.posix.join(folder, name)));
  const file = named.find((each) => checkout.files.includes(each));
  const manifest = site?.folder.manifest.namesNode === true ? path.posix.join(above[0] ?? '.', 'package.json') : null;
  return [
    { file: CONFIG, text: config },
    { file: WORKFLOW, text: workflowText({ plan, nodeVersionFile: file ?? manifest, gate: await ownAction(env) }) },
  ];
}

/** @throws GateError `config-invalid` */
async function assertLoads(text: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-init-'));
  try {
    await writeFile(path.join(folder, CONFIG), text);
    await loadConfig(CONFIG, { baseUrl: null, headUrl: null }, folder, {});
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws GateError `init-exists` */
function refuseToOverwrite(changes: readonly FileChange[], force: boolean): void {
  const replaced = changes.filter(({ before }) => before !== null).map(({ file }) => file);
  if (force || replaced.length === 0) return;
  const differ = replaced.length === 1 ? 'it differs' : 'they differ';
  throw new GateError('init-exists', { files: replaced.join(' and '), differ });
}

async function isAgreed(options: InitOptions, ask: Asker | null): Promise<boolean> {
  return options.isAgreed || ask === null || (await ask.confirm('Write this?'));
}

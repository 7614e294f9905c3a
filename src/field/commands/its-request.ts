import { GateError } from '../../errors.ts';
import { quote } from '../../source/diagnostic.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { DeployedSha } from '../analyses/rows.ts';
import { deploysTo, readDeploys, type DeployList } from '../deploys/deploys-file.ts';
import { assertDeclaredRoute, fieldPathOf } from './named.ts';
import type { FieldSetup, ReadingOptions } from './reading.ts';

/** What `field its` is told; one of `deploy` and `at` is null. */
export interface ItsOptions extends ReadingOptions {
  /** A node of a breakdown, as it is written in budgets. */
  readonly metric: string;
  readonly route: string;
  /** Null: the one with the most page views. */
  readonly condition: string | null;
  /** A commit, or how it begins. */
  readonly deploy: string | null;
  /** ISO. */
  readonly at: string | null;
  readonly slope: boolean;
}

/** What is looked at. */
export interface ItsSubject {
  readonly path: string;
  /** All of the list, and the instant itself. */
  readonly deploys: readonly DeployedSha[];
  /** Its commit is empty where it is not a deploy. */
  readonly interruption: DeployedSha;
}

const FEWEST_OF_SHA = 4;
const MOST_NAMED = 5;

/** @throws GateError `usage`, `deploys-missing`, and as `readDeploys` */
export async function itsSubject(setup: FieldSetup, options: ItsOptions): Promise<ItsSubject> {
  const path = fieldPathOf(options.metric);
  assertDeclaredRoute(setup.field.routes, options.route);
  const list = await listOf(setup, options);
  const listed = list === null ? [] : deploysTo(list, options.environment);
  if (options.deploy !== null)
    return { path, deploys: listed, interruption: deployOf(listed, options.deploy, list?.path ?? '') };
  const at = options.at ?? '';
  const own = listed.find((deploy) => Date.parse(deploy.at) === Date.parse(at));
  const interruption = own ?? { sha: '', at };
  return { path, deploys: own === undefined ? [...listed, interruption] : listed, interruption };
}

/**
 * When a deploy went live.
 *
 * @throws GateError `usage`, `deploys-missing`, and as `readDeploys`
 */
export async function deployTime(
  setup: FieldSetup,
  { deploy, environment }: Pick<ItsOptions, 'environment'> & { readonly deploy: string },
): Promise<string> {
  const list = await listOf(setup, { deploy });
  const listed = list === null ? [] : deploysTo(list, environment);
  return deployOf(listed, deploy, list?.path ?? '').at;
}

async function listOf(
  { config, field }: FieldSetup,
  { deploy }: Pick<ItsOptions, 'deploy'>,
): Promise<DeployList | null> {
  if (field.deploys !== null) return readDeploys(field.deploys);
  if (deploy === null) return null;
  throw new GateError('deploys-missing', {}, { where: `${config.file}:1:1` });
}

/** The last deploy of the commit: it may have been deployed again after a roll-back. */
function deployOf(deploys: readonly DeployedSha[], written: string, list: string): DeployedSha {
  const isMeant = ({ sha }: DeployedSha): boolean =>
    sha === written || (written.length >= FEWEST_OF_SHA && sha.startsWith(written));
  const found = deploys.filter(isMeant);
  const shas = [...new Set(found.map(({ sha }) => sha))];
  const deploy = found.at(-1);
  if (deploy !== undefined && shas.length === 1) return deploy;
  const what =
    shas.length > 1
      ? `--deploy is ${quote(written)}, with which several commits of the list begin.`
      : `--deploy is ${quote(written)}, which is not a commit of the list of deploys.`;
  const last = [...new Set(deploys.map(({ sha }) => shortSha(sha)))].slice(-MOST_NAMED);
  const example = last.length === 0 ? '' : ` The last ones are ${last.join(', ')}.`;
  throw new GateError(
    'usage',
    { what, todo: `Name one of its commits, or a time with --at.${example}` },
    { where: `${list}:1:1` },
  );
}

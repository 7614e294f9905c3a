import { recordDeploy, type DeployRecord, type RecordOptions } from '../../field/deploys/record.ts';
import { count } from '../../report/words/format.ts';
import { shortSha } from '../../text/short-sha.ts';
import { say, type Io } from '../io.ts';

/** `deploy record`: what was appended goes to stdout, what could not be known to stderr. */
export async function runDeployRecord(options: RecordOptions, io: Io, cwd = process.cwd()): Promise<number> {
  const { record, isNew, notices } = await recordDeploy(options, io.env, cwd);
  for (const notice of notices) say(io.stderr, `note: ${notice}\n`);
  const { out } = options;
  if (isNew) say(io.stdout, `${out}: ${sentenceOf(record)}\n`);
  else say(io.stderr, `note: ${out} has ${nameOf(record)} as the last deploy to ${record.environment} already.\n`);
  return 0;
}

function nameOf({ sha }: DeployRecord): string {
  return shortSha(sha);
}

function sentenceOf(record: DeployRecord): string {
  const { environment, previous, files, packages, owners } = record;
  const deployed = `recorded the deploy of ${nameOf(record)} to ${environment}`;
  if (previous === null) return `${deployed}, the first one there.`;
  const changed = `${count(files ?? 0, 'file')} and ${count(packages?.length ?? 0, 'package')} changed since ${shortSha(previous)}`;
  const by = owners === null || owners.length === 0 ? '' : `, owned by ${listOf(owners)}`;
  return `${deployed}: ${changed}${by}.`;
}

const MOST_OWNERS = 5;

function listOf(owners: readonly string[]): string {
  const others = owners.length - MOST_OWNERS;
  return owners.slice(0, MOST_OWNERS).join(', ') + (others > 0 ? ` and ${others} more` : '');
}

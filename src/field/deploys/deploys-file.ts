import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { causeOf, GateError } from '../../errors.ts';

const labelSchema = z.string().min(1).max(200);

/** A line of the list; what else it has is the user's own. */
const deploySchema = z.looseObject({
  sha: labelSchema,
  t: z.iso.datetime({ offset: true }),
  environment: labelSchema.nullish(),
});

/** A commit that went live. */
export interface DeployedCommit {
  readonly sha: string;
  /** ISO, UTC. */
  readonly at: string;
  /** Null: the list does not say. */
  readonly environment: string | null;
}

/** The list of deploys with its path, for messages. */
export interface DeployList {
  readonly path: string;
  /** In the order of time. */
  readonly deploys: readonly DeployedCommit[];
}

/**
 * Reads a list of deploys: `{"sha":"…","t":"…"}` a line. A file that is empty lists none.
 *
 * @throws GateError `deploys-unreadable`, or `deploys-invalid` with the file and the line
 */
export async function readDeploys(path: string): Promise<DeployList> {
  return { path, deploys: inOrder((await readDeployLines(path)).map(({ deploy }) => deploy)) };
}

/** A deploy, and the whole line of the list that has it. */
export interface DeployLine {
  readonly deploy: DeployedCommit;
  readonly line: unknown;
}

/** The lines of a list, in their order. Throws as `readDeploys`. */
export async function readDeployLines(path: string): Promise<DeployLine[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new GateError('deploys-unreadable', { path, cause: reasonOf(cause) }, { cause });
  });
  return linesIn(text, path);
}

/** In the order of time. */
export function inOrder<Deploy extends DeployedCommit>(deploys: readonly Deploy[]): Deploy[] {
  return deploys.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** The deploys of a list's text, in the order of its lines. Throws as `readDeploys`. */
export function deploysIn(text: string, path: string): DeployedCommit[] {
  return linesIn(text, path).map(({ deploy }) => deploy);
}

function linesIn(text: string, path: string): DeployLine[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [lineOf(line, `${path}:${index + 1}:1`)]));
}

function lineOf(text: string, where: string): DeployLine {
  const line = jsonOf(text, where);
  return { deploy: deployOf(line, where), line };
}

function deployOf(line: unknown, where: string): DeployedCommit {
  const { data, error } = deploySchema.safeParse(line);
  if (data === undefined) {
    const [issue] = error.issues;
    const key = issue?.path.join('.') ?? '';
    throw new GateError('deploys-invalid', { cause: `${key === '' ? 'it' : key} ${problemOf(issue)}` }, { where });
  }
  return { sha: data.sha, at: new Date(data.t).toISOString(), environment: data.environment ?? null };
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new GateError('deploys-invalid', { cause: `it is not JSON (${causeOf(cause)})` }, { where, cause });
  }
}

function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') return issue.path.length === 0 ? 'is not an object' : 'is missing or is not text';
  if (issue?.code === 'invalid_format') return 'is not a time such as 2026-11-01T10:00:00Z';
  return 'is empty or has more than 200 characters';
}

function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'it does not exist';
  return code === 'EISDIR' ? 'it is a folder' : causeOf(thrown);
}

/**
 * Those of an environment; a deploy whose line names none is of every environment. A line that is there twice, as after a
 * merge of two lists, is one deploy.
 */
export function deploysTo<Deploy extends DeployedCommit>(
  list: { readonly deploys: readonly Deploy[] },
  environment: string | null,
): Deploy[] {
  const wanted = list.deploys.filter(
    (deploy) => environment === null || deploy.environment === null || deploy.environment === environment,
  );
  return [...new Map(wanted.map((deploy) => [JSON.stringify([deploy.sha, deploy.at]), deploy])).values()];
}

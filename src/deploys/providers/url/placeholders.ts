import { PLACEHOLDER_PATTERN, type Placeholder } from '../../../config/deploys/url.ts';
import { GateError } from '../../../errors.ts';
import type { RunEvent } from '../../../git/choose.ts';
import type { Side } from '../../../model/deploy.ts';
import { SHORT_SHA_LENGTH } from '../../../text/short-sha.ts';
import { trimEndOf } from '../../../text/trim.ts';

/** What the placeholders of one side stand for; null if this run does not know. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>;

const TODO: Readonly<Record<Placeholder, string>> = {
  sha: 'Name the commits with --base-sha and --head-sha.',
  'short-sha': 'Name the commits with --base-sha and --head-sha.',
  pr: 'Use {pr} in workflows on pull_request only.',
  branch: 'Use {branch} in workflows on pull_request and push only.',
};

/** The longest label of a host name (RFC 1035). */
const MAX_LABEL = 63;

/** The values of one side in a run that an event started. */
export function valuesFor(side: Side, sha: string | null, event: RunEvent | null): PlaceholderValues {
  const pr = event?.kind === 'pull-request' ? event.number : null;
  const headBranch = event?.branch ?? null;
  const baseBranch = event?.kind === 'pull-request' ? event.baseBranch : headBranch;
  return placeholderValues(sha, pr, side === 'base' ? baseBranch : headBranch);
}

export function placeholderValues(sha: string | null, pr: number | null, branch: string | null): PlaceholderValues {
  return { sha, 'short-sha': sha?.slice(0, SHORT_SHA_LENGTH) ?? null, pr: pr?.toString() ?? null, branch };
}

/** Whether a template speaks of the commit itself, so that it has another address for each. */
export function namesCommit(template: string): boolean {
  return /\{(?:short-)?sha\}/.test(template);
}

/**
 * The URL that a template stands for. A branch in a host is written as preview services write it: lower case, with a
 * dash for each character that is invalid in a host name.
 *
 * @throws GateError `placeholder` if the run does not know a value
 */
export function expandUrl(template: string, values: PlaceholderValues): string {
  const [, scheme = '', host = '', path = ''] = /^([^/]*\/\/)([^/]*)(.*)$/s.exec(template) ?? [];
  const inHost = expand(host, template, values, hostLabel);
  const inPath = expand(path, template, values, (value) => value.split('/').map(encodeURIComponent).join('/'));
  return trimEndOf(new URL(`${scheme}${inHost}${inPath}`).href, '/');
}

/** The same for a folder, where a branch is one name. @throws GateError `placeholder` */
export function expandFolder(template: string, values: PlaceholderValues): string {
  return expand(template, template, values, (value) => value.replaceAll(/[^\w.-]/g, '-').replaceAll('..', '-'));
}

function expand(text: string, template: string, values: PlaceholderValues, encode: (value: string) => string): string {
  return text.replaceAll(PLACEHOLDER_PATTERN, (_, name: Placeholder) => {
    const value = values[name];
    if (value === null) throw new GateError('placeholder', { template, name, todo: TODO[name] });
    return encode(value);
  });
}

function hostLabel(value: string): string {
  const label = value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return label.slice(0, MAX_LABEL).replaceAll(/^-|-$/g, '');
}

import { findCommit } from '../../git/commits.ts';
import { Git } from '../../git/git.ts';
import { GateError } from '../../errors.ts';
import { runnerLabel } from '../../history/runner.ts';
import type { Config, DeploySource } from '../../model/config.ts';
import type { RunOptions } from '../options.ts';

/** A run with what is asked of it. */
interface Asked<Options extends RunOptions> {
  readonly config: Config;
  readonly options: Options;
}

/**
 * A push to the default branch, where main is followed over time: base is the anchor, and increases since then do not
 * block. Every other run stays as it is; so does one that names its base.
 *
 * @throws GateError `unknown-anchor`
 */
export async function sinceAnchor<Options extends RunOptions>(asked: Asked<Options>): Promise<Asked<Options>> {
  const { config, options } = asked;
  const { history } = config;
  if (history === null || options.isOfMain !== true || options.baseSha !== null) return asked;
  const anchor = await anchorCommit(history.anchor, options);
  const { anchorUrl, place, creep } = history;
  const isElsewhere = anchorUrl !== null && options.baseUrl === null;
  const base: DeploySource | null = isElsewhere ? { kind: 'url', url: anchorUrl } : config.deploys.base;
  return {
    config: {
      ...config,
      deploys: { ...config.deploys, base },
      policy: { ...config.policy, isSinceAnchor: true },
      bisect: null,
      warnings: [
        ...config.warnings,
        `Base is the anchor of the history, ${history.anchor}: increases since then only warn.`,
      ],
      followed: { place, creep: [...creep], runner: runnerLabel() },
    },
    options: { ...options, baseSha: anchor },
  };
}

/** A shallow clone has few names: the API knows all. */
async function anchorCommit(anchor: string, { history: access = null }: RunOptions): Promise<string> {
  const git = await Git.open(process.cwd(), process.env);
  const local = 'cause' in git ? git : await findCommit(git, anchor);
  if (typeof local === 'string') return local;
  const named = (await access?.commitNamed(anchor).catch(() => null)) ?? null;
  if (named === null) throw new GateError('unknown-anchor', { anchor, cause: local.cause });
  return named;
}

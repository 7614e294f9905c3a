import type { SharedKind } from '../config/deploys/providers/registry.ts';
import type { SourceOf } from '../model/config.ts';

export const PROVIDERS = ['worktree', 'url', 'static', 'github-deployments'] as const satisfies readonly (
  | SharedKind
  | SourceOf<'url' | 'static'>['kind']
)[];
export type ProviderName = (typeof PROVIDERS)[number];

/** What the flags of `init` say; null for what is not given. */
export interface InitOptions {
  /** The running site, whose pages become routes. */
  readonly url: string | null;
  /** Where a pull request's deploy is, with placeholders. */
  readonly headUrl: string | null;
  /** The folder of the site in the repository. */
  readonly dir: string | null;
  readonly provider: ProviderName | null;
  readonly chromePath: string | null;
  /** Whether to write without asking. */
  readonly isAgreed: boolean;
  /** Whether files that differ are replaced. */
  readonly force: boolean;
}

/** Asks the user. Each question rejects with `init-stopped` if the user stops. */
export interface Asker {
  readonly choose: (question: string, choices: readonly string[]) => Promise<string>;
  /** The text is empty if the user has none. */
  readonly text: (question: string, placeholder: string) => Promise<string>;
  readonly confirm: (question: string) => Promise<boolean>;
}

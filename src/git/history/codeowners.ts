import ignore, { type Ignore } from 'ignore';

/** Where GitHub looks, in this order; the first that exists is used. */
export const CODEOWNERS_PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** The owners of a file: none, one or several. */
export type OwnersOf = (path: string) => readonly string[];

interface Rule {
  readonly matcher: Ignore;
  readonly owners: readonly string[];
  /** `docs/*`: files of the folder, not those of its folders. */
  readonly shallow: string | null;
}

/**
 * Reads a CODEOWNERS file: patterns as in .gitignore but without `!` and `[…]`, because GitHub ignores such lines. The
 * last matching line decides, even if it names no owner.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeowners(text: string): OwnersOf {
  const rules = text.split(/\r?\n/).flatMap((line) => ruleOf(line) ?? []);
  return (path) => rules.findLast((rule) => matches(rule, path))?.owners ?? [];
}

function ruleOf(line: string): Rule | null {
  const [pattern = '', ...words] =
    line
      .replace(/(?:^|\s)#.*$/s, '')
      .trim()
      .match(/(?:\\ |\S)+/g) ?? [];
  if (pattern === '' || pattern.startsWith('!') || /[[\]]/.test(pattern)) return null;
  const owners = words.filter((word) => /^@|.@./.test(word));
  const shallow = /^\/?(.*\/)\*$/.exec(pattern)?.[1] ?? null;
  return { matcher: ignore().add(pattern), owners, shallow: shallow?.includes('*') === true ? null : shallow };
}

function matches({ matcher, shallow }: Rule, path: string): boolean {
  if (shallow !== null) return path.startsWith(shallow) && !path.slice(shallow.length).includes('/');
  return matcher.ignores(path);
}
